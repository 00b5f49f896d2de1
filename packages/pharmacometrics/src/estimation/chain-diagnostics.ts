import { normalQuantile } from '../random/normal-quantile.ts';

/** How well chains have mixed in one quantity. */
export interface ChainDiagnostics {
  /** Near 1 when the chains agree. */
  readonly rHat: number;
  /** As many independent draws would know the middle, or the tails, about as well. */
  readonly bulkEffectiveSize: number;
  readonly tailEffectiveSize: number;
}

/**
 * Rank-normalised split R-hat, and effective sizes of bulk and tails.
 * (Vehtari, Gelman, Simpson, Carpenter, Bürkner. Bayesian Anal 2021;16:667-718, doi:10.1214/20-BA1221.)
 * @param chains of equal length, from 8 draws on
 */
export function chainDiagnostics(chains: readonly Float64Array[]): ChainDiagnostics {
  const halves = chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.subarray(0, half), chain.subarray(chain.length - half)];
  });
  const sorted = Float64Array.from(halves.flatMap((half) => [...half])).sort();
  const median = quantileOf(sorted, 0.5);
  const ranked = normalScores(halves);
  const folded = normalScores(halves.map((half) => half.map((each) => Math.abs(each - median))));
  const below = (probability: number) => {
    const limit = quantileOf(sorted, probability);
    return effectiveSize(halves.map((half) => half.map((each) => (each <= limit ? 1 : 0))));
  };
  return {
    rHat: Math.max(splitRHat(ranked), splitRHat(folded)),
    bulkEffectiveSize: effectiveSize(ranked),
    tailEffectiveSize: Math.min(below(0.05), below(0.95)),
  };
}

function quantileOf(sorted: Float64Array, probability: number): number {
  const place = probability * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!);
}

/** Every value by the normal quantile of its rank, equal values by their mean rank. */
function normalScores(chains: readonly Float64Array[]): Float64Array[] {
  const length = chains[0]!.length;
  const all = chains.flatMap((chain) => [...chain]);
  const order = all.map((_, index) => index).sort((left, right) => all[left]! - all[right]!);
  const scores = new Float64Array(all.length);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && all[order[end]!] === all[order[first]!]) end++;
    const rank = (first + 1 + end) / 2;
    const score = normalQuantile((rank - 0.375) / (all.length + 0.25));
    for (let place = first; place < end; place++) scores[order[place]!] = score;
    first = end;
  }
  return chains.map((_, chain) => scores.subarray(chain * length, (chain + 1) * length));
}

const mean = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;

function variance(values: Float64Array): number {
  const middle = mean(values);
  return values.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (values.length - 1);
}

/** The mean variance within chains, and the variance that all of them together suggest. */
function variances(chains: readonly Float64Array[]): { within: number; total: number } {
  const length = chains[0]!.length;
  const within = mean(Float64Array.from(chains, variance));
  return { within, total: (within * (length - 1)) / length + variance(Float64Array.from(chains, mean)) };
}

function splitRHat(chains: readonly Float64Array[]): number {
  const { within, total } = variances(chains);
  return Math.sqrt(total / within);
}

/** By autocorrelations over all chains, added up in pairs that fall and stay above 0 (Geyer 1992). */
function effectiveSize(chains: readonly Float64Array[]): number {
  const length = chains[0]!.length;
  const { within, total } = variances(chains);
  if (!(total > 0)) return Number.NaN;
  const centred = chains.map((chain) => {
    const middle = mean(chain);
    return chain.map((each) => each - middle);
  });
  const correlation = (lag: number) => {
    if (lag === 0) return 1;
    let sum = 0;
    for (const chain of centred) {
      for (let index = 0; index + lag < length; index++) sum += chain[index]! * chain[index + lag]!;
    }
    return 1 - (within - sum / (chains.length * length)) / total;
  };
  let time = -1;
  let before = Number.POSITIVE_INFINITY;
  for (let lag = 0; lag + 1 < length; lag += 2) {
    const pair = correlation(lag) + correlation(lag + 1);
    if (!(pair > 0)) break;
    before = Math.min(before, pair);
    time += 2 * before;
  }
  const draws = chains.length * length;
  return draws / Math.max(time, 1 / Math.log10(draws));
}
