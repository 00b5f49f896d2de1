import { InputError } from '../error.ts';

/**
 * Exponentials of the rate matrices of compartment models. Off the diagonal such a matrix has no negative entry, so
 * that A = N - s I with N >= 0 and s the fastest rate: exp(A h) = e^(-s h) exp(N h), where every product and sum is of
 * positive numbers. Nothing cancels: each entry is right to some units in its own last place, repeated or nearly equal eigenvalues are nothing special, and no amount is ever negative.
 * (Uniformisation: Jensen 1953; scaling and squaring: Moler and Van Loan, SIAM Rev 2003;45:3-49.)
 */

/** Where exp(A h) can differ from zero: the pairs of states between which there is a path, row by row. */
export interface Pattern {
  readonly size: number;
  /** Entries of row i stand from rowStart[i] up to rowStart[i + 1]. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  /** Place of (i, j) in the list of entries, or -1; `size` squared numbers. */
  readonly place: Int32Array;
  /** Terms of the product of two matrices of this pattern: entry k sums left[t] * right[t], t from start[k]. */
  readonly productStart: Int32Array;
  readonly productLeft: Int32Array;
  readonly productRight: Int32Array;
  /** The same with a left factor that holds direct flows alone. */
  readonly stepStart: Int32Array;
  readonly stepLeft: Int32Array;
  readonly stepRight: Int32Array;
  /** States to which nothing comes back once it has left them: (i, i) of the exponential is exp(a_ii h) alone. */
  readonly oneWay: Int32Array;
  /**
   * The other states that exchange mass, and for each the entries to where it can have gone, from leavingStart[k]: what
   * stays is what has not gone there.
   */
  readonly exchanging: Int32Array;
  readonly leavingStart: Int32Array;
  readonly leaving: Int32Array;
}

/**
 * The pattern of exponentials of a matrix.
 * @param size number of states
 * @param direct pairs (row, column) of direct dependence, the diagonal not needed
 * @param conserved states that exchange mass and together lose none, those that gather what has left among them
 */
export function createPattern(
  size: number,
  direct: readonly (readonly [number, number])[],
  conserved: readonly number[] = [],
): Pattern {
  const isDirect = new Uint8Array(size * size);
  for (let i = 0; i < size; i++) isDirect[i * size + i] = 1;
  for (const [row, column] of direct) isDirect[row * size + column] = 1;
  const reached = isDirect.slice();
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < size; i++) {
      if (!reached[i * size + k]) continue;
      for (let j = 0; j < size; j++) if (reached[k * size + j]) reached[i * size + j] = 1;
    }
  }
  const rowStart = new Int32Array(size + 1);
  const column: number[] = [];
  const place = new Int32Array(size * size).fill(-1);
  for (let i = 0; i < size; i++) {
    rowStart[i] = column.length;
    for (let j = 0; j < size; j++) {
      if (!reached[i * size + j]) continue;
      place[i * size + j] = column.length;
      column.push(j);
    }
  }
  rowStart[size] = column.length;
  const states = Array.from({ length: size }, (_, i) => i);
  const oneWay = states.filter(
    (i) => !states.some((k) => k !== i && place[i * size + k]! >= 0 && place[k * size + i]! >= 0),
  );
  const exchanging = conserved.filter((j) => !oneWay.includes(j));
  const leaving = exchanging.map((j) =>
    conserved.filter((i) => i !== j && place[i * size + j]! >= 0).map((i) => place[i * size + j]!),
  );
  const product = terms(size, place, reached, rowStart, column);
  const step = terms(size, place, isDirect, rowStart, column);
  return {
    size,
    rowStart,
    column: Int32Array.from(column),
    place,
    productStart: product.start,
    productLeft: product.left,
    productRight: product.right,
    stepStart: step.start,
    stepLeft: step.left,
    stepRight: step.right,
    oneWay: Int32Array.from(oneWay),
    exchanging: Int32Array.from(exchanging),
    leavingStart: Int32Array.from([0, ...leaving.map((_, k) => leaving.slice(0, k + 1).flat().length)]),
    leaving: Int32Array.from(leaving.flat()),
  };
}

