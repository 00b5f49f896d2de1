import { InputError, quantileBands, randomSource, type Subjects } from '@ketame/pharmacometrics';
import { refusals } from '../assess.ts';
import type { Refusal } from '../course.ts';
import type { Patient } from '../patient.ts';
import type { Regimen } from '../regimen.ts';
import {
  type PopulationBand,
  type PopulationCourse,
  type PopulationSize,
  populationCourse,
} from './population-course.ts';
import { type Simulated, simulatePatients } from './simulate-patients.ts';

export type PopulationPrediction =
  | { readonly refused: readonly Refusal[] }
  | { readonly refused: null; readonly population: PopulationCourse };

const probabilities = [0.05, 0.5, 0.95] as const;
/** More are not held in memory at once for exact quantiles. */
const mostSubjects = 20_000;
/** So many are simulated at once, on however many threads. */
const subjectsAtOnce = 200;

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

/** The bands of what is wanted, or why the adult models do not answer. */
export type BandsPrediction =
  | { readonly refused: readonly Refusal[] }
  | { readonly refused: null; readonly bands: Readonly<Partial<Record<Simulated, PopulationBand>>> };

/**
 * The part of `predictPopulation` that takes time: medians and 90 % bands of what is wanted, so that threads can share it.
 * @param wanted which bands
 * @throws as `predictPopulation`
 */
export function predictBands(
  regimen: Regimen,
  patient: Patient,
  timesH: Float64Array,
  { subjects, seed }: PopulationSize,
  wanted: readonly Simulated[],
): BandsPrediction {
  if (!(Number.isInteger(subjects) && subjects >= 1 && subjects <= mostSubjects)) {
    throw new InputError('subjects', `a whole number from 1 to ${mostSubjects} is needed, not ${subjects}`);
  }
  const random = randomSource(seed);
  const refused = refusals(regimen, patient);
  if (refused.length > 0) return { refused };
  const parts = populationParts(subjects).map((part) =>
    simulatePatients(regimen, patient, timesH, random, part, wanted),
  );
  const bands = wanted.map((name) => [name, bandOf(joined(parts.map((part) => part[name])), timesH.length)]);
  return { refused: null, bands: Object.fromEntries(bands) };
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
  size: PopulationSize,
): PopulationPrediction {
  const predicted = predictBands(regimen, patient, timesH, size, ['ketamine', 'slowRelief']);
  if (predicted.refused !== null) return predicted;
  const { ketamine, slowRelief } = predicted.bands as Record<Simulated, PopulationBand>;
  return {
    refused: null,
    population: populationCourse(regimen, patient, timesH, size, { ketamine, slowRelief }),
  };
}
