import { chiSquareUpper } from './distributions.ts';

/**
 * P(sum of lambda_j X_j <= x) for independent X_j of chi-square with 1 degree of freedom: a mixture of
 * chi-squares (Ruben, Ann Math Stat 1962;33:542-70; Farebrother, Appl Stat 1984;33:332-9).
 *
 * @param x value, above 0
 * @param lambda positive coefficients
 * @returns the probability, to about 1e-12
 */
export function weightedChiSquareCdf(x: number, lambda: readonly number[]): number {
  const beta = Math.min(...lambda);
  const gamma = lambda.map((value) => 1 - beta / value);
  const mixing = [Math.exp(0.5 * lambda.reduce((sum, value) => sum + Math.log(beta / value), 0))];
  const powerSums: number[] = [];
  let remaining = 1 - (mixing[0] ?? 0);
  let cdf = (mixing[0] ?? 0) * (1 - chiSquareUpper(x / beta, lambda.length));
  let powers = gamma.map(() => 1);
  for (let k = 1; k < 100_000; k++) {
    powers = powers.map((power, j) => power * (gamma[j] ?? 0));
    powerSums.push(powers.reduce((sum, power) => sum + power, 0));
    let weight = 0;
    for (let r = 0; r < k; r++) weight += (powerSums[k - r - 1] ?? 0) * (mixing[r] ?? 0);
    weight /= 2 * k;
    mixing.push(weight);
    remaining -= weight;
    const term = 1 - chiSquareUpper(x / beta, lambda.length + 2 * k);
    cdf += weight * term;
    // What is left out is at most the weight not yet given times the last probability.
    if (remaining * term < 1e-13) break;
  }
  return cdf;
}
