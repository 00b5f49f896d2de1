import { drawsOf, type RandomSource } from '../random/draws.ts';
import { type Attempt, LEAST_EFFECTIVE, type PosteriorDiagnostics, tooFew } from './attempt.ts';
import { type ChainDiagnostics, chainDiagnostics } from './chain-diagnostics.ts';
import type { Estimation } from './estimation.ts';
import type { FitFailure } from './failure.ts';
import type { MapEstimate } from './map.ts';
import { type Matrix, times } from './matrix.ts';
import { type Chain, noUTurnChain } from './no-u-turn.ts';

const CHAINS = 4;
const WARM_UP = 200;
/** Chains that have not mixed are run anew, so many times longer. */
const LONGER = 4;
/** Vehtari 2021. */
const GREATEST_R_HAT = 1.01;

/**
 * Four chains of the no-U-turn sampler, on coordinates that the curvature at the peak makes round.
 * @param triangle of the covariance at the peak
 */
export function byChains(
  estimation: Estimation,
  { z: peak }: MapEstimate,
  triangle: Matrix,
  count: number,
  random: RandomSource,
): Attempt {
  const size = peak.length;
  const place = (u: Float64Array) => {
    const z = times(triangle, u);
    return z.map((each, k) => each + peak[k]!);
  };
  const density = {
    size,
    at: (u: Float64Array) => {
      const { logDensity, gradient } = estimation.derivatives(place(u));
      return {
        logDensity: Number.isFinite(logDensity) ? logDensity : Number.NEGATIVE_INFINITY,
        gradient: Float64Array.from(u, (_, k) =>
          triangle.reduce((sum, row, index) => sum + row[k]! * gradient[index]!, 0),
        ),
      };
    },
  };
  const starts = drawsOf(random, 'posterior chain start');
  const draws = drawsOf(random, 'posterior chain');
  let diagnostics: PosteriorDiagnostics = {};
  let failure: FitFailure | undefined;
  for (const thinning of [1, LONGER]) {
    const perChain = Math.ceil(count / CHAINS) * thinning;
    const chains = Array.from({ length: CHAINS }, (_, chain) => {
      const start = Float64Array.from({ length: size }, (__, k) =>
        starts.normal({ subject: chain, occasion: k }),
      );
      return noUTurnChain(density, start, { warmUp: WARM_UP, draws: perChain }, draws, chain);
    });
    const worst = worstOf(chains, size);
    const divergences = chains.reduce((sum, each) => sum + each.divergences, 0);
    diagnostics = { chains: { chains: CHAINS, worst, divergences } };
    failure = chainFailure(worst, divergences);
    if (failure) continue;
    const z = new Float64Array(count * size);
    for (let draw = 0; draw < count; draw++) {
      const at = Math.floor(draw / CHAINS) * thinning * size;
      z.set(place(chains[draw % CHAINS]!.draws.subarray(at, at + size)), draw * size);
    }
    return { method: 'no-U-turn', z, diagnostics };
  }
  return { diagnostics, failure: failure! };
}

/** The least trustworthy of all deviates and of the log-density. */
function worstOf(chains: readonly Chain[], size: number): ChainDiagnostics {
  const quantities = [
    ...Array.from({ length: size }, (_, k) =>
      chains.map(({ draws }) => draws.filter((__, index) => index % size === k)),
    ),
    chains.map(({ logDensities }) => logDensities),
  ].map(chainDiagnostics);
  return {
    rHat: Math.max(...quantities.map(({ rHat }) => rHat)),
    bulkEffectiveSize: Math.min(...quantities.map(({ bulkEffectiveSize }) => bulkEffectiveSize)),
    tailEffectiveSize: Math.min(...quantities.map(({ tailEffectiveSize }) => tailEffectiveSize)),
  };
}

function chainFailure(worst: ChainDiagnostics, divergences: number): FitFailure | undefined {
  const advice =
    'Look at the measurements for one that contradicts the others, take more draws, or use the population.';
  if (divergences > 0) {
    return {
      reason: 'divergent transitions',
      message: `The sampler lost its way ${divergences} times: some part of the posterior is too narrow for it and would be missing.`,
      advice,
    };
  }
  if (!(worst.rHat <= GREATEST_R_HAT)) {
    return {
      reason: 'chains disagree',
      message: `The chains have not come to the same posterior: R-hat is ${worst.rHat.toFixed(3)}, where ${GREATEST_R_HAT} is the most.`,
      advice,
    };
  }
  const effective = Math.min(worst.bulkEffectiveSize, worst.tailEffectiveSize);
  return effective >= LEAST_EFFECTIVE ? undefined : tooFew(effective, advice);
}
