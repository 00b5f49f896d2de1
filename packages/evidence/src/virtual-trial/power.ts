import { InputError } from '@ketame/pharmacometrics';
import { logGamma, normalCdf, tQuantile } from '../meta/distributions.ts';

/** Points of Simpson's rule; the integrand is smooth and its standard deviation spans some thirty of them or more. */
const intervals = 1000;

/**
 * P(T <= t) of the non-central t distribution: the normal chance averaged over the spread of the standard deviation.
 *
 * @param df degrees of freedom, from 1
 * @param noncentrality mean of the normal deviate above the fraction line
 */
export function noncentralTCdf(t: number, df: number, noncentrality: number): number {
  const from = Math.max(0, 1 - 10 / Math.sqrt(df));
  const to = 1 + 10 / Math.sqrt(df);
  const step = (to - from) / intervals;
  const constant = Math.LN2 + (df / 2) * Math.log(df / 2) - logGamma(df / 2);
  let sum = 0;
  for (let index = 0; index <= intervals; index++) {
    const s = from + index * step;
    // At s = 0 the density is 0 but for one degree of freedom, where 0 x ln 0 means 0.
    const power = df === 1 ? 0 : (df - 1) * Math.log(s);
    const density = Math.exp(constant + power - (df * s * s) / 2);
    const weight = index === 0 || index === intervals ? 1 : index % 2 === 1 ? 4 : 2;
    sum += weight * density * normalCdf(t * s - noncentrality);
  }
  return (sum * step) / 3;
}

/** What a two-sample t test is planned with. */
export interface TestPlan {
  /** Two-sided, above 0 and below 1. */
  readonly alpha: number;
  /** Chance wanted of a significant result, above alpha and below 1. */
  readonly power: number;
}

/** |t| from which a two-sample t test is significant. */
export const criticalT = (n1: number, n2: number, alpha: number): number =>
  tQuantile(1 - alpha / 2, n1 + n2 - 2);

/**
 * Power of the two-sample t test with equal variances, both tails counted.
 *
 * @param n1 and n2: people analysed in each arm, from 2
 * @param d true difference in standard deviations
 * @throws InputError for fewer people
 */
export function tTestPower(n1: number, n2: number, d: number, alpha: number): number {
  if (!(n1 >= 2 && n2 >= 2))
    throw new InputError('n', `at least 2 in each arm are needed, not ${n1} and ${n2}`);
  const df = n1 + n2 - 2;
  const noncentrality = d * Math.sqrt((n1 * n2) / (n1 + n2));
  const t = criticalT(n1, n2, alpha);
  return 1 - noncentralTCdf(t, df, noncentrality) + noncentralTCdf(-t, df, noncentrality);
}

const mostPeople = 1_000_000;

/**
 * People per arm from which a t test has the power wanted; null when a million do not suffice.
 *
 * @param d true difference in standard deviations
 */
export function peoplePerArm(d: number, { alpha, power }: TestPlan): number | null {
  const suffices = (n: number) => tTestPower(n, n, d, alpha) >= power;
  if (!suffices(mostPeople)) return null;
  let below = 1;
  let enough = 2;
  while (!suffices(enough)) {
    below = enough;
    enough *= 2;
  }
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (suffices(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}

/**
 * Difference in standard deviations that a t test finds with the power wanted.
 *
 * @param n1 and n2: people analysed in each arm, from 2
 */
export function detectableDifference(n1: number, n2: number, { alpha, power }: TestPlan): number {
  let low = 0;
  let high = 1;
  while (tTestPower(n1, n2, high, alpha) < power) high *= 2;
  for (let step = 0; step < 45; step++) {
    const middle = (low + high) / 2;
    if (tTestPower(n1, n2, middle, alpha) < power) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Half-life with which an effect decays from one day to another, days; null where it does not decay.
 *
 * @param first effect on `firstDay`; `later` that on `laterDay`
 */
export function halfLifeBetween(
  firstDay: number,
  first: number,
  laterDay: number,
  later: number,
): number | null {
  if (!(later > 0 && first > later && laterDay > firstDay)) return null;
  return ((laterDay - firstDay) * Math.LN2) / Math.log(first / later);
}
