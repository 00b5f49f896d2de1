import { InputError } from '../error.ts';
import type { LinearSystem } from '../model/individual.ts';
import { outputsAt, solve } from '../solve/solution.ts';

/** Where an output should be in as many individuals as possible. */
export interface BandRequest {
  readonly input: string;
  readonly output: string;
  /** In the output's unit. */
  readonly low: number;
  readonly high: number;
  /** Hours from the first rate; rates change at multiples of `intervalH` only. */
  readonly intervalH: number;
  readonly intervals: number;
  /** From here on the band counts, h: before it the output must first rise. */
  readonly countsFromH: number;
  readonly mostMgPerH: number;
}

export interface RobustRates {
  /** mg/h, one per interval. */
  readonly ratesMgPerH: Float64Array;
  /** Mean over individuals and counted times of being within the band, 0 to 1. */
  readonly shareWithin: number;
  /** The same for the rates that the search began with. */
  readonly shareAtStart: number;
  /** Hours of the points, and of each the share of individuals below, within and above. */
  readonly timesH: Float64Array;
  readonly below: Float64Array;
  readonly within: Float64Array;
  readonly above: Float64Array;
}

/** Points of time in each interval. */
const POINTS = 4;
/** The edges of the band are softened by this part of its width, round after round, down to almost nothing. */
const SOFTNESS = [0.3, 0.15, 0.08, 0.04, 0.02];
const STEPS = 60;

/**
 * Rates with which the output lies within a band in as many individuals and for as long as possible: individuals of a
 * population, or draws from the posterior of one patient. The band's edges are first softened, so that there is a
 * slope to climb, and then sharpened; the best rates met on the way, by the sharp share, are kept.
 *
 * @param systems the individuals, of one model
 * @param start the rates that the search begins with, mg/h, such as those for the typical individual
 * @throws InputError for no individuals, a band that is none, or a start of another length
 */
export function robustRates(
  systems: readonly LinearSystem[],
  request: BandRequest,
  start: Float64Array,
): RobustRates {
  check(systems, request, start);
  const { intervalH, intervals, countsFromH, mostMgPerH } = request;
  const timesH = Float64Array.from({ length: intervals * POINTS }, (_, m) => ((m + 1) * intervalH) / POINTS);
  const responses = systems.map((system) => unitResponse(system, request, timesH));
  const firstCounted = timesH.findIndex((timeH) => timeH >= countsFromH);
  const share = (rates: Float64Array) => {
    const { within } = sharesOf(responses, rates, request);
    return mean(within.subarray(firstCounted));
  };
  let best = start.slice();
  let bestShare = share(best);
  const shareAtStart = bestShare;
  const scale = Math.max(...start, mostMgPerH === Number.POSITIVE_INFINITY ? 0 : mostMgPerH / 20);
  for (const softness of SOFTNESS) {
    const rates = best.slice();
    const climb = createClimb(intervals, scale / 20);
    for (let step = 0; step < STEPS; step++) {
      climb(rates, gradient(responses, rates, request, firstCounted, softness));
      for (let j = 0; j < intervals; j++) rates[j] = Math.min(mostMgPerH, Math.max(0, rates[j]!));
      const reached = share(rates);
      if (reached <= bestShare) continue;
      bestShare = reached;
      best = rates.slice();
    }
  }
  return {
    ratesMgPerH: best,
    shareWithin: bestShare,
    shareAtStart,
    timesH,
    ...sharesOf(responses, best, request),
  };
}

function check(
  systems: readonly LinearSystem[],
  { low, high, intervalH, intervals, countsFromH, mostMgPerH }: BandRequest,
  start: Float64Array,
): void {
  if (systems.length === 0) throw new InputError('systems', 'at least one individual is needed');
  if (!(low >= 0 && low < high)) {
    throw new InputError(
      'band',
      `a low edge from 0 and a high edge above it are needed, not ${low} to ${high}`,
    );
  }
  if (!(intervalH > 0)) throw new InputError('intervalH', `hours above 0 are needed, not ${intervalH}`);
  if (!(mostMgPerH > 0)) throw new InputError('mostMgPerH', `a rate above 0 is needed, not ${mostMgPerH}`);
  if (!(countsFromH >= 0 && countsFromH < intervals * intervalH)) {
    throw new InputError(
      'countsFromH',
      `hours from 0 and before ${intervals * intervalH} are needed, not ${countsFromH}`,
    );
  }
  if (start.length !== intervals) {
    throw new InputError('start', `${intervals} rates are needed, not ${start.length}`);
  }
}

/** The output at all points for 1 mg/h during the first interval; by superposition every course follows from it. */
function unitResponse(
  system: LinearSystem,
  { input, output, intervalH }: BandRequest,
  timesH: Float64Array,
): Float64Array {
  const solution = solve(system, [{ input, timeH: 0, rateMgPerH: 1, durationH: intervalH }]);
  return outputsAt(solution, timesH, [output])[output]!;
}

/** The output of one individual at all points. */
function courseOf(response: Float64Array, rates: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let j = 0; j < rates.length; j++) {
    const rate = rates[j]!;
    if (rate === 0) continue;
    for (let m = j * POINTS; m < into.length; m++) into[m] = into[m]! + rate * response[m - j * POINTS]!;
  }
}

function sharesOf(responses: readonly Float64Array[], rates: Float64Array, { low, high }: BandRequest) {
  const points = rates.length * POINTS;
  const [below, within, above] = [0, 1, 2].map(() => new Float64Array(points)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const course = new Float64Array(points);
  for (const response of responses) {
    courseOf(response, rates, course);
    for (let m = 0; m < points; m++) {
      const side = course[m]! < low ? below : course[m]! > high ? above : within;
      side[m] = side[m]! + 1 / responses.length;
    }
  }
  return { below, within, above };
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Slope of the softened share within the band by each rate. */
function gradient(
  responses: readonly Float64Array[],
  rates: Float64Array,
  { low, high }: BandRequest,
  firstCounted: number,
  softness: number,
): Float64Array {
  const width = softness * (high - low);
  const points = rates.length * POINTS;
  const course = new Float64Array(points);
  const slope = new Float64Array(points);
  const result = new Float64Array(rates.length);
  for (const response of responses) {
    courseOf(response, rates, course);
    for (let m = firstCounted; m < points; m++) {
      const up = logistic((course[m]! - low) / width);
      const down = logistic((high - course[m]!) / width);
      slope[m] = (up * down * (down - up)) / width;
    }
    for (let j = 0; j < rates.length; j++) {
      let sum = 0;
      for (let m = Math.max(firstCounted, j * POINTS); m < points; m++)
        sum += slope[m]! * response[m - j * POINTS]!;
      result[j] = result[j]! + sum;
    }
  }
  return result;
}

/** Steps uphill whose length adapts to each coordinate (Adam: Kingma and Ba, ICLR 2015, arXiv:1412.6980). */
function createClimb(count: number, length: number) {
  const first = new Float64Array(count);
  const second = new Float64Array(count);
  let round = 0;
  return (rates: Float64Array, slope: Float64Array) => {
    round++;
    for (let j = 0; j < count; j++) {
      first[j] = 0.9 * first[j]! + 0.1 * slope[j]!;
      second[j] = 0.99 * second[j]! + 0.01 * slope[j]! ** 2;
      const mean = first[j]! / (1 - 0.9 ** round);
      const size = Math.sqrt(second[j]! / (1 - 0.99 ** round));
      if (size > 0) rates[j] = rates[j]! + (length * mean) / size;
    }
  };
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
