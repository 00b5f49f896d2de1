import type { Estimation } from './estimation.ts';
import type { FitFailure } from './failure.ts';
import { cholesky, dot, solveLower } from './matrix.ts';
import { standardDeviation } from './observation.ts';
import { findPeak } from './peak.ts';
import { type Residual, residualsOf } from './residuals.ts';

/** One measurement of a population beside its predictions. */
export interface PopulationResidual extends Residual {
  /** Place of the person in the list. */
  readonly subject: number;
  /** Standard normal where the model is true; null below the limit of quantification. */
  readonly conditional: number | null;
}

export interface PopulationResiduals {
  readonly residuals: readonly PopulationResidual[];
  /** People without a fit, and why: none is left out in silence. */
  readonly failed: readonly { readonly subject: number; readonly failure: FitFailure }[];
}

/**
 * Observed against predicted for many people, with weighted and conditional weighted residuals. These take the model as
 * linear about each person's peak: E = f - J z, Cov = J J' + residual variances, whitened by the Cholesky triangle in
 * the order of the records, on the logarithm for a log error.
 * (Hooker, Staatz, Karlsson. Pharm Res 2007;24:2187-97, doi:10.1007/s11095-007-9361-x, who whiten by the symmetric root.)
 */
export function populationResiduals(subjects: readonly Estimation[]): PopulationResiduals {
  const residuals: PopulationResidual[] = [];
  const failed: { subject: number; failure: FitFailure }[] = [];
  subjects.forEach((estimation, subject) => {
    const found = findPeak(estimation);
    if ('reason' in found) {
      failed.push({ subject, failure: found });
      return;
    }
    const conditional = conditionalResiduals(estimation, found.z);
    residualsOf(estimation, found.z).forEach((residual, index) => {
      residuals.push({ ...residual, subject, conditional: conditional[index]! });
    });
  });
  return { residuals, failed };
}

/** @param z the peak of this person's posterior */
export function conditionalResiduals(estimation: Estimation, z: Float64Array): (number | null)[] {
  const { predictions, sensitivities } = estimation.derivatives(z);
  const quantified = [...estimation.measurements.keys()].filter(
    (index) => !estimation.measurements[index]!.isBelowLimit,
  );
  const rows = quantified.map((index) => {
    const { error, observed } = estimation.measurements[index]!;
    const f = predictions[index]!;
    const isLog = error.kind === 'log';
    const slope = isLog ? sensitivities[index]!.map((each) => each / f) : sensitivities[index]!;
    const distance = isLog ? Math.log(observed) - Math.log(f) : observed - f;
    return { slope, rest: distance + dot(slope, z), variance: standardDeviation(error, f) ** 2 };
  });
  const covariance = rows.map(({ slope, variance }, i) =>
    Float64Array.from(rows, (other, j) => dot(slope, other.slope) + (i === j ? variance : 0)),
  );
  // Residual variances above 0 make it positive definite.
  const whitened = solveLower(
    cholesky(covariance)!,
    rows.map(({ rest }) => rest),
  );
  const result: (number | null)[] = estimation.measurements.map(() => null);
  quantified.forEach((index, place) => {
    result[index] = whitened[place]!;
  });
  return result;
}
