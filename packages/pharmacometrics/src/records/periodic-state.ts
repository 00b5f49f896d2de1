import { type Absorbing, modeH } from '../dosing/inverse-gaussian.ts';
import type { ModelSystem } from '../model/system.ts';
import { createHistory } from '../ode/history.ts';
import { factor, solveFactored } from '../ode/linear-equations.ts';
import type { Running } from './body.ts';
import type { RepeatedInput } from './check-record.ts';
import { Unsolvable } from './unsolvable.ts';

type Move = (state: Float64Array, running: Running, fromH: number, toH: number) => void;

/** Intervals gone through before the first of Newton's steps, and again where a step leads nowhere. */
const INTERVALS_AHEAD = 3;
const MOST_STEPS = 60;
/** A step that leads nowhere is halved down to this share of itself. */
const LEAST_SHARE = 2 ** -8;
/** While a step leaves less than this share of the gains, its Jacobian serves the next step too. */
const GOOD_STEP = 0.05;
/** By this share of itself each state is moved to see what follows. */
const DIFFERENCE = 1e-6;
/** A step that changes every state by less is the last; so is one below the second that is hardly below its predecessor. */
const SETTLED = 1e-11;
const NEARLY_SETTLED = 1e-6;
/** Below this share of its usual size a state is known to so many digits less. */
const SMALL_SHARE = 1e-3;
/** So many times what an interval brings is no state that a body comes to. */
const BEYOND_ALL = 1e9;

/**
 * The steady state of an input repeated for ever, of a model that need not be linear, found by solving and not by
 * repeating: a root of the state after one interval less the state before it, by Newton's method with a Jacobian by
 * differences. A linear model takes one step, however slow it is.
 * @param move carries a state precisely
 * @param phaseH time since the last dose arrived, from 0 up to `everyH`
 * @returns the state at that phase
 * @throws Unsolvable when none is found
 */
export function periodicState(
  system: ModelSystem,
  move: Move,
  input: RepeatedInput,
  everyH: number,
  phaseH: number,
): Float64Array {
  const { size, initial } = system;
  const { compartment, bolusMg, rateMgPerH } = input;
  const { always, partH, absorbing, withinH, enteringMg } = intervalOf(input, everyH);
  const rates = new Float64Array(size);
  const running: Running = { rates, absorbing, history: createHistory(initial) };
  /** From a state just before a dose to a time after it. */
  const after = (before: Float64Array, toH: number): Float64Array => {
    const state = before.slice();
    state[compartment] = state[compartment]! + bolusMg;
    rates[compartment] = rateMgPerH * (always + (partH > 0 ? 1 : 0));
    const changeH = Math.min(withinH, toH);
    if (changeH > 0) move(state, running, 0, changeH);
    if (partH <= toH) rates[compartment] = rateMgPerH * always;
    if (toH > changeH) move(state, running, changeH, toH);
    return state;
  };
  const sizes = system.sizes(enteringMg);
  const firstTurnover = 1 + system.placeOf.reduce((most, place) => Math.max(most, place), 0);

  let state: Float64Array = initial.slice();
  const goAhead = () => {
    for (let interval = 0; interval < INTERVALS_AHEAD; interval++) state = after(state, everyH);
    state[system.linear.left] = 0;
  };
  goAhead();
  const unknowns = unknownsOf(system, state);
  const gainOf = (from: Float64Array): Float64Array => {
    const to = after(from, everyH);
    return Float64Array.from(unknowns, (index) => to[index]! - from[index]!);
  };
  /** The greatest of some changes in relation to a scale of each state. */
  const greatest = (changes: ArrayLike<number>, scale: (index: number) => number) =>
    unknowns.reduce((most, index, row) => Math.max(most, Math.abs(changes[row]!) / scale(index)), 0);
  const sizeOf = (index: number) => sizes[index]!;
  const stepped = (way: Float64Array, share: number): Float64Array => {
    const next = state.slice();
    unknowns.forEach((index, row) => {
      const value = state[index]! + share * way[row]!;
      // From an amount below nothing there is no going on.
      next[index] = index < firstTurnover && value < 0 ? state[index]! / 10 : value;
    });
    return next;
  };

  let gain = gainOf(state);
  let changeBefore = Number.POSITIVE_INFINITY;
  let wayOf: WayOf | undefined;
  for (let step = 0; step < MOST_STEPS; step++) {
    const isNew = wayOf === undefined;
    wayOf ??= newtonWay(state, gain, unknowns, sizes, gainOf);
    if (!wayOf) break;
    const way = wayOf(gain);
    const change = greatest(way, (index) => Math.abs(state[index]!) + SMALL_SHARE * sizes[index]!);
    if (change < SETTLED || (isNew && change < NEARLY_SETTLED && change > changeBefore / 4)) {
      return after(stepped(way, 1), phaseH);
    }
    changeBefore = change;
    let share = 1;
    let next = stepped(way, share);
    if (!unknowns.every((index) => Math.abs(next[index]!) < BEYOND_ALL * sizes[index]!)) break;
    let nextGain = gainOf(next);
    const isNoBetter = () =>
      change >= NEARLY_SETTLED && !(greatest(nextGain, sizeOf) < greatest(gain, sizeOf));
    while (isNoBetter() && share > LEAST_SHARE) {
      share /= 2;
      next = stepped(way, share);
      nextGain = gainOf(next);
    }
    const isLost = isNoBetter();
    if (!(greatest(nextGain, sizeOf) < GOOD_STEP * greatest(gain, sizeOf))) wayOf = undefined;
    state = next;
    if (isLost) goAhead();
    gain = isLost ? gainOf(state) : nextGain;
  }
  throw notFound();
}

