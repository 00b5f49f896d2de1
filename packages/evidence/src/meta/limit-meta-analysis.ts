import { chiSquareUpper } from './distributions.ts';
import { type Effect, MetaError } from './effect.ts';
import { type Coefficient, coefficientOf, type Method, metaAnalysis } from './random-effects.ts';
import { weightedFit } from './weighted-fit.ts';

/** What the effects would be if every study grew without end, and with them the pooled effect. */
export interface LimitMetaAnalysis {
  readonly method: Method;
  readonly tau2: number;
  /** Effect of a study without sampling error (beta0), tested by z. */
  readonly adjusted: Coefficient;
  /** How far small studies lie off, in their standard errors, and the effect apart from it (alpha, beta). */
  readonly bias: number;
  readonly slope: number;
  /** Each study's effect in the limit. */
  readonly limits: readonly number[];
  /** The part of Q that the size of the studies explains (1 degree of freedom), and the rest (k - 2). */
  readonly smallStudy: { readonly Q: number; readonly p: number };
  readonly residual: { readonly Q: number; readonly df: number; readonly p: number };
  /** Heterogeneity that is left when sampling error and small-study effects are gone, percent. */
  readonly G2: number;
}

/** Least squares through the radial plot: effect over error against 1 over error. */
function radialFit(yi: readonly number[], errors: readonly number[]) {
  const x = errors.map((error) => [1, 1 / error]);
  const y = yi.map((value, i) => value / (errors[i] ?? Number.NaN));
  const { beta, q } = weightedFit(
    y,
    x,
    y.map(() => 1),
  );
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { bias: beta[0] ?? Number.NaN, slope: beta[1] ?? Number.NaN, residual: q, total };
}

/**
 * Limit meta-analysis (Rücker et al., Biostatistics 2011;12:122-42), as `limitmeta` of R's metasens with its
 * adjustment "beta0". It takes every asymmetry of the funnel for a small-study effect: a sensitivity analysis.
 *
 * @param effects three or more, of differing precision
 * @param method by which the variance between studies is estimated
 * @throws MetaError
 */
export function limitMetaAnalysis(
  effects: readonly Effect[],
  method: Method = 'REML',
  level = 0.95,
): LimitMetaAnalysis {
  const k = effects.length;
  if (k < 3) throw new MetaError(`Limit meta-analysis needs at least 3 studies, not ${k}.`);
  const yi = effects.map((effect) => effect.yi);
  const errors = effects.map(({ vi }) => Math.sqrt(vi));
  if (new Set(errors).size === 1) {
    throw new MetaError('Limit meta-analysis needs studies of differing precision; these are all alike.');
  }
  const { tau2, Q } = metaAnalysis(effects, { method });
  const total = errors.map((error) => Math.sqrt(error ** 2 + tau2));
  const { bias, slope } = radialFit(yi, total);
  const limits = yi.map((value, i) => slope + (Math.sqrt(tau2) / (total[i] ?? Number.NaN)) * (value - slope));
  const precision = errors.map((error) => 1 / error);
  const meanPrecision = precision.reduce((sum, value) => sum + value, 0) / k;
  const spread = precision.reduce((sum, value) => sum + (value - meanPrecision) ** 2, 0);
  const residual = radialFit(yi, errors).residual;
  const inLimit = radialFit(limits, errors);
  return {
    method,
    tau2,
    adjusted: coefficientOf('adjusted', slope + Math.sqrt(tau2) * bias, 1 / Math.sqrt(spread), null, level),
    bias,
    slope,
    limits,
    smallStudy: { Q: Q - residual, p: chiSquareUpper(Q - residual, 1) },
    residual: { Q: residual, df: k - 2, p: chiSquareUpper(residual, k - 2) },
    G2: tau2 === 0 ? 0 : (100 * inLimit.residual) / inLimit.total,
  };
}
