import { chiSquareUpper } from './distributions.ts';
import { type Effect, MetaError } from './effect.ts';
import { dot, inverse, logDeterminant, type Matrix, times, timesVector, trace, transpose } from './matrix.ts';
import {
  type Coefficient,
  coefficientOf,
  designMatrix,
  type Moderator,
  type ModeratorTest,
  quantileOf,
  waldTest,
} from './random-effects.ts';

/** A grouping whose members share a random effect; the label of each effect's group, in order. */
export interface RandomFactor {
  readonly name: string;
  readonly groups: readonly string[];
}

export interface MultilevelOptions {
  readonly method?: 'ML' | 'REML';
  readonly moderators?: readonly Moderator[];
  readonly level?: number;
  /** Sampling covariance of the effects where they share people; by default they do not, and the vi stand alone. */
  readonly samplingCovariance?: Matrix;
}

/** A fitted multilevel model. */
export interface MultilevelFit {
  readonly k: number;
  readonly coefficients: readonly Coefficient[];
  readonly covariance: Matrix;
  /** One variance per random factor, in the order given. */
  readonly variances: readonly { readonly name: string; readonly groups: number; readonly sigma2: number }[];
  readonly logLikelihood: number;
  /**
   * Share of the variance that lies above the sampling level, percent, and the corresponding H2: all random variances
   * against the typical sampling variance; from Q where there is no factor.
   */
  readonly I2: number;
  readonly H2: number;
  /** Interval for the effect of a new study in new groups; null without factors and with moderators. */
  readonly prediction: { readonly lower: number; readonly upper: number } | null;
  /** Null without moderators. */
  readonly moderatorTest: ModeratorTest | null;
  /** Weight of each effect in the estimate, percent; row sums of the inverse covariance. */
  readonly weights: readonly number[];
  /** Residual Q of the model without random effects, its degrees of freedom and P. */
  readonly Q: number;
  readonly Qdf: number;
  readonly pQ: number;
}

/**
 * Labels of an inner factor that are unique within the outer one: district/school of metafor's `~ 1 | district/school`.
 */
export const nestedWithin = (outer: RandomFactor, inner: RandomFactor): RandomFactor => ({
  name: `${outer.name}/${inner.name}`,
  groups: inner.groups.map((group, i) => JSON.stringify([outer.groups[i], group])),
});

/**
 * Random effects at several levels, for effects that depend on one another: several outcomes or times of one trial,
 * several trials of one group (Konstantopoulos, Res Synth Methods 2011;2:61-76; metafor's `rma.mv`). With no factor it
 * is the common effect of dependent effects.
 *
 * @param effects one row per effect
 * @param factors one variance each; give an innermost factor with one group per effect for the residual level
 * @throws MetaError
 */
export function multilevel(
  effects: readonly Effect[],
  factors: readonly RandomFactor[],
  options: MultilevelOptions = {},
): MultilevelFit {
  const { method = 'REML', moderators = [], level = 0.95 } = options;
  const k = effects.length;
  const x = designMatrix(k, moderators);
  const yi = effects.map((effect) => effect.yi);
  const sampling =
    options.samplingCovariance ?? effects.map(({ vi }, i) => effects.map((_, j) => (i === j ? vi : 0)));
  check(k, x, factors, sampling);
  const sharing = factors.map(({ groups }) => groups.map((a) => groups.map((b) => (a === b ? 1 : 0))));

  const sigma2 = scoring(method, yi, x, sampling, sharing);
  const marginal = marginalCovariance(sampling, sharing, sigma2);
  const fit = generalisedFit(yi, x, marginal);
  const common = generalisedFit(yi, x, sampling);
  const names = ['intercept', ...moderators.map(({ name }) => name)];
  const df = k - names.length;
  const between = sigma2.reduce((sum, value) => sum + value, 0);
  const coefficients = names.map((name, i) =>
    coefficientOf(
      name,
      fit.beta[i] ?? Number.NaN,
      Math.sqrt(fit.covariance[i]?.[i] ?? Number.NaN),
      null,
      level,
    ),
  );
  const [first] = coefficients;
  const half = quantileOf(null, level) * Math.sqrt(between + (first?.se ?? Number.NaN) ** 2);
  const hasPrediction = factors.length > 0 && moderators.length === 0 && first !== undefined;
  const moderatorTest = waldTest(fit.beta, fit.covariance, null);
  const rowSums = fit.weights.map((row) => row.reduce((sum, value) => sum + value, 0));
  const total = rowSums.reduce((sum, value) => sum + value, 0);
  return {
    k,
    coefficients,
    covariance: fit.covariance,
    variances: factors.map(({ name, groups }, i) => ({
      name,
      groups: new Set(groups).size,
      sigma2: sigma2[i] ?? Number.NaN,
    })),
    logLikelihood: logLikelihood(method, k, x, marginal, fit),
    ...heterogeneity(factors.length > 0 ? between : null, common.q, trace(common.projection), df),
    prediction: hasPrediction ? { lower: first.estimate - half, upper: first.estimate + half } : null,
    moderatorTest: moderatorTest && { ...moderatorTest, R2: null },
    weights: rowSums.map((weight) => (100 * weight) / total),
    Q: common.q,
    Qdf: df,
    pQ: chiSquareUpper(common.q, df),
  };
}

