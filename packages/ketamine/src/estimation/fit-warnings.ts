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
    const far = farFromMean(patient, card.population.means);
    const where =
      far.length > 0
        ? `, and ${far.join(' and ')} ${far.length > 1 ? 'are' : 'is'} more than ${farSds} standard deviations (ours) from the mean that it prints`
        : `: whether ${patient.ageYears} years and ${patient.weightKg} kg lie within it cannot be told`;
    notes.push({
      code: 'range-not-printed',
      message: `${card.name} prints no range of ${unprinted.join(' and ')}${where}. Its people: ${description}.`,
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

/** From here on a patient is none of a model's people; ours. */
const farSds = 3;

/** Which of age and weight lie far from the mean of a model's people, with their units. */
function farFromMean(
  { ageYears, weightKg }: Patient,
  means: MeasuredModel['card']['population']['means'],
): string[] {
  if (means === undefined) return [];
  const isFar = (value: number, { mean, sd }: { readonly mean: number; readonly sd: number }) =>
    Math.abs(value - mean) > farSds * sd;
  return [
    ...(isFar(ageYears, means.ageYears) ? [`an age of ${ageYears} years`] : []),
    ...(isFar(weightKg, means.weightKg) ? [`a weight of ${weightKg} kg`] : []),
  ];
}