function terms(
  size: number,
  place: Int32Array,
  isLeft: Uint8Array,
  rowStart: Int32Array,
  column: readonly number[],
) {
  const start = new Int32Array(column.length + 1);
  const left: number[] = [];
  const right: number[] = [];
  for (let i = 0; i < size; i++) {
    for (let entry = rowStart[i]!; entry < rowStart[i + 1]!; entry++) {
      start[entry] = left.length;
      const j = column[entry]!;
      for (let k = 0; k < size; k++) {
        if (!isLeft[i * size + k] || place[k * size + j]! < 0) continue;
        left.push(place[i * size + k]!);
        right.push(place[k * size + j]!);
      }
    }
  }
  start[column.length] = left.length;
  return { start, left: Int32Array.from(left), right: Int32Array.from(right) };
}

function multiplyTerms(
  start: Int32Array,
  left: Int32Array,
  right: Int32Array,
  a: Float64Array,
  b: Float64Array,
  into: Float64Array,
): void {
  for (let entry = 0; entry + 1 < start.length; entry++) {
    let sum = 0;
    for (let t = start[entry]!; t < start[entry + 1]!; t++) sum += a[left[t]!]! * b[right[t]!]!;
    into[entry] = sum;
  }
}

/** Terms of the series, beyond one per state, after which nothing is left at s h up to the largest. */
export const MOST_TERMS = 100;

/** Rate times step beyond which nothing in a body goes. */
const FASTEST_STEP = 1e100;

/** s h up to which the series is summed outright; beyond, it is halved and squared. */
export const LARGEST_SERIES = 4;

/**
 * exp(A h) on its pattern.
 * @param rates A, entries in the order of the pattern; not negative off the diagonal
 * @param stepH h >= 0, in the unit of time of the rates
 * @returns the entries in the order of the pattern
 */
export function exponential(pattern: Pattern, rates: Float64Array, stepH: number): Float64Array {
  const { size, place, stepStart, stepLeft, stepRight, productStart, productLeft, productRight } = pattern;
  const count = rates.length;
  let fastest = 0;
  for (let i = 0; i < size; i++) fastest = Math.max(fastest, -rates[place[i * size + i]!]!);
  if (!(fastest * stepH < FASTEST_STEP)) {
    throw new InputError('', `a rate of ${fastest} /h over ${stepH} h is beyond what can be computed`);
  }
  const squarings = Math.max(
    0,
    Math.ceil(Math.log2(Math.max((fastest * stepH) / LARGEST_SERIES, Number.MIN_VALUE))),
  );
  const scaled = stepH / 2 ** squarings;
  const positive = new Float64Array(count);
  for (let entry = 0; entry < count; entry++) positive[entry] = rates[entry]! * scaled;
  for (let i = 0; i < size; i++) positive[place[i * size + i]!]! += fastest * scaled;

  let sum = new Float64Array(count);
  let term = new Float64Array(count);
  let next = new Float64Array(count);
  for (let i = 0; i < size; i++) sum[place[i * size + i]!] = term[place[i * size + i]!] = 1;
  for (let order = 1; order < MOST_TERMS + size; order++) {
    multiplyTerms(stepStart, stepLeft, stepRight, positive, term, next);
    let settled = order > size;
    for (let entry = 0; entry < count; entry++) {
      next[entry]! /= order;
      sum[entry]! += next[entry]!;
      if (next[entry]! > 1e-18 * sum[entry]!) settled = false;
    }
    [term, next] = [next, term];
    if (settled) break;
  }
  const decay = Math.exp(-fastest * scaled);
  for (let entry = 0; entry < count; entry++) sum[entry]! *= decay;
  renewDiagonal(pattern, rates, scaled, sum);
  for (let round = 1; round <= squarings; round++) {
    multiplyTerms(productStart, productLeft, productRight, sum, sum, next);
    [sum, next] = [next, sum];
    renewDiagonal(pattern, rates, scaled * 2 ** round, sum);
  }
  return sum;
}

