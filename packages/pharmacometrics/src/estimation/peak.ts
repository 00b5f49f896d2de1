import type { Derivatives, Estimation } from './estimation.ts';
import type { FitFailure } from './failure.ts';
import { cholesky, dot, type Matrix, solveLower, solveUpper } from './matrix.ts';

const MOST_ITERATIONS = 100;
/** A step that promises less than this of log-density is the last. */
const CONVERGED = 1e-10;
/** After one of Newton's steps that promises less, the next would promise its square. */
const LAST_NEWTON = 1e-6;
/** When less is promised than this, the exact curvature is used: it needs a few steps where the expected one may need hundreds. */
const NEAR = 0.5;
/** After so many steps it is used in any case. */
const PATIENCE = 10;
/** What still counts as the peak where the solver's own errors hide smaller gains. */
const CONVERGED_IN_NOISE = 1e-5;
/** Where the posterior density is greatest. */
export interface PosteriorPeak {
  readonly z: Float64Array;
  readonly at: Derivatives;
  readonly iterations: number;
}

/**
 * Climbs to the peak of the posterior: by the method of Levenberg and Marquardt with the
 * expected curvature (Fisher scoring), near the peak by Newton's with the exact one.
 * @param start the typical individual when absent
 */
export function findPeak(
  estimation: Estimation,
  start = new Float64Array(estimation.sought.length),
): PosteriorPeak | FitFailure {
  let z = start;
  let at = estimation.derivatives(z);
  if (!Number.isFinite(at.logDensity)) return noCourse(estimation, at);
  let damping = 0;
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const scoring = stepFrom(at.information, at.gradient, damping);
    if (!scoring?.every(Number.isFinite)) break;
    const isExact = dot(scoring, at.gradient) / 2 < NEAR || iterations > PATIENCE;
    const newton = isExact ? stepFrom(estimation.curvature(z), at.gradient, damping) : undefined;
    const step = newton ?? scoring;
    const promised = dot(step, at.gradient) / 2;
    if (!(promised > CONVERGED)) return { z, at, iterations };
    const tried = z.map((each, index) => each + step[index]!);
    const there = estimation.derivatives(tried);
    if (there.logDensity > at.logDensity) {
      if (newton && damping === 0 && promised < LAST_NEWTON) return { z: tried, at: there, iterations };
      z = tried;
      at = there;
      damping = damping < 1e-3 ? 0 : damping / 10;
    } else if (damping > 1e12) {
      const whole = stepFrom(at.information, at.gradient, 0)!;
      if (dot(whole, at.gradient) / 2 < CONVERGED_IN_NOISE) return { z, at, iterations };
      break;
    } else {
      damping = Math.max(1e-2, damping * 10);
    }
  }
  return {
    reason: 'not converged',
    message: `No peak of the posterior was found in ${MOST_ITERATIONS} steps.`,
    advice: 'Check units and times of the doses and measurements; use the population until the fit succeeds.',
  };
}

/** The step to the peak of a parabola of this curvature; undefined when it has none. */
function stepFrom(curvature: Matrix, gradient: Float64Array, damping: number): Float64Array | undefined {
  const damped = curvature.map((row, index) => {
    const copy = row.slice();
    copy[index]! *= 1 + damping;
    return copy;
  });
  const triangle = cholesky(damped);
  return triangle && solveUpper(triangle, solveLower(triangle, gradient));
}

function noCourse({ measurements, model }: Estimation, { predictions }: Derivatives): FitFailure {
  const place = predictions.findIndex((f, index) => !(f > 0) && !measurements[index]!.isBelowLimit);
  const { output, timeH, observed } = measurements[Math.max(0, place)]!;
  return {
    reason: 'no course',
    message: `${output} of ${observed} was measured at ${timeH} h, where "${model.name}" predicts ${predictions[Math.max(0, place)]}.`,
    advice: 'Check that every dose before this measurement is in the records, with its time and route.',
  };
}
