import { InputError } from '../error.ts';
import { exp, log } from '../random/elementary.ts';

/**
 * Quantiles of any number of values in little memory: every quantile comes within a stated relative error of a value
 * of that very rank, whatever the values. Values are counted in bins that each reach from one bound to the next, a
 * fixed factor above. Counts are whole numbers: sketches of parts of a population add up to that of the whole, bit for
 * bit, in whatever order.
 * Masson, Rim, Lee: DDSketch. Proc VLDB Endow 2019;12:2195-205, doi:10.14778/3352063.3352135.
 */
export interface QuantileSketch {
  readonly relativeError: number;
  readonly count: number;
  /** Counts of the bins; bin k holds values above factor^(k - 1) up to factor^k. */
  readonly bins: ReadonlyMap<number, number>;
  /** @param value 0 or above. @throws InputError else */
  readonly add: (value: number) => void;
  /** Adds what another sketch has counted. @throws InputError when its error differs */
  readonly merge: (other: QuantileSketch) => void;
  /** The value of the rank floor(probability (count - 1)), counted from 0, within the relative error; NaN of none. */
  readonly quantile: (probability: number) => number;
}

/** All values below this are counted as 0; the smallest normal number. */
const LEAST = 2 ** -1022;
const ZERO_BIN = Number.NEGATIVE_INFINITY;

/**
 * An empty sketch.
 * @param relativeError above 0 and below 1; with 0.01 some 1400 bins hold values over twelve decades
 */
export function createQuantileSketch(relativeError: number): QuantileSketch {
  if (!(relativeError > 0 && relativeError < 1)) {
    throw new InputError('relativeError', `a number above 0 and below 1 is needed, not ${relativeError}`);
  }
  const logOfFactor = log((1 + relativeError) / (1 - relativeError));
  const bins = new Map<number, number>();
  let count = 0;
  const put = (bin: number, times: number) => {
    bins.set(bin, (bins.get(bin) ?? 0) + times);
    count += times;
  };
  return {
    relativeError,
    bins,
    get count() {
      return count;
    },
    add: (value) => {
      if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
        throw new InputError('value', `a number of at least 0 is needed, not ${value}`);
      }
      put(value < LEAST ? ZERO_BIN : Math.ceil(log(value) / logOfFactor), 1);
    },
    merge: (other) => {
      if (other.relativeError !== relativeError) {
        throw new InputError('relativeError', `${other.relativeError} does not go with ${relativeError}`);
      }
      for (const [bin, times] of other.bins) put(bin, times);
    },
    quantile: (probability) => {
      if (!(probability >= 0 && probability <= 1)) {
        throw new InputError('probability', `a number from 0 to 1 is needed, not ${probability}`);
      }
      const rank = Math.floor(probability * (count - 1));
      let below = 0;
      for (const [bin, times] of [...bins].sort(([a], [b]) => a - b)) {
        below += times;
        // The value that lies as far, in relation, from both bounds of the bin.
        if (below > rank) return bin === ZERO_BIN ? 0 : exp(bin * logOfFactor) * (1 - relativeError);
      }
      return Number.NaN;
    },
  };
}
