import {
  InputError,
  quantileBands,
  type RandomSource,
  randomSource,
  type Subjects,
} from '@ketame/pharmacometrics';
import { refusals } from '../assess.ts';
import type { Basis, Refusal } from '../course.ts';
import { orderedDoses } from '../doses.ts';
import type { Patient } from '../patient.ts';
import type { Regimen } from '../regimen.ts';
import { slowReliefBasis } from '../slow-relief-basis.ts';
import { type SimulatedPatients, simulatePatients } from './simulate-patients.ts';

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

export type PopulationPrediction =
  | { readonly refused: readonly Refusal[] }
  | { readonly refused: null; readonly population: PopulationCourse };

export interface PopulationSize {
  /** How many virtual patients, from 1. */
  readonly subjects: number;
  /** Whole number from 0: the same seed gives the same virtual patients. */
  readonly seed: number;
}

const probabilities = [0.05, 0.5, 0.95] as const;
/** More are not held in memory at once for exact quantiles. */
const mostSubjects = 20_000;
/** So many are simulated at once, on however many threads. */
const subjectsAtOnce = 200;

const assumptions = [
  'Weight, age and sex are those of the patient; kinetics differ by the published spread between people: Simons 2022 for plasma, Fanta 2015 for what drives the slow relief.',
  'The spread between people of the slow relief itself is not published; the virtual patients differ by how uncertain its C50 and half-life are (Dahan 2011).',
  'By other routes than vein and film the absorption is that of the typical person: its spread is not drawn.',
  'The error of measurement is not in the bands.',
] as const;

/**
 * The parts in which a population is simulated: together they are the whole, in the same order and to the last bit,
 * whichever thread does which.
 */
export function populationParts(subjects: number): Subjects[] {
  const parts = Math.ceil(subjects / subjectsAtOnce);
  return Array.from({ length: parts }, (_, index) => ({
    first: index * subjectsAtOnce,
    count: Math.min(subjectsAtOnce, subjects - index * subjectsAtOnce),
  }));
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

function bandOf(values: Float64Array, times: number): PopulationBand {
  const [low, median, high] = quantileBands(values, times, probabilities) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { low, median, high };
}

/**
 * What a regimen does in virtual patients who have the covariates of a given patient: medians and 90 % bands of
 * arterial ketamine and of the slow relief; or why the adult models do not answer.
 * @param timesH hours from the start of the regimen, never falling, none negative; few different gaps are fastest
 * @throws RangeError naming the field of a regimen that is not a regimen
 * @throws InputError for a seed or number of subjects that is none
 */
export function predictPopulation(
  regimen: Regimen,
  patient: Patient,
  timesH: Float64Array,
  { subjects, seed }: PopulationSize,
): PopulationPrediction {
  if (!(Number.isInteger(subjects) && subjects >= 1 && subjects <= mostSubjects)) {
    throw new InputError('subjects', `a whole number from 1 to ${mostSubjects} is needed, not ${subjects}`);
  }
  const random = randomSource(seed);
  const refused = refusals(regimen, patient);
  if (refused.length > 0) return { refused };
  const parts: SimulatedPatients[] = populationParts(subjects).map((part) =>
    simulatePatients(regimen, patient, timesH, random, part),
  );
  return {
    refused: null,
    population: {
      timesH,
      subjects,
      random,
      ketamine: bandOf(joined(parts.map(({ ketamine }) => ketamine)), timesH.length),
      slowRelief: {
        ...bandOf(joined(parts.map(({ slowRelief }) => slowRelief)), timesH.length),
        basis: slowReliefBasis(regimen.drug, orderedDoses(regimen, patient), patient),
      },
      assumptions,
    },
  };
}
