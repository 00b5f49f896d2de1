import {
  chiSquareUpper,
  fUpper,
  normalQuantile,
  normalTwoSidedP,
  tQuantile,
  tTwoSidedP,
} from './distributions.ts';
import { type Effect, MetaError } from './effect.ts';
import { dot, inverse, type Matrix, timesVector } from './matrix.ts';
import { estimateTau2, fitAt, type Tau2Method } from './tau2.ts';
import { qProfileInterval } from './tau2-interval.ts';

/** EE: one common effect (inverse variance). The others: random effects by that estimator of tau2. */
export type Method = 'EE' | Tau2Method;

/**
 * How coefficients are tested. `z`: normal. `knha`: Hartung-Knapp (Stat Med 2003;22:2693-710). `adhoc`: Hartung-Knapp with
 * a floor, so that its scale is never below 1 and no interval is narrower for it.
 */
export type Test = 'z' | 'knha' | 'adhoc';

/** A study-level explanation of the effect: one number per study. */
export interface Moderator {
  readonly name: string;
  readonly values: readonly number[];
}

export interface MetaOptions {
  /** REML by default. */
  readonly method?: Method;
  /** z by default. */
  readonly test?: Test;
  readonly moderators?: readonly Moderator[];
  /** Confidence of every interval, 0.95 by default. */
  readonly level?: number;
  /** Variance between studies to use instead of estimating it. */
  readonly tau2?: number;
}

export interface Coefficient {
  readonly name: string;
  readonly estimate: number;
  readonly se: number;
  /** z, or t at `df` degrees of freedom. */
  readonly statistic: number;
  readonly p: number;
  readonly ciLower: number;
  readonly ciUpper: number;
}

/** Test of all moderators together: chi-square, or F where `df2` is given. */
export interface ModeratorTest {
  readonly QM: number;
  readonly df1: number;
  readonly df2: number | null;
  readonly p: number;
  /** Share of the variance between studies that the moderators explain, percent; null for EE and with levels. */
  readonly R2: number | null;
}

/** A fitted model. Variances and limits have the scale of the effects; percentages say so. */
export interface MetaFit {
  readonly method: Method;
  readonly test: Test;
  readonly level: number;
  readonly k: number;
  /** Intercept first. */
  readonly coefficients: readonly Coefficient[];
  /** Covariance of the coefficients. */
  readonly covariance: Matrix;
  /** Degrees of freedom of the t tests; null for z. */
  readonly df: number | null;
  readonly tau2: number;
  /** Q-profile limits; null for EE. */
  readonly tau2Interval: { readonly lower: number; readonly upper: number } | null;
  /** Share of the variance that lies between studies, percent (Higgins and Thompson 2002). */
  readonly I2: number;
  readonly H2: number;
  /** Cochran's Q (residual, with moderators), its degrees of freedom and P. */
  readonly Q: number;
  readonly Qdf: number;
  readonly pQ: number;
  /** Interval for the effect of a new study; null for EE and with moderators. */
  readonly prediction: { readonly lower: number; readonly upper: number } | null;
  /** Null without moderators. */
  readonly moderatorTest: ModeratorTest | null;
  readonly effects: readonly Effect[];
  readonly design: Matrix;
  /** Weight of each study in the estimate, percent. */
  readonly weights: readonly number[];
}

/** Design matrix: a column of ones, then the moderators. @throws MetaError for a wrong number of values */
export function designMatrix(k: number, moderators: readonly Moderator[] = []): number[][] {
  for (const { name, values } of moderators) {
    if (values.length !== k || values.some((value) => !Number.isFinite(value))) {
      throw new MetaError(`Moderator ${name}: expected one number for each of the ${k} studies.`);
    }
  }
  return Array.from({ length: k }, (_, i) => [1, ...moderators.map(({ values }) => values[i] ?? Number.NaN)]);
}

/**
 * Common-effect or random-effects meta-analysis, with moderators if given. Conventions are those of metafor's `rma`.
 *
 * @param effects at least one for EE; for the others more than there are coefficients
 * @throws MetaError
 */
