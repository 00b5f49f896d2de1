import { InputError } from '../error.ts';
import type { RandomSource } from '../random/draws.ts';
import { normalQuantile } from '../random/normal-quantile.ts';
import type { Estimation } from './estimation.ts';
import { cholesky, solveLower, zeros } from './matrix.ts';
import { simulatedMeasurements } from './simulated-measurements.ts';

/** Where one measurement lies among what the population would have had in its place. */
export interface PredictionDiscrepancy {
  readonly subject: number;
  readonly record: number;
  readonly timeH: number;
  readonly output: string;
  /** Of the typical individual. */
  readonly population: number;
  /** Normalised prediction distribution error: standard normal where the model is true. */
  readonly npde: number;
}

export interface PredictionDiscrepancies {
  readonly discrepancies: readonly PredictionDiscrepancy[];
  /** 0 where the model is true, within about two of its standard errors. */
  readonly mean: number;
  readonly meanError: number;
  /** 1 where the model is true, likewise. */
  readonly variance: number;
  readonly varianceError: number;
  /** Values below the limit, of which there is no npde. */
  readonly belowLimit: number;
}

/**
 * Normalised prediction distribution errors: every person is compared with simulated ones of the same doses and times,
 * after means and correlations within the person are taken out.
 * (Brendel, Comets, Laffont, Laveille, Mentré. Pharm Res 2006;23:2036-49, doi:10.1007/s11095-006-9067-5.)
 * @param replicates simulated people for each; 1,000 are usual
 * @throws InputError for too few replicates
 */
export function predictionDiscrepancies(
  subjects: readonly Estimation[],
  replicates: number,
  random: RandomSource,
): PredictionDiscrepancies {
  const discrepancies = subjects.flatMap((estimation, subject) =>
    ofSubject(estimation, subject, replicates, random),
  );
  const count = discrepancies.length;
  const mean = discrepancies.reduce((sum, { npde }) => sum + npde, 0) / count;
  const variance = discrepancies.reduce((sum, { npde }) => sum + (npde - mean) ** 2, 0) / (count - 1);
  return {
    discrepancies,
    mean,
    meanError: Math.sqrt(variance / count),
    variance,
    varianceError: variance * Math.sqrt(2 / (count - 1)),
    belowLimit: subjects.reduce(
      (sum, { measurements }) => sum + measurements.filter(({ isBelowLimit }) => isBelowLimit).length,
      0,
    ),
  };
}

function ofSubject(
  estimation: Estimation,
  subject: number,
  replicates: number,
  random: RandomSource,
): PredictionDiscrepancy[] {
  const all = estimation.measurements;
  const quantified = [...all.keys()].filter((index) => !all[index]!.isBelowLimit);
  const size = quantified.length;
  if (!(Number.isInteger(replicates) && replicates > 10 * size)) {
    throw new InputError(
      'replicates',
      `a whole number above ${10 * size} is needed for ${size} measurements of one person, not ${replicates}`,
    );
  }
  const simulated = simulatedMeasurements(estimation, replicates, random, subject);
  const value = (replicate: number, place: number) => simulated[replicate * all.length + quantified[place]!]!;
  const means = Float64Array.from({ length: size }, (_, place) => {
    let sum = 0;
    for (let replicate = 0; replicate < replicates; replicate++) sum += value(replicate, place);
    return sum / replicates;
  });
  const covariance = zeros(size);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        covariance[i]![j]! +=
          ((value(replicate, i) - means[i]!) * (value(replicate, j) - means[j]!)) / (replicates - 1);
      }
    }
  }
  const triangle = cholesky(covariance)!;
  const whiten = (of: (place: number) => number) =>
    solveLower(
      triangle,
      means.map((mean, place) => of(place) - mean),
    );
  const observed = whiten((place) => all[quantified[place]!]!.observed);
  const below = new Float64Array(size);
  for (let replicate = 0; replicate < replicates; replicate++) {
    whiten((place) => value(replicate, place)).forEach((each, place) => {
      if (each < observed[place]!) below[place]!++;
    });
  }
  const population = estimation.predict(new Float64Array(estimation.sought.length), 1);
  return quantified.map((index, place) => {
    const { record, timeH, output } = all[index]!;
    const share = Math.min(replicates - 0.5, Math.max(0.5, below[place]!)) / replicates;
    return { subject, record, timeH, output, population: population[index]!, npde: normalQuantile(share) };
  });
}
