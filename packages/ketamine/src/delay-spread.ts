import erfc from '@stdlib/math-base-special-erfc';

/**
 * The uncertainty of a delay, carried through a course: standard normal deviates of the logarithm of its half-life on an
 * even grid, each with its density as weight (the trapezoid rule), and a course for each.
 */
export interface DelaySpread {
  readonly deviates: readonly number[];
  /** Add up to 1. */
  readonly weights: readonly number[];
  /** Place of the deviate 0. */
  readonly typical: number;
}

/** @param reach greatest deviate; @param each how many deviates lie in one standard deviation */
export function delaySpread(reach: number, each: number): DelaySpread {
  const typical = reach * each;
  const deviates = Array.from({ length: 2 * typical + 1 }, (_, i) => (i - typical) / each);
  const density = deviates.map((z) => Math.exp(-(z ** 2) / 2));
  const total = density.reduce((sum, one) => sum + one, 0);
  return { deviates, weights: density.map((one) => one / total), typical };
}

const normal = (z: number) => erfc(-z / Math.SQRT2) / 2;

/**
 * The value below which the logarithm of Ce / C50 lies with a given probability, C50 and delay uncertain and
 * independent of each other.
 *
 * @param logs ln(Ce / typical C50) for each deviate of the delay
 * @param c50Deviation standard deviation of ln C50
 * @param start a first guess
 */
export function spreadQuantile(
  { weights }: DelaySpread,
  logs: Float64Array,
  c50Deviation: number,
  probability: number,
  start: number,
): number {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let x = start;
  for (let round = 0; round < 60; round++) {
    let below = 0;
    let slope = 0;
    for (let i = 0; i < logs.length; i++) {
      const z = (x - logs[i]!) / c50Deviation;
      below += weights[i]! * normal(z);
      slope += weights[i]! * Math.exp(-(z * z) / 2);
    }
    const error = below - probability;
    if (Math.abs(error) < 1e-5) break;
    if (error > 0) high = x;
    else low = x;
    slope /= c50Deviation * Math.sqrt(2 * Math.PI);
    const step = x - error / slope;
    const inside = step > low && step < high && slope > 0;
    if (inside) x = step;
    else if (Number.isFinite(low) && Number.isFinite(high)) x = (low + high) / 2;
    else x += error > 0 ? -c50Deviation : c50Deviation;
  }
  return x;
}
