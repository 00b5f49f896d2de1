import { normalQuantile, tQuantile } from './distributions.ts';
import { checkedEffect, type Effect, MetaError } from './effect.ts';

/** Cohen's d of two independent arms from Student's t. */
export const cohenDFromT = (t: number, n1: number, n2: number): number => t * Math.sqrt(1 / n1 + 1 / n2);

/**
 * Cohen's d from the F of an analysis with two arms (1 numerator degree of freedom).
 *
 * @param sign 1 when the first arm has the higher mean, else -1: F does not say
 */
export function cohenDFromF(f: number, n1: number, n2: number, sign: 1 | -1): number {
  if (!(f >= 0)) throw new MetaError(`F must be 0 or more, not ${f}.`);
  return sign * cohenDFromT(Math.sqrt(f), n1, n2);
}

/**
 * Cohen's d from the two-sided P of a t test of two independent arms.
 *
 * @param sign 1 when the first arm has the higher mean, else -1: P does not say
 */
export function cohenDFromP(p: number, n1: number, n2: number, sign: 1 | -1): number {
  if (!(p > 0 && p <= 1)) throw new MetaError(`P must lie above 0 and not above 1, not ${p}.`);
  return sign * cohenDFromT(tQuantile(1 - p / 2, n1 + n2 - 2), n1, n2);
}

/**
 * Standard deviation of one arm from the standard error of its mean.
 *
 * @param n people in the arm
 */
export const sdFromSe = (se: number, n: number): number => se * Math.sqrt(n);

/**
 * Standard deviation of one arm from the confidence interval of its mean (t distribution, n - 1 degrees of
 * freedom).
 */
export const sdFromInterval = (lower: number, upper: number, n: number, level = 0.95): number =>
  sdFromSe((upper - lower) / (2 * tQuantile((1 + level) / 2, n - 1)), n);

/**
 * Effect from its reported confidence interval.
 *
 * @param scale `ratio`: the limits are ratios, the effect is the logarithm
 * @param df degrees of freedom when the interval was made with t; without it, normal
 */
export function effectFromInterval(
  study: string,
  lower: number,
  upper: number,
  scale: 'difference' | 'ratio',
  level = 0.95,
  df?: number,
): Effect {
  if (!(lower < upper)) throw new MetaError(`${study}: the lower limit must lie below the upper one.`);
  if (scale === 'ratio' && lower <= 0)
    throw new MetaError(`${study}: the limits of a ratio must lie above 0.`);
  const [low, high] = scale === 'ratio' ? [Math.log(lower), Math.log(upper)] : [lower, upper];
  const half = (1 + level) / 2;
  const quantile = df === undefined ? normalQuantile(half) : tQuantile(half, df);
  return checkedEffect(study, (low + high) / 2, ((high - low) / (2 * quantile)) ** 2);
}

/** Effect from its estimate and standard error, on the scale of pooling. */
export const effectFromSe = (study: string, estimate: number, se: number): Effect =>
  checkedEffect(study, estimate, se ** 2);

/** Effect from its estimate and two-sided P of a normal test. @throws MetaError when P says nothing (P = 1) */
export function effectFromP(study: string, estimate: number, p: number): Effect {
  if (!(p > 0 && p < 1) || estimate === 0) {
    throw new MetaError(
      `${study}: a standard error follows from P only for 0 < P < 1 and an effect that is not 0.`,
    );
  }
  return checkedEffect(study, estimate, (estimate / normalQuantile(1 - p / 2)) ** 2);
}
