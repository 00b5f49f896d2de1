import { chiSquareQuantile } from './distributions.ts';
import type { Effect } from './effect.ts';
import {
  dot,
  inverse,
  type Matrix,
  symmetricEigenvalues,
  times,
  transpose,
  weightedCrossProduct,
} from './matrix.ts';
import { fitAt, solveDecreasing } from './tau2.ts';
import { weightedChiSquareCdf } from './weighted-chi-square.ts';

/** Limits of the variance between studies. */
export interface Tau2Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Q-profile interval of tau2 (Viechtbauer, Stat Med 2007;26:37-52): the values of tau2 at which the
 * generalised Q meets the quantiles of chi-square. Both limits are 0 when the effects are more alike than
 * chance allows. The upper limit is not cut at any ceiling.
 *
 * @param level confidence, 0.95 by default
 */
export function qProfileInterval(effects: readonly Effect[], x: Matrix, level = 0.95): Tau2Interval {
  const df = effects.length - (x[0]?.length ?? 0);
  const q = (tau2: number) => fitAt(effects, x, tau2).q;
  return {
    lower: solveDecreasing(q, chiSquareQuantile((1 + level) / 2, df)),
    upper: solveDecreasing(q, chiSquareQuantile((1 - level) / 2, df)),
  };
}

/**
 * Interval of tau2 from a generalised Cochran Q with fixed weights, by its exact distribution (Jackson,
 * Biometrics 2013;69:220-9; Jackson et al., J Stat Comput Simul 2014;84:2471-86).
 *
 * @param weights the weights of Q, fixed beforehand: 1/vi or 1/sqrt(vi)
 */
export function generalisedQInterval(
  effects: readonly Effect[],
  x: Matrix,
  weights: readonly number[],
  level = 0.95,
): Tau2Interval {
  const projection = residualProjection(x, weights);
  const yi = effects.map((effect) => effect.yi);
  const observed = dot(
    yi,
    projection.map((row) => dot(row, yi)),
  );
  const df = effects.length - (x[0]?.length ?? 0);
  /** P(Q <= observed) at tau2; decreasing. */
  const below = (tau2: number): number => {
    const root = effects.map((effect) => Math.sqrt(effect.vi + tau2));
    const scaled = projection.map((row, i) => row.map((value, j) => value * (root[i] ?? 0) * (root[j] ?? 0)));
    const lambda = symmetricEigenvalues(scaled)
      .toSorted((a, b) => b - a)
      .slice(0, df);
    return weightedChiSquareCdf(observed, lambda);
  };
  return {
    lower: solveDecreasing(below, (1 + level) / 2),
    upper: solveDecreasing(below, (1 - level) / 2),
  };
}

/** W - WX(X'WX)^-1X'W with W diagonal. */
function residualProjection(x: Matrix, weights: readonly number[]): number[][] {
  const weighted = x.map((row, i) => row.map((value) => value * (weights[i] ?? 0)));
  const explained = times(times(weighted, inverse(weightedCrossProduct(x, weights))), transpose(weighted));
  return explained.map((row, i) => row.map((value, j) => (i === j ? (weights[i] ?? 0) : 0) - value));
}
