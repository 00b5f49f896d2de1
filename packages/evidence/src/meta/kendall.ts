import { normalTwoSidedP } from './distributions.ts';

/** Sizes of the groups of equal values. */
const tieSizes = (values: readonly number[]): number[] => {
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes.values()];
};

const sumOver = (sizes: readonly number[], f: (t: number) => number): number =>
  sizes.reduce((total, t) => total + f(t), 0);

/**
 * Kendall's tau-b with its two-sided P: exact without ties, else normal with the variance for ties (Kendall,
 * Rank Correlation Methods, 1970, ch. 4 and 5).
 */
export function kendall(x: readonly number[], y: readonly number[]): { tau: number; p: number } {
  const n = x.length;
  let score = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      score += Math.sign((x[i] ?? 0) - (x[j] ?? 0)) * Math.sign((y[i] ?? 0) - (y[j] ?? 0));
    }
  }
  const pairs = (n * (n - 1)) / 2;
  const [tx, ty] = [tieSizes(x), tieSizes(y)];
  const twos = (t: number) => (t * (t - 1)) / 2;
  const [tiedX, tiedY] = [sumOver(tx, twos), sumOver(ty, twos)];
  const tau = score / Math.sqrt((pairs - tiedX) * (pairs - tiedY));
  if (tiedX === 0 && tiedY === 0) return { tau, p: exactP((score + pairs) / 2, n) };
  const wide = (t: number) => t * (t - 1) * (2 * t + 5);
  const threes = (t: number) => t * (t - 1) * (t - 2);
  const variance =
    (n * (n - 1) * (2 * n + 5) - sumOver(tx, wide) - sumOver(ty, wide)) / 18 +
    (tiedX * tiedY) / pairs +
    (sumOver(tx, threes) * sumOver(ty, threes)) / (9 * n * (n - 1) * (n - 2));
  return { tau, p: normalTwoSidedP(score / Math.sqrt(variance)) };
}

/** Two-sided P of a number of concordant pairs, from the distribution of inversions of n things. */
function exactP(concordant: number, n: number): number {
  let probabilities = [1];
  for (let m = 2; m <= n; m++) {
    const next = new Array<number>(probabilities.length + m - 1).fill(0);
    probabilities.forEach((p, i) => {
      for (let j = 0; j < m; j++) next[i + j] = (next[i + j] ?? 0) + p / m;
    });
    probabilities = next;
  }
  const largest = probabilities.length - 1;
  const extreme = Math.min(concordant, largest - concordant);
  const tail = probabilities.slice(0, extreme + 1).reduce((sum, p) => sum + p, 0);
  return Math.min(1, 2 * tail);
}
