import { bisect } from './distributions.ts';
import { type Effect, MetaError } from './effect.ts';
import type { Matrix } from './matrix.ts';
import { weightedFit } from './weighted-fit.ts';

/** Estimators of the variance between studies. */
export type Tau2Method = 'DL' | 'HE' | 'HS' | 'SJ' | 'ML' | 'REML' | 'EB' | 'PM';

const yiOf = (effects: readonly Effect[]) => effects.map((effect) => effect.yi);
const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The fit when the variance between studies is `tau2`. */
export const fitAt = (effects: readonly Effect[], x: Matrix, tau2: number) =>
  weightedFit(
    yiOf(effects),
    x,
    effects.map((effect) => 1 / (effect.vi + tau2)),
  );

/**
 * tau2 >= 0 at which a decreasing function of tau2 comes down to `target`; 0 when it starts at or below it.
 */
export function solveDecreasing(f: (tau2: number) => number, target: number): number {
  if (f(0) <= target) return 0;
  let high = 1;
  while (f(high) > target) {
    high *= 4;
    if (!Number.isFinite(high)) return Number.POSITIVE_INFINITY;
  }
  return bisect((tau2) => target - f(tau2), 0, high);
}

/**
 * Estimate of the variance between studies.
 *
 * DL: DerSimonian and Laird 1986. HE: Hedges 1985 (Cochran's). HS: Hunter and Schmidt 1990. SJ: Sidik and Jonkman
 * 2005. ML and REML: by Fisher scoring. PM: Paule and Mandel 1982; EB: Morris 1983, the same solution. With
 * moderators each is the residual variance. Negative solutions become 0, as in metafor.
 *
 * @param effects more effects than columns of x
 * @param x design matrix, intercept first
 * @throws MetaError when the iterations of ML or REML do not settle
 */
export function estimateTau2(method: Tau2Method, effects: readonly Effect[], x: Matrix): number {
  const k = effects.length;
  const df = k - (x[0]?.length ?? 0);
  if (df < 1) {
    throw new MetaError(
      `The variance between studies and ${k - df} coefficient(s) need at least ${k - df + 1} studies, not ${k}. Use method EE, or fewer moderators.`,
    );
  }
  switch (method) {
    case 'DL': {
      const fit = fitAt(effects, x, 0);
      return Math.max(0, (fit.q - df) / fit.traceP);
    }
    case 'HE':
      return Math.max(0, unweightedTau2(effects, x, df));
    case 'HS': {
      const fit = fitAt(effects, x, 0);
      return Math.max(0, (fit.q - k) / sumOf(effects.map((effect) => 1 / effect.vi)));
    }
    case 'SJ': {
      const mean = sumOf(yiOf(effects)) / k;
      const start = sumOf(effects.map((effect) => (effect.yi - mean) ** 2)) / k;
      if (start === 0) return 0;
      return (start * fitAt(effects, x, start).q) / df;
    }
    case 'EB':
    case 'PM':
      return solveDecreasing((tau2) => fitAt(effects, x, tau2).q, df);
    case 'ML':
    case 'REML':
      return scoring(method, effects, x, Math.max(0, unweightedTau2(effects, x, df)));
  }
}

/** Hedges' (Cochran's) moment estimator: residual variance without weights, less the mean sampling variance. */
function unweightedTau2(effects: readonly Effect[], x: Matrix, df: number): number {
  const fit = weightedFit(
    yiOf(effects),
    x,
    effects.map(() => 1),
  );
  // tr(PV) with P = I - X(X'X)^-1X': the leverage of each study is x(X'X)^-1x'.
  const expected = sumOf(
    effects.map((effect, i) => {
      const row = x[i] ?? [];
      const leverage = sumOf(
        row.map((a, m) => a * sumOf(row.map((b, n) => b * (fit.covariance[m]?.[n] ?? 0)))),
      );
      return effect.vi * (1 - leverage);
    }),
  );
  return (fit.q - expected) / df;
}

/**
 * Fisher scoring for ML and REML (Viechtbauer, J Educ Behav Stat 2005;30:261-93), held at or above 0. Steps that go back
 * and forth without becoming shorter are halved: a small spread beside unequal variances can make them circle.
 */
function scoring(method: 'ML' | 'REML', effects: readonly Effect[], x: Matrix, start: number): number {
  let tau2 = start;
  let before = 0;
  let share = 1;
  const scale = sumOf(effects.map((effect) => effect.vi)) / effects.length;
  for (let i = 0; i < 1000; i++) {
    const fit = fitAt(effects, x, tau2);
    const weights = effects.map((effect) => 1 / (effect.vi + tau2));
    const step =
      method === 'REML'
        ? (fit.qq - fit.traceP) / fit.tracePP
        : (fit.qq - sumOf(weights)) / sumOf(weights.map((w) => w * w));
    const whole = Math.max(0, tau2 + step);
    if (Math.abs(whole - tau2) <= 1e-13 * (scale + tau2)) return whole;
    if (step * before < 0 && Math.abs(step) > Math.abs(before) / 2) share /= 2;
    before = step;
    tau2 = Math.max(0, tau2 + share * step);
  }
  throw new MetaError(`${method} did not settle on a variance between studies; use PM or DL.`);
}
