import { chiSquareTail } from './chi-square.ts';
import type { Estimation } from './estimation.ts';
import type { FitFailure } from './failure.ts';
import { cholesky, dot, inverseOf, type Matrix, propagated, symmetricEigenvalues } from './matrix.ts';
import { findPeak } from './peak.ts';
import { type Residual, residualsOf } from './residuals.ts';

/** What was learnt of one deviate. */
export interface DeviateEstimate {
  readonly name: string;
  /** Undefined for those of the person. */
  readonly occasion: number | undefined;
  /** On the deviate's own scale, as the model states its variance. */
  readonly value: number;
  readonly standardError: number;
  /** Of the population. */
  readonly standardDeviation: number;
  /** Share of the population's variance that is left: 0 known exactly, 1 when the data said nothing of it. */
  readonly shrinkage: number;
}

/** The most probable deviates of a patient. */
export interface MapEstimate {
  /** Standard normal deviates at the peak. */
  readonly z: Float64Array;
  /** Of z, from the exact curvature at the peak. */
  readonly covariance: Matrix;
  readonly deviates: readonly DeviateEstimate[];
  /** The varied parameters by occasion, in the model's units. */
  readonly parameters: readonly {
    readonly occasion: number;
    readonly values: Readonly<Record<string, number>>;
  }[];
  /** Minus twice the logarithm of likelihood and prior at the peak, constants of the prior left out. */
  readonly objective: number;
  /** Largest over smallest curvature, in population standard deviations: how unevenly the data speak. */
  readonly conditionNumber: number;
  readonly misfit: Misfit;
  readonly residuals: readonly Residual[];
  readonly iterations: number;
}

/**
 * How strange the values are under the model: squared weighted residuals and squared deviates at the peak, added up.
 * They follow a chi-square with as many degrees as there are values where the model is linear in its deviates.
 */
export interface Misfit {
  readonly statistic: number;
  readonly degrees: number;
  /** The chance of as much or more when the model is true. */
  readonly probability: number;
}

/** An estimate; or why there is none to dose from, with the residuals that show it as far as they are known. */
export type MapFit =
  | ({ readonly failure: null } & MapEstimate)
  | {
      readonly failure: FitFailure;
      readonly misfit: Misfit | undefined;
      readonly residuals: readonly Residual[];
    };

/** Values stranger than this under the model are taken to say that it is not the patient's. Our own limit. */
export const LEAST_PROBABILITY = 0.001;

/**
 * The most probable deviates (maximum a posteriori) by the method of Levenberg and Marquardt with the expected
 * curvature (Fisher scoring), near the peak by Newton's with the exact one, which also gives the standard errors.
 * @returns the estimate; or in words why it gives no dose
 */
export function mapEstimate(estimation: Estimation): MapFit {
  const found = findPeak(estimation);
  if ('reason' in found) return { failure: found, misfit: undefined, residuals: [] };
  const { z, at, iterations } = found;
  const residuals = residualsOf(estimation, z);
  const misfit = misfitOf(residuals, z);
  const curvature = estimation.curvature(z);
  const triangle = cholesky(curvature);
  if (!triangle) {
    return { failure: noPeak, misfit, residuals };
  }
  if (misfit.probability < LEAST_PROBABILITY) {
    return { failure: doesNotDescribe(estimation, misfit, residuals), misfit, residuals };
  }
  const covariance = inverseOf(triangle);
  const eta = estimation.triangle.map((row) => dot(row, z));
  const etaCovariance = propagated(estimation.triangle, covariance);
  const eigenvalues = symmetricEigenvalues(curvature);
  return {
    failure: null,
    z,
    covariance,
    deviates: estimation.sought.map(({ name, occasion, standardDeviation }, index) => ({
      name,
      occasion,
      value: eta[index]!,
      standardError: Math.sqrt(etaCovariance[index]![index]!),
      standardDeviation,
      shrinkage: etaCovariance[index]![index]! / standardDeviation ** 2,
    })),
    parameters: estimation.occasions.map((occasion) => ({
      occasion,
      values: estimation.parametersAt(z, occasion),
    })),
    objective: -2 * at.logDensity,
    conditionNumber: Math.max(...eigenvalues) / Math.min(...eigenvalues),
    misfit,
    residuals,
    iterations,
  };
}

function misfitOf(residuals: readonly Residual[], z: Float64Array): Misfit {
  const weighted = residuals.flatMap((residual) => residual.weighted ?? []);
  const statistic = dot(weighted, weighted) + dot(z, z);
  const degrees = weighted.length;
  return { statistic, degrees, probability: degrees === 0 ? 1 : chiSquareTail(statistic, degrees) };
}

const noPeak: FitFailure = {
  reason: 'no peak',
  message: 'Where the search ended the posterior has no peak, so that there are no standard errors.',
  advice: 'Ask for the full posterior by sampling, or use the population.',
};

function doesNotDescribe(
  { model }: Estimation,
  { probability }: Misfit,
  residuals: readonly Residual[],
): FitFailure {
  const worst = residuals.reduce((left, right) =>
    Math.abs(right.weighted ?? 0) > Math.abs(left.weighted ?? 0) ? right : left,
  );
  const chance =
    probability < 1e-6 ? 'fewer than 1 in a million' : `about 1 in ${Math.round(1 / probability)}`;
  return {
    reason: 'model does not describe the data',
    message: `Of the people of "${model.name}", ${chance} would have values as unlikely as these. Farthest off: ${worst.output} at ${worst.timeH} h, ${worst.observed} measured and ${Number(worst.individual.toPrecision(3))} predicted at best.`,
    advice:
      'Check times, units, the sampling site and the doses of these measurements. If they are right, this model is not this patient’s: compare another one, and give no dose by this one.',
  };
}
