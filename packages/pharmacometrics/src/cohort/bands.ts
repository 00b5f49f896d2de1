import { InputError } from '../error.ts';

/** Up to so many values a sample to find a good pivot costs more than it saves. */
const FEW = 300;

/**
 * Brings the value of a rank to its place, smaller ones before it and greater ones after it, among the places from
 * `first` to `last`. Of many values, a small sample around the rank gives the pivot, so that one pass leaves few.
 * (Floyd and Rivest, Commun ACM 1975;18:173, algorithm 489; the partition is Hoare's.)
 */
function select(values: Float64Array, rank: number, from = 0, to = values.length - 1): void {
  let first = from;
  let last = to;
  while (first < last) {
    const count = last - first + 1;
    if (count > FEW) {
      const part = (rank - first + 1) / count;
      const size = 0.5 * Math.exp((2 * Math.log(count)) / 3);
      const margin = 0.5 * Math.sqrt((Math.log(count) * size * (count - size)) / count);
      const middle = rank - part * size + (part < 0.5 ? -margin : margin);
      select(values, rank, Math.max(first, Math.floor(middle)), Math.min(last, Math.floor(middle + size)));
    }
    const pivot = values[rank]!;
    let up = first;
    let down = last;
    while (up <= down) {
      while (values[up]! < pivot) up++;
      while (values[down]! > pivot) down--;
      if (up > down) break;
      const held = values[up]!;
      values[up++] = values[down]!;
      values[down--] = held;
    }
    if (rank <= down) last = down;
    else if (rank >= up) first = up;
    else return;
  }
}

/**
 * A quantile: on the straight line between the values of the two ranks around it
 * (definition 7 of Hyndman and Fan, Am Stat 1996;50:361-5, doi:10.2307/2684934; the default of R).
 * @param values at least one, none of them NaN; they change places
 * @param probability 0 to 1
 * @param known places before this one hold the smallest values already; its own rank lies not before it
 */
export function quantile(values: Float64Array, probability: number, known = 0): number {
  const place = (values.length - 1) * probability;
  const rank = Math.floor(place);
  select(values, rank, known);
  const low = values[rank]!;
  const part = place - rank;
  if (part === 0) return low;
  let next = Number.POSITIVE_INFINITY;
  for (let index = rank + 1; index < values.length; index++) {
    const value = values[index]!;
    if (value < next) next = value;
  }
  return low + (next - low) * part;
}

/** Times that are gathered together: as many doubles as a line of the processor's cache holds. */
const TIMES_TOGETHER = 8;

/**
 * Quantiles of a population at each time, exact.
 * @param values individual by individual, in it time by time
 * @param times how many
 * @param probabilities 0 to 1
 * @returns one list of values per probability, as long as there are times
 * @throws InputError for no individuals or a probability that is none
 */
export function quantileBands(
  values: Float64Array,
  times: number,
  probabilities: readonly number[],
): Float64Array[] {
  const individuals = values.length / times;
  if (!(Number.isInteger(individuals) && individuals > 0)) {
    throw new InputError(
      'values',
      `${values.length} values are not those of some individuals at ${times} times`,
    );
  }
  probabilities.forEach((probability, index) => {
    if (probability >= 0 && probability <= 1) return;
    throw new InputError(`probabilities[${index}]`, `a number from 0 to 1 is needed, not ${probability}`);
  });
  const bands = probabilities.map(() => new Float64Array(times));
  // Ascending: what one quantile has brought before its rank need not be looked through for the next.
  const ascending = [...probabilities.keys()].sort((a, b) => probabilities[a]! - probabilities[b]!);
  const gathered = Array.from({ length: TIMES_TOGETHER }, () => new Float64Array(individuals));
  for (let first = 0; first < times; first += TIMES_TOGETHER) {
    const together = gathered.slice(0, times - first);
    for (let individual = 0; individual < individuals; individual++) {
      const from = individual * times + first;
      for (let k = 0; k < together.length; k++) {
        const value = values[from + k]!;
        if (Number.isNaN(value)) throw new InputError('values', `not all are numbers at time ${first + k}`);
        together[k]![individual] = value;
      }
    }
    together.forEach((atTime, k) => {
      let known = 0;
      for (const index of ascending) {
        const probability = probabilities[index]!;
        bands[index]![first + k] = quantile(atTime, probability, known);
        known = Math.floor((individuals - 1) * probability);
      }
    });
  }
  return bands;
}

/** From `least` (0 belongs to it) up to but without `below`; leave one away for "below" or "at least". */
export interface Range {
  readonly least?: number;
  readonly below?: number;
}

const within = (
  value: number,
  { least = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY }: Range,
) => value >= least && value < below;

/**
 * Share of the population within a range at each time: the probability of being above, below or between.
 * @param values individual by individual, in it time by time
 * @param times how many
 */
export function shareWithin(values: Float64Array, times: number, range: Range): Float64Array {
  const shares = new Float64Array(times);
  const individuals = values.length / times;
  for (let index = 0; index < values.length; index++) {
    if (within(values[index]!, range)) shares[index % times]! += 1;
  }
  return shares.map((count) => count / individuals);
}

/** Part of a straight line from one value to the next that lies at or above a level, 0 to 1. */
function partAbove(from: number, to: number, level: number): number {
  if (level === Number.NEGATIVE_INFINITY) return 1;
  if (level === Number.POSITIVE_INFINITY) return 0;
  if (from >= level && to >= level) return 1;
  if (from < level && to < level) return 0;
  const crossing = (level - from) / (to - from);
  return from < level ? 1 - crossing : crossing;
}

/**
 * Hours that each individual spends within a range, its course being straight between the times.
 * @param values individual by individual, in it time by time
 * @param timesH hours, never falling
 * @returns one number per individual, to be summed up by its quantiles
 */
export function timeWithin(values: Float64Array, timesH: Float64Array, range: Range): Float64Array {
  const { least = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = range;
  const times = timesH.length;
  const hours = new Float64Array(values.length / times);
  for (let individual = 0; individual < hours.length; individual++) {
    let sum = 0;
    for (let time = 1; time < times; time++) {
      const from = values[individual * times + time - 1]!;
      const to = values[individual * times + time]!;
      const part = Math.max(0, partAbove(from, to, least) - partAbove(from, to, below));
      sum += part * (timesH[time]! - timesH[time - 1]!);
    }
    hours[individual] = sum;
  }
  return hours;
}
