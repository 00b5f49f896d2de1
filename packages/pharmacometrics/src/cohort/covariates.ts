import { InputError } from '../error.ts';
import { drawsOf, type RandomSource } from '../random/draws.ts';
import { exp, log } from '../random/elementary.ts';
import type { Subjects } from './random-effects.ts';

/** How a covariate is spread over a population. */
export type CovariateDistribution =
  /** Everybody has it: a given patient's. */
  | { readonly kind: 'fixed'; readonly value: number }
  /** Normal or log-normal with this mean and standard deviation before values outside the bounds are drawn again. */
  | {
      readonly kind: 'normal' | 'log-normal';
      readonly mean: number;
      readonly standardDeviation: number;
      readonly least: number;
      readonly most: number;
    }
  /** A code for each kind of people, and their shares, which add up to 1: sex, genotype. */
  | { readonly kind: 'shares'; readonly of: readonly { readonly value: number; readonly share: number }[] };

/** Bounds that leave less than this of a distribution were hardly meant. */
const MOST_ATTEMPTS = 1000;

function bounded(
  { kind, mean, standardDeviation, least, most }: CovariateDistribution & { kind: 'normal' | 'log-normal' },
  path: string,
): (z: number) => number | undefined {
  if (!(standardDeviation >= 0) || !(least <= most) || !Number.isFinite(mean + standardDeviation)) {
    throw new InputError(path, 'a mean, a standard deviation of at least 0, and bounds in order are needed');
  }
  const inBounds = (value: number) => (value >= least && value <= most ? value : undefined);
  if (kind === 'normal') return (z) => inBounds(mean + standardDeviation * z);
  if (!(mean > 0)) throw new InputError(`${path}.mean`, `it must be above 0, not ${mean}`);
  const relative = standardDeviation / mean;
  const variance = log(1 + relative * relative);
  const middle = log(mean) - variance / 2;
  const width = Math.sqrt(variance);
  return (z) => inBounds(exp(middle + width * z));
}

/**
 * Draws covariates of virtual patients, independent of each other.
 * @param distributions by the name of the covariate
 * @returns one list per covariate, one value per subject
 * @throws InputError naming the distribution that is wrong
 */
export function sampleCovariates<Name extends string>(
  distributions: Readonly<Record<Name, CovariateDistribution>>,
  source: RandomSource,
  subjects: Subjects,
): Record<Name, Float64Array> {
  const columns = Object.entries<CovariateDistribution>(distributions).map(([name, distribution]) => [
    name,
    column(name, distribution, source, subjects),
  ]);
  return Object.fromEntries(columns) as Record<Name, Float64Array>;
}

function column(
  name: string,
  distribution: CovariateDistribution,
  source: RandomSource,
  { first, count }: Subjects,
): Float64Array {
  const path = `covariates.${name}`;
  if (distribution.kind === 'fixed') return new Float64Array(count).fill(distribution.value);
  const draws = drawsOf(source, `covariate ${name}`);
  if (distribution.kind === 'shares') {
    const total = distribution.of.reduce((sum, { share }) => sum + share, 0);
    if (!(Math.abs(total - 1) < 1e-9)) throw new InputError(path, `the shares add up to ${total}, not to 1`);
    return Float64Array.from({ length: count }, (_, index) => {
      let left = draws.uniform({ subject: first + index });
      const found = distribution.of.find(({ share }) => {
        left -= share;
        return left < 0;
      });
      return (found ?? distribution.of.at(-1)!).value;
    });
  }
  const of = bounded(distribution, path);
  return Float64Array.from({ length: count }, (_, index) => {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const value = of(draws.normal({ subject: first + index, attempt }));
      if (value !== undefined) return value;
    }
    throw new InputError(path, 'hardly any value lies within its bounds');
  });
}
