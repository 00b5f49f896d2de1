import { notes, type Patient, patientInteractions, type Regimen, regimenNotes } from '@ketame/ketamine';
import { letterOf } from '../state/words.ts';
import classes from './results.module.css';

interface PatientNotesProps {
  readonly patient: Patient;
  readonly regimens: readonly Regimen[];
  readonly selected: number;
}

/**
 * Cautions that stand beside every answer: weight far from ideal, age outside the studied; and beside the selected
 * regimen: its routes, other drugs and genotype.
 */
export function PatientNotes({ patient, regimens, selected }: PatientNotesProps) {
  const regimen = regimens[selected];
  const ofRegimen =
    regimen === undefined ? [] : [...regimenNotes(regimen), ...patientInteractions(patient, regimen)];
  const found = [
    ...notes(patient),
    ...ofRegimen.map(({ message, source }) => ({ message: `${letterOf(selected)}: ${message}`, source })),
  ];
  if (found.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label="Cautions about this patient and regimen">
      {found.map(({ message, source }) => (
        <li key={message}>
          {message} <span className={classes.source}>{source}</span>
        </li>
      ))}
    </ul>
  );
}
