import { MetaError } from './effect.ts';
import {
  dot,
  inverse,
  type Matrix,
  SingularMatrixError,
  times,
  timesVector,
  trace,
  transpose,
  weightedCrossProduct,
} from './matrix.ts';

/** Weighted least squares of the effects on the design matrix, with what the tau2 estimators need of it. */
export interface WeightedFit {
  /** Coefficients, intercept first. */
  readonly beta: readonly number[];
  /** (X'WX)^-1. */
  readonly covariance: Matrix;
  readonly residuals: readonly number[];
  /** Weighted residual sum of squares: y'Py, the generalised Q. */
  readonly q: number;
  /** y'PPy. */
  readonly qq: number;
  /** Trace of P = W - WX(X'WX)^-1X'W. */
  readonly traceP: number;
  /** Trace of PP. */
  readonly tracePP: number;
}

/**
 * @param yi effects
 * @param x design matrix, one row per effect
 * @param weights one positive weight per effect
 * @throws MetaError when moderators are redundant
 */
export function weightedFit(yi: readonly number[], x: Matrix, weights: readonly number[]): WeightedFit {
  let covariance: Matrix;
  try {
    covariance = inverse(weightedCrossProduct(x, weights));
  } catch (error) {
    if (!(error instanceof SingularMatrixError)) throw error;
    throw new MetaError('The moderators are redundant: one of them follows from the others or never varies.');
  }
  const weighted = yi.map((y, i) => y * (weights[i] ?? Number.NaN));
  const beta = timesVector(covariance, timesVector(transpose(x), weighted));
  const residuals = yi.map((y, i) => y - dot(x[i] ?? [], beta));
  const power = (exponent: number) => weights.map((w) => w ** exponent);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const squares = weightedCrossProduct(x, power(2));
  const cubes = weightedCrossProduct(x, power(3));
  const hat = times(covariance, squares);
  return {
    beta,
    covariance,
    residuals,
    q: sum(residuals.map((r, i) => (weights[i] ?? Number.NaN) * r * r)),
    qq: sum(residuals.map((r, i) => ((weights[i] ?? Number.NaN) * r) ** 2)),
    traceP: sum(weights) - trace(hat),
    tracePP: sum(power(2)) - 2 * trace(times(covariance, cubes)) + trace(times(hat, hat)),
  };
}