function heterogeneity(between: number | null, q: number, traceP: number, df: number) {
  if (between === null) return { I2: Math.max(0, (100 * (q - df)) / q) || 0, H2: q / df };
  const typicalVariance = df / traceP;
  return { I2: (100 * between) / (typicalVariance + between), H2: between / typicalVariance + 1 };
}

function check(k: number, x: Matrix, factors: readonly RandomFactor[], sampling: Matrix): void {
  const p = x[0]?.length ?? 0;
  if (k <= p) throw new MetaError(`${k} effects cannot give ${p} coefficients and the variances.`);
  for (const { name, groups } of factors) {
    if (groups.length !== k)
      throw new MetaError(`Factor ${name}: expected a group for each of the ${k} effects.`);
    if (new Set(groups).size < 2) {
      throw new MetaError(`Factor ${name} has one group only: its variance cannot be told from the mean.`);
    }
  }
  const square = sampling.length === k && sampling.every((row) => row.length === k);
  const symmetric = sampling.every((row, i) => row.every((value, j) => value === sampling[j]?.[i]));
  if (!square || !symmetric) throw new MetaError(`The sampling covariance must be symmetric, ${k} by ${k}.`);
}

const marginalCovariance = (
  sampling: Matrix,
  sharing: readonly Matrix[],
  sigma2: readonly number[],
): number[][] =>
  sampling.map((row, i) =>
    row.map((value, j) =>
      sharing.reduce((sum, shared, f) => sum + (sigma2[f] ?? 0) * (shared[i]?.[j] ?? 0), value),
    ),
  );

/** Generalised least squares with the projection P = W - WX(X'WX)^-1X'W. */
function generalisedFit(yi: readonly number[], x: Matrix, marginal: Matrix) {
  const weights = inverse(marginal);
  const wx = times(weights, x);
  const information = times(transpose(x), wx);
  const covariance = inverse(information);
  const beta = timesVector(covariance, timesVector(transpose(wx), yi));
  const explained = times(times(wx, covariance), transpose(wx));
  const projection = weights.map((row, i) => row.map((value, j) => value - (explained[i]?.[j] ?? 0)));
  const py = timesVector(projection, yi);
  return { beta, covariance, information, weights, projection, py, q: dot(yi, py) };
}

function logLikelihood(
  method: 'ML' | 'REML',
  k: number,
  x: Matrix,
  marginal: Matrix,
  fit: ReturnType<typeof generalisedFit>,
): number {
  const ml = -0.5 * (logDeterminant(marginal) + fit.q);
  if (method === 'ML') return ml - 0.5 * k * Math.log(2 * Math.PI);
  const p = fit.beta.length;
  return (
    ml -
    0.5 * (k - p) * Math.log(2 * Math.PI) +
    0.5 * logDeterminant(times(transpose(x), x)) -
    0.5 * logDeterminant(fit.information)
  );
}

/** Fisher scoring with every variance held at or above 0; a step that lowers the likelihood is halved. */
function scoring(
  method: 'ML' | 'REML',
  yi: readonly number[],
  x: Matrix,
  sampling: Matrix,
  sharing: readonly Matrix[],
): number[] {
  if (sharing.length === 0) return [];
  const scale = trace(sampling) / yi.length;
  const at = (sigma2: readonly number[]) => {
    const marginal = marginalCovariance(sampling, sharing, sigma2);
    const fit = generalisedFit(yi, x, marginal);
    return { fit, value: logLikelihood(method, yi.length, x, marginal, fit) };
  };
  let sigma2 = sharing.map(() => scale);
  let here = at(sigma2);
  for (let iteration = 0; iteration < 500; iteration++) {
    const { fit } = here;
    const kernel = method === 'REML' ? fit.projection : fit.weights;
    const kernels = sharing.map((shared) => times(kernel, shared));
    const score = sharing.map(
      (shared, f) => dot(fit.py, timesVector(shared, fit.py)) - trace(kernels[f] ?? []),
    );
    // A variance at 0 that the likelihood would lower further stays there.
    const free = sigma2.map((_, f) => f).filter((f) => (sigma2[f] ?? 0) > 0 || (score[f] ?? 0) > 0);
    if (free.length === 0) return sigma2;
    const information = free.map((f) => free.map((g) => trace(times(kernels[f] ?? [], kernels[g] ?? []))));
    const step = timesVector(
      inverse(information),
      free.map((f) => score[f] ?? 0),
    );
    const moved = (fraction: number) =>
      sigma2.map((value, f) => Math.max(0, value + fraction * (step[free.indexOf(f)] ?? 0)));
    let fraction = 1;
    let next = moved(1);
    let there = at(next);
    while (there.value < here.value - 1e-12 * Math.abs(here.value) && fraction > 1e-8) {
      fraction /= 2;
      next = moved(fraction);
      there = at(next);
    }
    const change = Math.max(...next.map((value, f) => Math.abs(value - (sigma2[f] ?? 0))));
    sigma2 = next;
    here = there;
    if (change <= 1e-11 * (scale + Math.max(...sigma2))) return sigma2;
  }
  throw new MetaError(
    `${method} did not settle on the variances; a factor may be told too little apart from another.`,
  );
}
