import type { Stretch } from '../dosing/schedule.ts';
import { CELL, LANES } from '../kernel/cell.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { MODES, TIMES } from '../kernel/modes.ts';
import type { Individuals } from '../model/individual.ts';
import type { Arena } from './arena.ts';
import { exchangeOf } from './exchange.ts';
import type { Action } from './plan.ts';
import type { PopulationRun } from './simulate-population.ts';

/**
 * The amount in one compartment, given into it and seen there, as a sum of exponentials. Compartments that exchange and
 * form no ring have a rate matrix similar to a symmetric one (off the diagonal the root of the product of both ways): its
 * eigenvalues are real and its eigenvectors stand at right angles, also where eigenvalues are close or equal. Of an
 * amount each mode gets the square of its vector's component there: all are positive and nothing cancels.
 */

/** A sweep of rotations doubles the right digits, once it is near. */
const MOST_SWEEPS = 12;

/**
 * The fastest rate over the slowest, up to which modes are used: rounding moves each eigenvalue by a few units in the
 * last place of the fastest, and what that changes in the slowest mode is largest after its mean time. Ours: 1000 keeps
 * it below 1e-12 of the peak.
 */
const WIDEST_RATES = 1000;

/**
 * Steady state over the level at the end of an infusion, up to which modes are used: until then a level is the
 * difference of the steady state and what is still missing. Ours: 256 keeps its rounding below 1e-13 of the peak.
 */
const WIDEST_STEADY = 256;

/** Steps after which the products that fade a mode are replaced by an exponential. */
const MOST_PRODUCTS = 1024;

/** Four times each that an individual takes at a turn: four lines of the processor's cache. */
const TURN = 8;

/** Where the entries of symmetric matrices stand, each once, and a row that turns with them, as numbers of cells. */
function layOut(size: number) {
  const entry = (p: number, q: number) => {
    const [low, high] = p < q ? [p, q] : [q, p];
    return (high * (high + 1)) / 2 + low;
  };
  const row = (mode: number) => entry(size - 1, size - 1) + 1 + mode;
  const pairs = Array.from({ length: size }, (_, q) => Array.from({ length: q }, (_, p) => [p, q] as const));
  const rotations = pairs.flat().map(([p, q]) => {
    const others = Array.from({ length: size }, (_, k) => k).filter((k) => k !== p && k !== q);
    const turning = [...others.flatMap((k) => [entry(k, p), entry(k, q)]), row(p), row(q)];
    const offsets = turning.map((cell) => cell * CELL);
    return [...[entry(p, p), entry(q, q), entry(p, q)].map((cell) => cell * CELL), size - 1, ...offsets];
  });
  return { entry, row, cells: row(size), rotations };
}

/**
 * A function that solves eight individuals from the given one on, or returns false when their rates are not for modes;
 * undefined when the model or its doses are not.
 */
