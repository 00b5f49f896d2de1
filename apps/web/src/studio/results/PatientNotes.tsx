import { notes, type Patient } from '@ketame/ketamine';
import classes from './results.module.css';

/** Cautions about this patient that stand beside every answer: weight far from ideal, age outside the studied. */
export function PatientNotes({ patient }: { readonly patient: Patient }) {
  const found = notes(patient);
  if (found.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label="Cautions about this patient">
      {found.map(({ code, message, source }) => (
        <li key={code}>
          {message} <span className={classes.source}>{source}</span>
        </li>
      ))}
    </ul>
  );
}
