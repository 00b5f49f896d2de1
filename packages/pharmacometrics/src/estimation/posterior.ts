import { InputError } from '../error.ts';
import { drawsOf, type RandomSource, randomSource } from '../random/draws.ts';
import type { PosteriorDiagnostics } from './attempt.ts';
import { byChains } from './chains.ts';
import { readDeviates } from './deviates.ts';
import type { Estimation } from './estimation.ts';
import type { FitFailure } from './failure.ts';
import { byImportance } from './importance-resampling.ts';
import { type MapEstimate, mapEstimate } from './map.ts';
import { cholesky, type Matrix, solveLower } from './matrix.ts';
import { findPeak } from './peak.ts';

export interface PosteriorOptions {
  /** Whole number from 0: the same seed gives the same draws. */
  readonly seed: number;
  /** 4,000 when absent; from 400. */
  readonly draws?: number;
  /** When absent: importance resampling, and the sampler where its weights are not reliable. */
  readonly method?: 'importance' | 'no-U-turn';
}

/** Draws of one patient's deviates, all of equal weight. */
export interface PosteriorDraws {
  readonly count: number;
  /** Standard normal deviates, draw by draw. */
  readonly z: Float64Array;
  /**
   * The varied parameters, one value per draw in the model's units: `individuals` of a population, or overrides. On an
   * occasion without data, such as the next course, what varies per occasion is drawn from the population.
   */
  readonly parametersOn: (occasion: number) => Record<string, Float64Array>;
}

/** Draws; or why there are none to dose from. */
export type Posterior =
  | {
      readonly failure: null;
      readonly method: 'importance' | 'no-U-turn';
      readonly random: RandomSource;
      readonly estimate: MapEstimate;
      readonly draws: PosteriorDraws;
      readonly diagnostics: PosteriorDiagnostics;
    }
  | { readonly failure: FitFailure; readonly diagnostics: PosteriorDiagnostics };

const DRAWS = 4000;
const LEAST_DRAWS = 400;
/** Further climbs, from people of the population, that look for another peak. */
const FURTHER_CLIMBS = 4;
/** A peak so many times lower in density (e^10) holds too little to matter. Our own choice. */
const LOWER_PEAK = 10;

/**
 * Draws from the posterior of a patient's deviates. Draws whose diagnostics fail are not handed out.
 * - importance: proposals from Student's t about the peak, Pareto-smoothed weights, systematic resampling
 * - no-U-turn: four chains of the gradient-based sampler, on coordinates that the curvature at the peak makes round
 * @throws InputError for a seed or number of draws that is none
 */
export function samplePosterior(estimation: Estimation, options: PosteriorOptions): Posterior {
  const { draws: count = DRAWS, method } = options;
  if (!(Number.isInteger(count) && count >= LEAST_DRAWS)) {
    throw new InputError('draws', `a whole number from ${LEAST_DRAWS} is needed, not ${count}`);
  }
  const random = randomSource(options.seed);
  const fit = mapEstimate(estimation);
  if (fit.failure) return { failure: fit.failure, diagnostics: {} };
  const triangle = cholesky(fit.covariance)!;
  const other = otherPeak(estimation, fit, triangle, random);
  if (other) return { failure: other, diagnostics: {} };
  const attempts = [
    ...(method === 'no-U-turn' ? [] : [() => byImportance(estimation, fit, triangle, count, random)]),
    ...(method === 'importance' ? [] : [() => byChains(estimation, fit, triangle, count, random)]),
  ];
  let diagnostics: PosteriorDiagnostics = {};
  let failure: FitFailure | undefined;
  for (const attempt of attempts) {
    const tried = attempt();
    diagnostics = { ...diagnostics, ...tried.diagnostics };
    if ('failure' in tried) {
      failure = tried.failure;
      continue;
    }
    const draws = drawsFrom(estimation, tried.z, count, random);
    return { failure: null, method: tried.method, random, estimate: fit, draws, diagnostics };
  }
  return { failure: failure!, diagnostics };
}

/** Climbs from elsewhere; a density with several peaks is drawn from by neither method. */
function otherPeak(
  estimation: Estimation,
  fit: MapEstimate,
  triangle: Matrix,
  random: RandomSource,
): FitFailure | undefined {
  const starts = drawsOf(random, 'posterior further climbs');
  for (let climb = 0; climb < FURTHER_CLIMBS; climb++) {
    const start = fit.z.map((_, k) => starts.normal({ subject: climb, occasion: k }));
    const found = findPeak(estimation, start);
    if ('reason' in found || -2 * found.at.logDensity > fit.objective + 2 * LOWER_PEAK) continue;
    const apart = solveLower(
      triangle,
      found.z.map((each, k) => each - fit.z[k]!),
    );
    if (Math.hypot(...apart) < 1) continue;
    return {
      reason: 'several peaks',
      message: 'Two different sets of parameters explain these measurements about equally well.',
      advice: 'Take a further sample at a time when the two differ, or use the population.',
    };
  }
  return undefined;
}

function drawsFrom(
  { model, occasions, parameterNames, sought }: Estimation,
  z: Float64Array,
  count: number,
  random: RandomSource,
): PosteriorDraws {
  return {
    count,
    z,
    parametersOn: (occasion) => {
      const isNew = sought.some((each) => each.occasion !== undefined) && !occasions.includes(occasion);
      const deviates = readDeviates(model, isNew ? [...occasions, occasion] : occasions);
      const fresh = drawsOf(random, 'posterior new occasion');
      const size = deviates.sought.length;
      const own = new Float64Array(size);
      const values = new Float64Array(parameterNames.length);
      const columns = parameterNames.map(() => new Float64Array(count));
      for (let draw = 0; draw < count; draw++) {
        own.set(z.subarray(draw * sought.length, (draw + 1) * sought.length));
        for (let k = sought.length; k < size; k++) {
          own[k] = fresh.normal({ subject: draw, occasion, attempt: k });
        }
        deviates.parameters(own, 0, occasion, values);
        columns.forEach((column, index) => {
          column[draw] = values[index]!;
        });
      }
      return Object.fromEntries(parameterNames.map((name, index) => [name, columns[index]!]));
    },
  };
}
