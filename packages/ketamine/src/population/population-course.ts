import { type RandomSource, randomSource } from '@ketame/pharmacometrics';
import type { Basis } from '../course.ts';
import { orderedDoses } from '../doses.ts';
import type { Patient } from '../patient.ts';
import type { Regimen } from '../regimen.ts';
import { slowReliefBasis } from '../slow-relief-basis.ts';

/** Of the virtual patients at each time: 5 % lie below `low`, half below `median`, 5 % above `high`. */
export interface PopulationBand {
  readonly low: Float64Array;
  readonly median: Float64Array;
  readonly high: Float64Array;
}

/** What a regimen does in virtual patients like a given one. */
export interface PopulationCourse {
  readonly timesH: Float64Array;
  readonly subjects: number;
  readonly random: RandomSource;
  /** Arterial plasma ketamine, S or S + R, ng/mL. */
  readonly ketamine: PopulationBand;
  /** Slow relief in a responder, share of the baseline pain. */
  readonly slowRelief: PopulationBand & { readonly basis: Basis };
  /** What the bands hold and what they do not, one plain sentence each. */
  readonly assumptions: readonly string[];
}

export interface PopulationSize {
  /** How many virtual patients, from 1. */
  readonly subjects: number;
  /** Whole number from 0: the same seed gives the same virtual patients. */
  readonly seed: number;
}

const assumptions = [
  'Weight, age and sex are those of the patient; kinetics differ by the published spread between people: Simons 2022 for plasma, Fanta 2015 for what drives the slow relief.',
  'The spread between people of the slow relief itself is not published; the virtual patients differ by how uncertain its C50 and half-life are (Dahan 2011).',
  'By other routes than vein and film the absorption is that of the typical person: its spread is not drawn.',
  'The error of measurement is not in the bands.',
] as const;

/**
 * Bands of virtual patients with what they rest on.
 * @param timesH hours from the start of the regimen, those of the bands
 * @param bands as `predictBands` gives them
 */
export function populationCourse(
  regimen: Regimen,
  patient: Patient,
  timesH: Float64Array,
  { subjects, seed }: PopulationSize,
  { ketamine, slowRelief }: { readonly ketamine: PopulationBand; readonly slowRelief: PopulationBand },
): PopulationCourse {
  return {
    timesH,
    subjects,
    random: randomSource(seed),
    ketamine,
    slowRelief: {
      ...slowRelief,
      basis: slowReliefBasis(regimen.drug, orderedDoses(regimen, patient), patient),
    },
    assumptions,
  };
}
