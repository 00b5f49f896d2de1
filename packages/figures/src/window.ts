/** One value at a time, with its interval where it has one. NaN is a gap. */
export interface Point {
  readonly time: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Samples {
  /** Ascending. */
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly low?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
}

/** How a value between two samples is read: on the straight line, held from the earlier one, or not at all. */
export type Between = 'linear' | 'held' | 'nothing';

/** The samples inside [from, to], with the values at both edges read between their neighbours. */
export function windowOf(samples: Samples, from: number, to: number, between: Between): Point[] {
  const all = pointsOf(samples);
  const inside = all.filter((point) => point.time >= from && point.time <= to);
  if (between === 'nothing') return inside;
  const before = all.findLast((point) => point.time < from);
  const after = all.find((point) => point.time > to);
  if (before && inside[0]?.time !== from) {
    const next = inside[0] ?? after;
    if (next) inside.unshift(read(before, next, from, between));
  }
  const last = inside.at(-1);
  if (after && last && last.time < to) inside.push(read(last, after, to, between));
  return inside;
}

function pointsOf({ times, values, low, high }: Samples): Point[] {
  for (const [name, list] of Object.entries({ values, low, high })) {
    if (list && list.length !== times.length)
      throw new RangeError(`${times.length} times, but ${list.length} of ${name}.`);
  }
  return Array.from({ length: times.length }, (_, index) => {
    const value = finiteOrGap(values[index]);
    return {
      time: times[index] ?? Number.NaN,
      value,
      low: low ? finiteOrGap(low[index]) : value,
      high: high ? finiteOrGap(high[index]) : value,
    };
  });
}

function finiteOrGap(value: number | undefined): number {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    throw new RangeError('A figure cannot show an infinite value; a gap is NaN.');
  return value ?? Number.NaN;
}

function read(a: Point, b: Point, time: number, between: 'linear' | 'held'): Point {
  const share = between === 'held' ? 0 : (time - a.time) / (b.time - a.time);
  const mix = (x: number, y: number) => (share === 0 ? x : x + (y - x) * share);
  return { time, value: mix(a.value, b.value), low: mix(a.low, b.low), high: mix(a.high, b.high) };
}