export function metaAnalysis(effects: readonly Effect[], options: MetaOptions = {}): MetaFit {
  const { method = 'REML', test = 'z', moderators = [], level = 0.95 } = options;
  const k = effects.length;
  const names = ['intercept', ...moderators.map(({ name }) => name)];
  const design = designMatrix(k, moderators);
  const df = k - names.length;
  if (df < 0 || k === 0) {
    throw new MetaError(`${k} studies cannot give ${names.length} coefficients; use fewer moderators.`);
  }
  if (test !== 'z' && df < 1) throw new MetaError('Hartung-Knapp needs more studies than coefficients.');

  const tau2 = options.tau2 ?? (method === 'EE' ? 0 : estimateTau2(method, effects, design));
  const fit = fitAt(effects, design, tau2);
  const common = fitAt(effects, design, 0);
  const ratio = fit.q / df;
  const scale = test === 'z' ? 1 : test === 'knha' ? ratio : Math.max(1, ratio);
  const covariance = fit.covariance.map((row) => row.map((value) => value * scale));
  const tDf = test === 'z' ? null : df;
  const coefficients = names.map((name, i) =>
    coefficientOf(name, fit.beta[i] ?? Number.NaN, Math.sqrt(covariance[i]?.[i] ?? Number.NaN), tDf, level),
  );
  const quantile = quantileOf(tDf, level);
  const [first] = coefficients;
  const half = quantile * Math.sqrt(tau2 + (first?.se ?? Number.NaN) ** 2);
  const moderatorTest = waldTest(fit.beta, covariance, tDf);
  const hasPrediction = method !== 'EE' && moderators.length === 0 && first !== undefined;

  return {
    method,
    test,
    level,
    k,
    coefficients,
    covariance,
    df: tDf,
    tau2,
    tau2Interval: method === 'EE' ? null : qProfileInterval(effects, design, level),
    ...heterogeneity(method, tau2, common.q, common.traceP, df),
    Q: common.q,
    Qdf: df,
    pQ: chiSquareUpper(common.q, df),
    prediction: hasPrediction ? { lower: first.estimate - half, upper: first.estimate + half } : null,
    moderatorTest: moderatorTest && { ...moderatorTest, R2: explained(method, tau2, effects) },
    effects,
    design,
    weights: percentWeights(effects, tau2),
  };
}

/** Normal or t quantile of a two-sided interval. */
export const quantileOf = (df: number | null, level: number): number =>
  df === null ? normalQuantile((1 + level) / 2) : tQuantile((1 + level) / 2, df);

/** Estimate with its test and interval; normal when `df` is null. */
export function coefficientOf(
  name: string,
  estimate: number,
  se: number,
  df: number | null,
  level: number,
): Coefficient {
  const statistic = estimate / se;
  const half = quantileOf(df, level) * se;
  return {
    name,
    estimate,
    se,
    statistic,
    p: df === null ? normalTwoSidedP(statistic) : tTwoSidedP(statistic, df),
    ciLower: estimate - half,
    ciUpper: estimate + half,
  };
}

/** I2 (percent) and H2: from tau2 and the typical sampling variance, or from Q where tau2 is not estimated. */
function heterogeneity(method: Method, tau2: number, q: number, traceP: number, df: number) {
  if (df < 1) return { I2: 0, H2: 1 };
  if (method === 'EE') return { I2: Math.max(0, (100 * (q - df)) / q) || 0, H2: q / df };
  const typicalVariance = df / traceP;
  return { I2: (100 * tau2) / (typicalVariance + tau2), H2: tau2 / typicalVariance + 1 };
}

function percentWeights(effects: readonly Effect[], tau2: number): number[] {
  const weights = effects.map((effect) => 1 / (effect.vi + tau2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (100 * weight) / sum);
}

/** Wald test that every coefficient but the intercept is 0; null where there is none. */
export function waldTest(
  beta: readonly number[],
  covariance: Matrix,
  df2: number | null,
): Omit<ModeratorTest, 'R2'> | null {
  const df1 = beta.length - 1;
  if (df1 === 0) return null;
  const slopes = beta.slice(1);
  const wald = dot(slopes, timesVector(inverse(covariance.slice(1).map((row) => row.slice(1))), slopes));
  const QM = df2 === null ? wald : wald / df1;
  return { QM, df1, df2, p: df2 === null ? chiSquareUpper(QM, df1) : fUpper(QM, df1, df2) };
}

/** Share of the variance between studies that moderators explain, percent; null where there is none to explain. */
function explained(method: Method, tau2: number, effects: readonly Effect[]): number | null {
  const without = method === 'EE' ? null : estimateTau2(method, effects, designMatrix(effects.length));
  return without === null || without === 0 ? null : Math.max(0, (100 * (without - tau2)) / without);
}