/** What an input repeated for ever does within one interval. mg, h. */
export function intervalOf(
  { compartment, bolusMg, rateMgPerH, durationH, absorbed }: RepeatedInput,
  everyH: number,
) {
  // An infusion longer than the interval overlaps with itself: so many run throughout.
  const always = Math.floor(durationH / everyH);
  const partH = durationH - always * everyH;
  // Of doses that are absorbed, those of the past whose absorption is not over: as many as intervals fit into one, and one.
  const absorbing: Absorbing[] = absorbed
    ? Array.from({ length: always + 1 }, (_, past) => ({ ...absorbed, compartment, startH: -past * everyH }))
    : [];
  return {
    always,
    partH,
    absorbing,
    /** When something changes within an interval: an infusion ends, or an absorption is fastest. */
    withinH: absorbed ? modeH(absorbed) % everyH : partH,
    /** At most, for the size of what is to be expected. */
    enteringMg: bolusMg + (absorbed?.amountMg ?? rateMgPerH * Math.min(durationH, everyH)),
  };
}

/**
 * The states that have to come back: all but what has left the body, and states that only gather and get nothing.
 * @throws Unsolvable when a state gathers what comes in for ever
 */
export function unknownsOf(
  { size, initial, stateNames, jacobian, linear, derivative, clock }: ModelSystem,
  state: Float64Array,
): number[] {
  const slopes = new Float64Array(size * size);
  jacobian(state, slopes);
  const rate = new Float64Array(size);
  derivative(state, rate);
  const gathers = (column: number) =>
    Array.from({ length: size }, (_, row) => slopes[row * size + column]).every((slope) => slope === 0);
  const unknowns = Array.from({ length: size }, (_, index) => index).filter(
    (index) => index !== linear.left && index !== clock,
  );
  const gathering = unknowns.filter(gathers);
  const endless = gathering.find((index) => state[index] !== initial[index] || rate[index] !== 0);
  if (endless !== undefined) {
    throw new Unsolvable(
      `there is no steady state: what comes into "${stateNames[endless]}" gathers there for ever (a flow without "to" leaves the body)`,
    );
  }
  return unknowns.filter((index) => !gathering.includes(index));
}

const notFound = () =>
  new Unsolvable('no steady state was found: more may come in than can leave, even at its greatest rate');

/** The change of the unknowns that would bring their gains to nothing if gains were linear. */
type WayOf = (gain: Float64Array) => Float64Array;

/** @returns undefined when some changes change no gain */
function newtonWay(
  state: Float64Array,
  gain: Float64Array,
  unknowns: readonly number[],
  sizes: Float64Array,
  gainOf: (from: Float64Array) => Float64Array,
): WayOf | undefined {
  const count = unknowns.length;
  const matrix = new Float64Array(count * count);
  unknowns.forEach((index, column) => {
    const moved = state.slice();
    moved[index] =
      state[index]! + DIFFERENCE * Math.max(Math.abs(state[index]!), SMALL_SHARE * sizes[index]!);
    const by = moved[index]! - state[index]!;
    const movedGain = gainOf(moved);
    for (let row = 0; row < count; row++) matrix[row * count + column] = (gain[row]! - movedGain[row]!) / by;
  });
  const exchanged = new Int32Array(count);
  if (!factor(matrix, count, exchanged)) return undefined;
  return (of) => {
    const way = of.slice();
    solveFactored(matrix, count, exchanged, way);
    return way;
  };
}
