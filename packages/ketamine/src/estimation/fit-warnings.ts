import { modelNotes, patientRefusals } from '../assess.ts';
import type { PatientNote, Refusal } from '../course.ts';
import type { Patient } from '../patient.ts';
import type { MeasuredModel } from './measured-models.ts';

/** What stands beside a fit: why the model must not be used, and where the patient lies outside its people. */
export interface FitWarnings {
  readonly refused: readonly Refusal[];
  readonly notes: readonly PatientNote[];
}

/**
 * Whether a patient is one of those that a model was made from: age, weight, liver, pregnancy, and what is not known of
 * them. A fit to many samples of such a patient may be good nevertheless; its prior is another people's.
 */
export function fitWarnings(patient: Patient, { card }: MeasuredModel): FitWarnings {
  const { ageYears, weightKg, description, source } = card.population;
  const unprinted = [...(ageYears === null ? ['age'] : []), ...(weightKg === null ? ['weight'] : [])];
  const notes: PatientNote[] = modelNotes(patient, card);
  if (unprinted.length > 0) {
    notes.push({
      code: 'range-not-printed',
      message: `${card.name} prints no range of ${unprinted.join(' and ')}: whether ${patient.ageYears} years and ${patient.weightKg} kg lie within it cannot be told. Its people: ${description}.`,
      source,
    });
  }
  if (patient.severeLiverDisease === undefined) {
    notes.push({
      code: 'liver-not-given',
      message: `Nothing is said of the liver; ${card.name} was made from people without liver disease.`,
      source,
    });
  }
  return { refused: patientRefusals(patient, card.people), notes };
}
