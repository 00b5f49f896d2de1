import betainc from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';
import gammainc from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import chiSquareQuantileOf from '@stdlib/stats-base-dists-chisquare-quantile';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';

/** Natural logarithm of the gamma function. */
export const logGamma = (x: number): number => gammaln(x);

/** P(Z <= z) of the standard normal distribution, exact in both tails. */
export const normalCdf = (z: number): number => 0.5 * erfc(-z / Math.SQRT2);

/** z with P(Z <= z) = p. */
export const normalQuantile = (p: number): number => normalQuantileOf(p, 0, 1);

/** Two-sided P of a standard normal statistic. */
export const normalTwoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

/** t with P(T <= t) = p at `df` degrees of freedom. */
export const tQuantile = (p: number, df: number): number => tQuantileOf(p, df);

/** Two-sided P of a t statistic with `df` degrees of freedom. */
export const tTwoSidedP = (t: number, df: number): number => betainc(df / (df + t * t), df / 2, 0.5);

/** P(X > x) of chi-square with `df` degrees of freedom, exact in the upper tail; 1 when `df` is 0. */
export const chiSquareUpper = (x: number, df: number): number =>
  df === 0 ? 1 : gammainc(Math.max(x, 0) / 2, df / 2, true, true);

/** x with P(X <= x) = p of chi-square with `df` degrees of freedom. */
export const chiSquareQuantile = (p: number, df: number): number => chiSquareQuantileOf(p, df);

/** P(F > x) with `df1` and `df2` degrees of freedom, exact in the upper tail. */
export const fUpper = (x: number, df1: number, df2: number): number =>
  betainc(df2 / (df2 + df1 * x), df2 / 2, df1 / 2);

/**
 * Exact interval of a proportion (Clopper and Pearson, Biometrika 1934;26:404-13).
 *
 * @param events number of people with the event
 * @param n number of people
 * @param level confidence, 0.95 by default
 */
export function clopperPearson(events: number, n: number, level = 0.95): { lower: number; upper: number } {
  const tail = (1 - level) / 2;
  // The limits solve P(X >= events | lower) = tail and P(X <= events | upper) = tail; both tails are
  // incomplete beta functions, monotone in the proportion.
  const lower = events === 0 ? 0 : bisect((p) => betainc(p, events, n - events + 1) - tail, 0, 1);
  const upper = events === n ? 1 : bisect((p) => tail - betainc(1 - p, n - events, events + 1), 0, 1);
  return { lower, upper };
}

/** Root of an increasing function between `low` and `high`, to the last bit that bisection can give. */
export function bisect(f: (x: number) => number, low: number, high: number): number {
  let a = low;
  let b = high;
  for (let i = 0; i < 200; i++) {
    const middle = (a + b) / 2;
    if (middle <= a || middle >= b) break;
    if (f(middle) < 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
