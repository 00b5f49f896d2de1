import { inputOf } from '../dosing/schedule.ts';
import { InputError } from '../error.ts';
import type { LinearSystem } from '../model/individual.ts';
import { outputOf } from '../solve/solution.ts';
import { createWalker } from '../solve/walker.ts';
import { derivative } from '../solve/zeros.ts';

/** Chooses the rate of the next interval from the state of now. */
export interface Controller {
  /**
   * The rate of one interval, mg/h. While the output is more than 5 % below its ceiling this is the greatest after which
   * it never exceeds the ceiling even if nothing more is ever given: the fastest approach without overshoot. Nearer, it
   * is the rate that would keep the output at the ceiling when it is held for as long as a dose takes to act, and never
   * more than the former. 0 where the output exceeds the ceiling already.
   *
   * @param state amounts in the states of the system at the beginning of the interval
   * @param ceiling what the output may be, so many hours from now, in its unit
   */
  readonly rate: (state: Float64Array, ceiling: (hoursAhead: number) => number) => number;
  /** The state after one interval at this rate. */
  readonly advance: (state: Float64Array, rateMgPerH: number) => Float64Array;
}

/** Points within the first interval, and how each later one lies beyond the one before. */
const PARTS = 4;
const GROWTH = 1.04;
/** From this share of the ceiling on the output is held and no longer approached. */
const HELD_FROM = 0.95;
/** No output of a drug is followed further, h: 60 days. */
const LONGEST_H = 1440;

/**
 * A controller of one output by one input, for any linear model: plasma, an effect site or a metabolite. For an effect
 * site this is the rule of Shafer and Gregg (J Pharmacokinet Biopharm 1992;20:147-69): the input whose later peak just
 * reaches the target; for the compartment of the input it is the dead-beat rate that meets the target at the end of the
 * interval (Jacobs, IEEE Trans Biomed Eng 1990;37:107-9). Responses are computed once, exactly, and only weighed anew
 * at each interval.
 *
 * @param input name of the model's input; it must not lag nor have a duration of its own
 * @param output name of an output that is a weighted sum of states
 * @param intervalH how long a rate holds, h
 * @throws InputError for an unknown or lagging input, an unknown or non-linear output, one that the input never reaches
 */
export function createController(
  system: LinearSystem,
  input: string,
  output: string,
  intervalH: number,
): Controller {
  if (!(intervalH > 0 && Number.isFinite(intervalH))) {
    throw new InputError('intervalH', `an interval above 0 h is needed, not ${intervalH}`);
  }
  const source = sourceOf(system, input);
  const { weights } = outputOf(system, output);
  if (weights.some((weight, state) => weight !== 0 && state >= system.pattern.size)) {
    throw new InputError('target.output', `"${output}" follows a slow state, which no rate controls exactly`);
  }
  const points = responses(system, source, weights, intervalH);
  const strongest = Math.max(...points.map(({ forced }) => forced));
  const acting = points.findIndex(({ forced }) => forced === strongest);
  if (!(strongest > 0)) throw new InputError('target.output', `"${input}" never reaches "${output}"`);
  const walker = createWalker(system);
  return {
    rate: (state, ceiling) => {
      const room = points.map(({ timeH, free }) => ceiling(timeH) - dot(free, state));
      let rate = Number.POSITIVE_INFINITY;
      let at = 0;
      points.forEach(({ forced }, k) => {
        // What the rate hardly reaches yet is none of its doing.
        if (forced <= 1e-9 * strongest || room[k]! / forced >= rate) return;
        rate = room[k]! / forced;
        at = k;
      });
      for (const k of [at - 1, at]) {
        const [from, to] = [points[k], points[k + 1]];
        if (from && to) rate = belowPeak(from, to, state, rate, room[k]!, room[k + 1]!, ceiling);
      }
      const now = dot(points[0]!.free, state);
      if (now >= HELD_FROM * ceiling(0)) rate = Math.min(rate, room[acting]! / points[acting]!.held);
      return Math.max(0, rate);
    },
    advance: (state, rateMgPerH) => {
      walker.restart(0, withRate(system, state, source, rateMgPerH));
      walker.goTo(intervalH);
      return walker.state.slice();
    },
  };
}

function dot(row: Float64Array, state: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j]! * state[j]!;
  return sum;
}

/** The state with every constant input off but this one. */
function withRate(
  system: LinearSystem,
  state: Float64Array,
  source: Source,
  rateMgPerH: number,
): Float64Array {
  const from = state.slice();
  from.fill(0, system.firstSource, system.pattern.size);
  for (const { state: place, share } of source) from[place] = from[place]! + share * rateMgPerH;
  return from;
}

/** Where the rate of an input goes, by the states that hold rates, and which share of it. */
type Source = readonly { readonly state: number; readonly share: number }[];

