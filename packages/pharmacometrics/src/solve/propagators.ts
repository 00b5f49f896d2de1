import { exponential, type Pattern } from './exponential.ts';

/** exp(A h) of one system for the steps asked for, each computed once. */
export interface Propagators {
  /**
   * The propagator for a step of `stepH`, or for a step that differs from it by no more than `withinH` and is
   * known already, so that the steps of an even grid, which differ in their last bits, share one.
   */
  readonly of: (stepH: number, withinH: number) => Propagator;
}

export interface Propagator {
  /** The step that the entries are exact for, h. */
  readonly stepH: number;
  readonly entries: Float64Array;
}

/** Steps nearer to each other than this many parts of an hour share a place in the cache. */
const PARTS_PER_H = 2 ** 32;

/** Beyond this many different steps the cache starts anew: wholly irregular times are not worth keeping. */
const MOST_KEPT = 512;

/** An empty cache for the rate matrix A with the given entries. */
export function createPropagators(pattern: Pattern, rates: Float64Array): Propagators {
  const kept = new Map<number, Propagator>();
  let last: Propagator | undefined;
  return {
    of: (stepH, withinH) => {
      if (last && Math.abs(last.stepH - stepH) <= withinH) return last;
      const key = Math.round(stepH * PARTS_PER_H);
      const known = kept.get(key);
      if (known && Math.abs(known.stepH - stepH) <= withinH) {
        last = known;
        return known;
      }
      const made = { stepH, entries: exponential(pattern, rates, stepH) };
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(key, made);
      last = made;
      return made;
    },
  };
}