/**
 * Squaring doubles the relative error of what hardly changes, so that over weeks slow modes would drift and mass would
 * get lost. Therefore the diagonal is found anew after each squaring: where nothing comes back, in closed form; where
 * mass is exchanged, from what has gone elsewhere, as long as that is the smaller part. No difference of
 * nearly equal numbers is taken. (After Grassmann, Taksar and Heyman, Oper Res 1985;33:1107-16.)
 */
function renewDiagonal(pattern: Pattern, rates: Float64Array, stepH: number, entries: Float64Array): void {
  const { size, place, oneWay, exchanging, leavingStart, leaving } = pattern;
  for (const i of oneWay) {
    const diagonal = place[i * size + i]!;
    entries[diagonal] = Math.exp(rates[diagonal]! * stepH);
  }
  for (let k = 0; k < exchanging.length; k++) {
    let gone = 0;
    for (let t = leavingStart[k]!; t < leavingStart[k + 1]!; t++) gone += entries[leaving[t]!]!;
    const j = exchanging[k]!;
    if (gone < 0.5) entries[place[j * size + j]!] = 1 - gone;
  }
}

/** into = E x for the entries E of a pattern. */
export function apply(pattern: Pattern, entries: Float64Array, x: Float64Array, into: Float64Array): void {
  const { size, rowStart, column } = pattern;
  let entry = 0;
  for (let i = 0; i < size; i++) {
    const end = rowStart[i + 1]!;
    let sum = 0;
    for (; entry < end; entry++) sum += entries[entry]! * x[column[entry]!]!;
    into[i] = sum;
  }
}

/** Steps of more than this many times the fastest rate go by the whole exponential. */
const LONGEST_ROW = 200;

/**
 * For the same weights and many times: weights exp(A t), as sum of e^(-st) (st)^k / k! times weights (N / s)^k. The
 * vectors are shared by all times; again nothing cancels.
 * @param weights one per state, not negative
 * @returns a function that writes the row for a time into a list as long as the weights
 */
export function createRow(
  pattern: Pattern,
  rates: Float64Array,
  weights: Float64Array,
): (timeH: number, into: Float64Array) => void {
  const { size, rowStart, column, place } = pattern;
  let fastest = 0;
  for (let i = 0; i < size; i++) fastest = Math.max(fastest, -rates[place[i * size + i]!]!);
  const jumps = rates.map((rate) => rate / fastest);
  for (let i = 0; i < size; i++) jumps[place[i * size + i]!]! += 1;
  const vectors = [weights];
  const vector = (order: number): Float64Array => {
    for (let made = vectors.length; made <= order; made++) {
      const before = vectors[made - 1]!;
      const next = new Float64Array(size);
      for (let i = 0; i < size; i++) {
        for (let entry = rowStart[i]!; entry < rowStart[i + 1]!; entry++) {
          next[column[entry]!]! += before[i]! * jumps[entry]!;
        }
      }
      vectors.push(next);
    }
    return vectors[order]!;
  };
  const byWhole = (timeH: number, into: Float64Array) => {
    const entries = exponential(pattern, rates, timeH);
    into.fill(0);
    for (let i = 0; i < size; i++) {
      for (let entry = rowStart[i]!; entry < rowStart[i + 1]!; entry++) {
        into[column[entry]!]! += weights[i]! * entries[entry]!;
      }
    }
  };
  return (timeH, into) => {
    const mean = fastest * timeH;
    if (mean > LONGEST_ROW || fastest === 0) return byWhole(timeH, into);
    let share = Math.exp(-mean);
    into.fill(0);
    for (let order = 0; ; order++) {
      const next = vector(order);
      let settled = order > mean && order > size;
      for (let j = 0; j < size; j++) {
        const added = share * next[j]!;
        into[j]! += added;
        if (added > 1e-18 * into[j]!) settled = false;
      }
      if (settled) return;
      share *= mean / (order + 1);
    }
  };
}