function sourceOf(system: LinearSystem, input: string): Source {
  return inputOf(system, input, 'input').map(
    ({ source, bioavailability, lagH, durationH, inverseGaussian }) => {
      if (lagH !== 0 || durationH !== undefined || inverseGaussian !== undefined) {
        throw new InputError(
          'input',
          `"${input}" lags or has a duration of its own; a rate cannot control it`,
        );
      }
      return { state: source, share: bioavailability };
    },
  );
}

/** What the output does at a time after the beginning of an interval. */
interface Point {
  readonly timeH: number;
  /** The output for each unit of each state, nothing given, and its slope per hour. */
  readonly free: Float64Array;
  readonly freeSlope: Float64Array;
  /** The output for a rate of 1 mg/h during the interval and nothing after. */
  readonly forced: number;
  /** The output for a rate of 1 mg/h all the time. */
  readonly held: number;
  /** The slope of the forced output, which breaks at the end of the interval. */
  readonly slopeBefore: number;
  readonly slopeAfter: number;
}

/** Followed until the output has passed its peak from wherever the drug may be. */
function responses(
  system: LinearSystem,
  source: Source,
  weights: Float64Array,
  intervalH: number,
): readonly Point[] {
  const { firstSource, stateNames } = system;
  const slopes = derivative(system, weights);
  const empty = new Float64Array(stateNames.length);
  const units = Array.from({ length: firstSource }, (_, j) => {
    const walker = createWalker(system);
    const state = empty.slice();
    state[j] = 1;
    walker.restart(0, state);
    return walker;
  });
  const given = createWalker(system);
  const always = createWalker(system);
  for (const walker of [given, always]) walker.restart(0, withRate(system, empty, source, 1));
  const points: Point[] = [];
  const peaks = new Float64Array(firstSource + 1);
  let timeH = 0;
  for (let k = 0; ; k++) {
    if (k > 0) {
      timeH = k <= PARTS ? (k * intervalH) / PARTS : Math.max(timeH * GROWTH, timeH + intervalH / PARTS);
      for (const walker of [...units, given, always]) walker.goTo(timeH);
    }
    const free = Float64Array.from(units, ({ state }) => dot(weights, state));
    const forced = dot(weights, given.state);
    const slopeBefore = dot(slopes, given.state);
    if (k === PARTS) given.restart(timeH, withRate(system, given.state, source, 0));
    const slopeAfter = dot(slopes, given.state);
    const freeSlope = Float64Array.from(units, ({ state }) => dot(slopes, state));
    const held = dot(weights, always.state);
    points.push({ timeH, free, freeSlope, forced, held, slopeBefore, slopeAfter });
    let past = k > PARTS;
    for (let j = 0; j <= firstSource; j++) {
      const value = j < firstSource ? free[j]! : forced;
      peaks[j] = Math.max(peaks[j]!, value);
      // Half of a peak is surely beyond it.
      if (value > 0.5 * peaks[j]!) past = false;
    }
    if (past || timeH > LONGEST_H) return points;
  }
}

/**
 * The rate lowered until the output keeps below the ceiling between two points as well: its course there is the cubic
 * through both values and slopes, whose error goes with the fourth power of their distance.
 */
function belowPeak(
  from: Point,
  to: Point,
  state: Float64Array,
  greatest: number,
  roomFrom: number,
  roomTo: number,
  ceiling: (hoursAhead: number) => number,
): number {
  const h = to.timeH - from.timeH;
  const ceilingSlope = (ceiling(to.timeH) - ceiling(from.timeH)) / h;
  const risingFrom = dot(from.freeSlope, state) - ceilingSlope;
  const risingTo = dot(to.freeSlope, state) - ceilingSlope;
  let rate = greatest;
  for (let round = 0; round < 4; round++) {
    const over = cubic(
      rate * from.forced - roomFrom,
      h * (risingFrom + rate * from.slopeAfter),
      rate * to.forced - roomTo,
      h * (risingTo + rate * to.slopeBefore),
    );
    const top = over.peak();
    if (top === null || over.at(top) <= 0) break;
    const forced = cubic(from.forced, h * from.slopeAfter, to.forced, h * to.slopeBefore).at(top);
    rate -= over.at(top) / forced;
  }
  return rate;
}

/** The cubic on 0 to 1 with these values and slopes at its ends (Hermite). */
function cubic(y0: number, d0: number, y1: number, d1: number) {
  return {
    at: (t: number) => y0 + t * (d0 + t * (3 * (y1 - y0) - 2 * d0 - d1 + t * (2 * (y0 - y1) + d0 + d1))),
    /** Where it turns from rising to falling between its ends; null when it does not. */
    peak: (): number | null => {
      if (!(d0 > 0 && d1 < 0)) return null;
      const square = 3 * (2 * (y0 - y1) + d0 + d1);
      const straight = 2 * (3 * (y1 - y0) - 2 * d0 - d1);
      return (2 * d0) / (Math.sqrt(straight * straight - 4 * square * d0) - straight);
    },
  };
}
