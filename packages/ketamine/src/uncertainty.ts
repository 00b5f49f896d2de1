import type { Parameter } from './published.ts';

/** Standard normal quantile of 97.5 %: half the width of a 95 % interval in standard deviations. */
const z975 = 1.959963984540054;
/** Of 95 %: half the width of the 90 % intervals that Ketame draws. */
export const z95 = 1.6448536269514722;

/**
 * Standard deviation of the logarithm of an estimate, taken as log-normal, from its 95 % confidence interval.
 * @throws Error when the source gives no interval
 */
export function logDeviation({ symbol, confidence95 }: Parameter): number {
  if (confidence95 === undefined) throw new Error(`No confidence interval is published for "${symbol}".`);
  return Math.log(confidence95[1] / confidence95[0]) / (2 * z975);
}

/** 90 % interval of a chance from its standard error, by the normal approximation. */
export function chanceInterval90({ symbol, value, standardError }: Parameter) {
  if (standardError === undefined) throw new Error(`No standard error is published for "${symbol}".`);
  return { low: value - z95 * standardError, typical: value, high: value + z95 * standardError };
}
