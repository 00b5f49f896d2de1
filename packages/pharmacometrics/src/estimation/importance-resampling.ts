import { drawsOf, type RandomSource } from '../random/draws.ts';
import { type Attempt, LEAST_EFFECTIVE, tooFew } from './attempt.ts';
import type { Estimation } from './estimation.ts';
import type { MapEstimate } from './map.ts';
import { dot, type Matrix, times } from './matrix.ts';
import { greatestParetoK, smoothWeights } from './pareto-smoothing.ts';

/** Degrees of freedom of the proposal: tails heavy enough to hold those of most posteriors. Our own choice. */
const PROPOSAL_DEGREES = 5;

/**
 * Importance resampling: proposals from Student's t about the peak, Pareto-smoothed weights, systematic resampling.
 * @param triangle of the covariance at the peak
 */
export function byImportance(
  estimation: Estimation,
  { z: peak }: MapEstimate,
  triangle: Matrix,
  count: number,
  random: RandomSource,
): Attempt {
  const size = peak.length;
  const normals = drawsOf(random, 'posterior proposal');
  const scales = drawsOf(random, 'posterior proposal scale');
  const proposals = new Float64Array(count * size);
  const logRatios = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) {
    const u = Float64Array.from({ length: size }, (_, k) => normals.normal({ subject: draw, occasion: k }));
    let chiSquare = 0;
    for (let k = 0; k < PROPOSAL_DEGREES; k++)
      chiSquare += scales.normal({ subject: draw, occasion: k }) ** 2;
    const stretch = Math.sqrt(PROPOSAL_DEGREES / chiSquare);
    times(triangle, u).forEach((each, k) => {
      proposals[draw * size + k] = peak[k]! + stretch * each;
    });
    const distance = dot(u, u) * stretch * stretch;
    logRatios[draw] = ((PROPOSAL_DEGREES + size) / 2) * Math.log1p(distance / PROPOSAL_DEGREES);
  }
  estimation.logDensity(proposals, count).forEach((each, draw) => {
    logRatios[draw]! += each;
  });
  const { weights, paretoK, effectiveSize } = smoothWeights(logRatios);
  const limit = greatestParetoK(count);
  const diagnostics = { importance: { paretoK, greatestParetoK: limit, effectiveSize } };
  if (!(paretoK <= limit)) {
    return {
      diagnostics,
      failure: {
        reason: 'unreliable weights',
        message: `The posterior is not near enough to the bell about its peak: Pareto k is ${paretoK.toFixed(2)}, where ${limit.toFixed(2)} is the most.`,
        advice: 'Use the gradient-based sampler, which needs no such bell.',
      },
    };
  }
  if (effectiveSize < LEAST_EFFECTIVE) {
    return { diagnostics, failure: tooFew(effectiveSize, 'Use the gradient-based sampler or more draws.') };
  }
  const start = drawsOf(random, 'posterior resampling').uniform({ subject: 0 });
  const z = new Float64Array(count * size);
  let reached = weights[0]!;
  for (let draw = 0, proposal = 0; draw < count; draw++) {
    while (reached < (draw + start) / count && proposal < count - 1) reached += weights[++proposal]!;
    z.set(proposals.subarray(proposal * size, (proposal + 1) * size), draw * size);
  }
  return { method: 'importance', z, diagnostics };
}
