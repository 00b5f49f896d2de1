import type { Estimation } from './estimation.ts';
import { greatestParetoK, smoothWeights } from './pareto-smoothing.ts';
import type { PosteriorDraws } from './posterior.ts';

/** How well a model foretells each measurement of a patient from the others. */
export interface PredictiveDensity {
  /** Log density of each measurement given the others, in the order of the measurements. */
  readonly pointwise: Float64Array;
  /** Their sum. */
  readonly total: number;
  /** Pareto k of each: above `greatestParetoK` the one without this measurement is too far from the one with it. */
  readonly paretoK: Float64Array;
  readonly greatestParetoK: number;
}

/**
 * Leave-one-out predictive density by Pareto-smoothed importance sampling.
 * (Vehtari, Gelman, Gabry. Stat Comput 2017;27:1413-32, doi:10.1007/s11222-016-9696-4.)
 */
export function predictiveDensity(estimation: Estimation, { z, count }: PosteriorDraws): PredictiveDensity {
  const likelihoods = estimation.pointwise(z, count);
  const measured = estimation.measurements.length;
  const pointwise = new Float64Array(measured);
  const paretoK = new Float64Array(measured);
  for (let index = 0; index < measured; index++) {
    const own = Float64Array.from({ length: count }, (_, draw) => likelihoods[draw * measured + index]!);
    const smoothed = smoothWeights(own.map((each) => -each));
    let density = 0;
    for (let draw = 0; draw < count; draw++) density += smoothed.weights[draw]! * Math.exp(own[draw]!);
    pointwise[index] = Math.log(density);
    paretoK[index] = smoothed.paretoK;
  }
  return {
    pointwise,
    total: pointwise.reduce((sum, each) => sum + each, 0),
    paretoK,
    greatestParetoK: greatestParetoK(count),
  };
}