export function createBlockModes(
  kernel: Kernel,
  arena: Arena,
  run: PopulationRun,
  individuals: Individuals,
  stretches: readonly Stretch[],
  actions: readonly Action[],
  values: number,
): ((first: number) => boolean) | undefined {
  const exchange = exchangeOf(run, individuals, stretches);
  if (exchange === undefined) return undefined;
  const { observed, states, edges } = exchange;
  const { pattern, sources } = individuals.structure;
  const source = sources.get(observed);
  const rateAt = (to: number, from: number) =>
    individuals.rates[pattern.place[states[to]! * pattern.size + states[from]!]!]!;
  const size = states.length;
  const modesOf = kernel.modes[size - 1]!;
  const times = run.timesH.length;
  const weights = run.outputs.map((name) => individuals.outputs.get(name)!.weights[observed]!);
  const { entry, row, cells, rotations } = layOut(size);
  const matrix = arena.reserve(cells * CELL);
  const rotationTable = arena.integers(rotations.flat());
  const table = arena.reserve(LANES * MODES.bytes(size));
  const start = matrix / 8;
  const components = start + row(0) * LANES;
  const seen = start + row(states.indexOf(observed)) * LANES;
  const own = states.map((_, mode) => rateAt(mode, mode));
  const diagonal = states.map((_, mode) => start + entry(mode, mode) * LANES);
  const exchanged = edges.map(([p, q]) => ({
    cell: start + entry(p, q) * LANES,
    there: rateAt(q, p),
    back: rateAt(p, q),
  }));

  // By mode, in it by individual.
  const numbers = size * LANES;
  const [rate, share, level, steady, fade] = Array.from({ length: 5 }, () => new Float64Array(numbers)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let fadeH = 0;
  /** Since when the levels are. */
  let pastH = 0;
  let rateMgPerH = 0;
  let first = 0;

  const diagonalise = (): boolean => {
    const memory = arena.doubles();
    memory.fill(0, start, start + cells * LANES);
    for (let mode = 0; mode < size; mode++) {
      const column = own[mode]!;
      for (let lane = 0; lane < LANES; lane++) memory[diagonal[mode]! + lane] = column[first + lane]!;
    }
    for (let edge = 0; edge < exchanged.length; edge++) {
      const { cell, there, back } = exchanged[edge]!;
      for (let lane = 0; lane < LANES; lane++) {
        memory[cell + lane] = Math.sqrt(there[first + lane]! * back[first + lane]!);
      }
    }
    for (let lane = 0; lane < LANES; lane++) memory[seen + lane] = 1;
    let isDiagonal = size === 1;
    for (let sweep = 0; sweep < MOST_SWEEPS && !isDiagonal; sweep++) {
      isDiagonal = kernel.rotate(rotations.length, rotationTable, matrix) === 1;
    }
    for (let mode = 0; mode < size; mode++) {
      for (let lane = 0; lane < LANES; lane++) {
        const component = memory[components + mode * LANES + lane]!;
        rate[mode * LANES + lane] = memory[diagonal[mode]! + lane]!;
        share[mode * LANES + lane] = component * component;
      }
    }
    return isDiagonal;
  };

  /** Whether no individual's slowest rate is lost beside its fastest. */
  const isWithin = (): boolean => {
    for (let lane = 0; lane < LANES; lane++) {
      let slowest = Number.POSITIVE_INFINITY;
      let fastest = 0;
      for (let place = lane; place < numbers; place += LANES) {
        slowest = Math.min(slowest, -rate[place]!);
        fastest = Math.max(fastest, -rate[place]!);
      }
      if (!(slowest * WIDEST_RATES >= fastest && fastest > 0)) return false;
    }
    return true;
  };

  const sumOf = (parts: Float64Array, lane: number): number => {
    let sum = 0;
    for (let place = lane; place < numbers; place += LANES) sum += parts[place]!;
    return sum;
  };

  const hasRisenEnough = (): boolean => {
    if (rateMgPerH === 0) return true;
    advance();
    for (let lane = 0; lane < LANES; lane++) {
      if (!(sumOf(steady, lane) <= WIDEST_STEADY * sumOf(level, lane))) return false;
    }
    return true;
  };

  /** Brings the levels up to now. */
  const advance = () => {
    if (pastH === 0) return;
    for (let place = 0; place < numbers; place++) {
      const end = steady[place]!;
      level[place] = end + Math.exp(rate[place]! * pastH) * (level[place]! - end);
    }
    pastH = 0;
  };

  const change = ({ boluses, rates }: Stretch) => {
    advance();
    let bolusMg = 0;
    for (const { compartment, amountMg } of boluses) if (compartment === observed) bolusMg += amountMg;
    rateMgPerH = 0;
    for (const each of rates) if (each.source === source) rateMgPerH += each.rateMgPerH;
    for (let place = 0; place < numbers; place++) {
      level[place]! += bolusMg * share[place]!;
      steady[place] = rateMgPerH === 0 ? 0 : (rateMgPerH * share[place]!) / -rate[place]!;
    }
  };

  const addressOf = (output: number, index: number) =>
    values + 8 * ((output * individuals.count + first) * times + index);

  const writeNow = (index: number) => {
    advance();
    const memory = arena.doubles();
    for (let output = 0; output < weights.length; output++) {
      const weight = weights[output]!;
      const into = addressOf(output, index) / 8;
      for (let lane = 0; lane < LANES; lane++) {
        memory[into + lane * times] = weight[first + lane]! * sumOf(level, lane);
      }
    }
  };

  const fillTable = (weight: ArrayLike<number>) => {
    const memory = arena.doubles();
    for (let lane = 0; lane < LANES; lane++) {
      const own = table + lane * MODES.bytes(size);
      const factor = weight[first + lane]!;
      let constant = 0;
      for (let mode = 0; mode < size; mode++) {
        const end = steady[mode * LANES + lane]!;
        const once = fade[mode * LANES + lane]!;
        const twice = once * once;
        const value = factor * (level[mode * LANES + lane]! - end) * once;
        memory[(own + MODES.value(mode)) / 8] = value;
        memory[(own + MODES.value(mode)) / 8 + 1] = value * once;
        memory[(own + MODES.twice(mode)) / 8] = twice;
        memory[(own + MODES.fourTimes(mode)) / 8] = twice * twice;
        constant += factor * end;
      }
      memory[(own + MODES.constant(size)) / 8] = constant;
    }
  };

  /** As many of the steps as make whole groups of times. Returns how many these are. */
  const writeGroups = (stepH: number, count: number, index: number): number => {
    const groups = Math.floor(Math.min(count, MOST_PRODUCTS) / TIMES);
    if (groups === 0) return 0;
    advance();
    if (stepH !== fadeH) {
      for (let place = 0; place < numbers; place++) fade[place] = Math.exp(rate[place]! * stepH);
      fadeH = stepH;
    }
    const turns = Math.floor(groups / TURN);
    const rest = groups - turns * TURN;
    for (let output = 0; output < weights.length; output++) {
      fillTable(weights[output]!);
      const into = addressOf(output, index);
      if (turns > 0) modesOf(turns, TURN, table, into, 8 * times);
      if (rest > 0) modesOf(1, rest, table, into + turns * TURN * TIMES * 8, 8 * times);
    }
    return groups * TIMES;
  };

  const take = (stepH: number, count: number, index: number | undefined) => {
    for (let done = 0; done < count; ) {
      const written = index === undefined ? 0 : writeGroups(stepH, count - done, index + done);
      const taken = Math.max(1, written);
      pastH += taken * stepH;
      done += taken;
      if (written === 0 && index !== undefined) writeNow(index + done - 1);
    }
  };

  return (individual) => {
    first = individual;
    fadeH = 0;
    if (!diagonalise() || !isWithin()) return false;
    level.fill(0);
    steady.fill(0);
    pastH = 0;
    rateMgPerH = 0;
    for (const action of actions) {
      if (action.kind === 'change') {
        if (!hasRisenEnough()) return false;
        change(stretches[action.stretch]!);
      } else if (action.kind === 'emit') writeNow(action.index);
      else take(action.stepH, action.count, action.index);
    }
    return hasRisenEnough();
  };
}
