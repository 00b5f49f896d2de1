import { apply, createPattern, createRow, type Pattern } from './exponential.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { createPropagators } from './propagators.ts';

/**
 * A slow state R that follows a saturable function of a concentration C: dR/dt = rate (C / (C + halfMaximum) - R).
 * C is a weighted sum of states of the linear model, R takes nothing from it.
 */
export interface SlowState {
  readonly rate: number;
  readonly halfMaximum: number;
  /** C as a weighted sum of the linear states. */
  readonly drive: Float64Array;
}

/** Moves a slow state over steps; it remembers how many nodes the last step needed. */
export interface SlowStepper {
  /**
   * @param value R at the start of the step
   * @param state the linear states at the start of the step
   * @param stepH length of the step, within which no input changes
   * @returns R at its end
   */
  readonly advance: (value: number, state: Float64Array, stepH: number) => number;
  /** To be called when an input has changed: the next step begins with the most nodes. */
  readonly inputChanged: () => void;
}

/** What a step may add to the error of R, relative to R. Every term of R is positive, so that these do not cancel. */
export const TOLERANCE = 1e-13;

/**
 * Rules from few nodes to many. The Legendre coefficients of a smooth integrand fall like r^-k, and a rule of m nodes
 * errs by about r^-2m (Trefethen, SIAM Rev 2008;50:67-87): from the two last coefficients that a rule sees, each to the
 * power 2m/k (rounded down, which is the safe side), follows its error. A small remainder of a fast mode hides from this
 * behind a large smooth part; but it only fades until the next change of input, so that fewer nodes are taken
 * once they give the same result on the same step.
 */
export const RULES = [
  { count: 3, powers: [3, 6] },
  { count: 6, powers: [2, 3] },
  { count: 12, powers: [2, 2] },
].map(({ count, powers }) => {
  const { nodes, weights, polynomials } = gaussLegendre(count);
  // What turns values at the nodes into the Legendre coefficient of an order.
  const coefficient = (order: number) =>
    weights.map((weight, node) => (weight * polynomials[order]![node]! * (2 * order + 1)) / 2);
  return {
    count,
    nodes,
    powers,
    mean: coefficient(0),
    last: coefficient(count - 1),
    lastButOne: coefficient(count - 2),
  };
});

export const MOST_NODES = RULES.length - 1;

/** All that a step of one length needs, for one rule. */
interface Step {
  /** C / halfMaximum at each node as a weighted sum of the states at the start, node by node. */
  readonly rows: Float64Array;
  /** e^(-rate (h - s)) at each node. */
  readonly fading: Float64Array;
  /** e^(-rate h). */
  readonly faded: number;
}

const integerPower = (base: number, exponent: number): number => {
  let product = base;
  for (let count = 1; count < exponent; count++) product *= base;
  return product;
};

/** Halvings beyond which a step is no longer told apart from nothing. */
export const MOST_HALVINGS = 60;

/**
 * Fastest rate times the first step after a change of input, at most. In a longer one what the change sets off is over
 * before the second node and can hide from the estimate; halves of it follow each other, each as long as all before.
 */
export const LONGEST_FIRST = 16;

/** Steps of an even grid differ in their last bits. */
export const SAME_LENGTH = 1 + 1e-9;

/** Different steps kept per rule. */
const MOST_KEPT = 64;

/** Steps after which a smaller rule is tried again at the latest. */
export const MOST_PATIENCE = 32;

/**
 * A stepper of one slow state.
 *
 * Over a step R(t + h) = e^(-kh) R(t) + the integral of k e^(-k(h - s)) f(C(t + s)) ds, by Gauss-Legendre quadrature with C
 * exact at every node. The number of nodes follows the error estimate; a step that even the largest rule does not
 * carry is halved. The result is right to 1e-11 relative.
 */
export function createSlowStepper(pattern: Pattern, rates: Float64Array, slow: SlowState): SlowStepper {
  const part = partBehind(pattern, rates, slow.drive);
  const width = part.states.length;
  const known = RULES.map(() => new Map<number, Step>());
  const rowAfter = createRow(
    part.pattern,
    part.rates,
    part.drive.map((weight) => weight / slow.halfMaximum),
  );
  const propagators = createPropagators(part.pattern, part.rates);
  const top = new Float64Array(width);
  let level = MOST_NODES;
  // After this many steps with one rule the next smaller one is tried; each time in vain, more rarely.
  let patience = 1;
  let stepsAtLevel = 0;
  let isFirst = true;
  let lastH = 0;
  const fastest = part.rates.reduce((most, rate) => Math.max(most, -rate), 0);

  const stepOf = (rule: number, stepH: number): Step => {
    const kept = known[rule]!;
    const found = kept.get(stepH);
    if (found) return found;
    const { count, nodes } = RULES[rule]!;
    const rows = new Float64Array(count * width);
    const fading = new Float64Array(count);
    for (let node = 0; node < count; node++) {
      const sinceH = (stepH * (1 + nodes[node]!)) / 2;
      rowAfter(sinceH, rows.subarray(node * width, (node + 1) * width));
      fading[node] = Math.exp(-slow.rate * (stepH - sinceH));
    }
    const made = { rows, fading, faded: Math.exp(-slow.rate * stepH) };
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(stepH, made);
    return made;
  };

  /** R at the end of the step by one rule; `carried` says afterwards whether the estimate trusts it. */
  let carried = false;
  const step = (rule: number, value: number, start: Float64Array, stepH: number): number => {
    const { count, powers, mean, last, lastButOne } = RULES[rule]!;
    const { rows, fading, faded } = stepOf(rule, stepH);
    let average = 0;
    let highest = 0;
    let second = 0;
    let place = 0;
    for (let node = 0; node < count; node++) {
      let concentration = 0;
      for (let j = 0; j < width; j++) concentration += rows[place++]! * start[j]!;
      const g = (fading[node]! * concentration) / (1 + concentration);
      average += mean[node]! * g;
      highest += last[node]! * g;
      second += lastButOne[node]! * g;
    }
    const gained = slow.rate * stepH * average;
    const result = faded * value + gained;
    const allowed = gained === 0 ? 1 : (TOLERANCE * result) / gained;
    carried =
      allowed >= 1 ||
      (integerPower(Math.abs(highest) / average, powers[0]!) <= allowed &&
        integerPower(Math.abs(second) / average, powers[1]!) <= allowed);
    return result;
  };

  /** Goes down to fewer nodes when, on the same step, they give the same. */
  const tryFewer = (result: number, value: number, start: Float64Array, stepH: number): void => {
    stepsAtLevel = 0;
    const withFewer = step(level - 1, value, start, stepH);
    if (carried && Math.abs(withFewer - result) <= TOLERANCE * result) {
      level--;
      patience = 1;
    } else {
      patience = Math.min(2 * patience, MOST_PATIENCE);
    }
  };

  const advance = (value: number, start: Float64Array, stepH: number, halvings: number): number => {
    // Fewer nodes that were enough for a shorter step have not been tried on this one.
    if (stepH > lastH * SAME_LENGTH) level = MOST_NODES;
    lastH = stepH;
    const isTooLong = isFirst && fastest * stepH > LONGEST_FIRST;
    for (; level <= MOST_NODES && !isTooLong; level++) {
      const result = step(level, value, start, stepH);
      if (!carried) continue;
      isFirst = false;
      if (level > 0 && ++stepsAtLevel >= patience) tryFewer(result, value, start, stepH);
      return result;
    }
    level = MOST_NODES;
    if (halvings >= MOST_HALVINGS) throw new Error('The quadrature of a slow state did not converge.');
    const half = stepH / 2;
    const between = advance(value, start, half, halvings + 1);
    const middle = new Float64Array(width);
    apply(part.pattern, propagators.of(half, 0).entries, start, middle);
    return advance(between, middle, half, halvings + 1);
  };

  return {
    inputChanged: () => {
      level = MOST_NODES;
      patience = 1;
      stepsAtLevel = 0;
      isFirst = true;
    },
    advance: (value, state, stepH) => {
      for (let j = 0; j < width; j++) top[j] = state[part.states[j]!]!;
      return advance(value, top, stepH, 0);
    },
  };
}

/** The states that C depends on, as a system of their own. */
function partBehind(pattern: Pattern, rates: Float64Array, drive: Float64Array) {
  const { size, place } = pattern;
  const states = statesBehind(pattern, (state) => drive[state] !== 0);
  const pairs = states.flatMap((row, i) =>
    states.flatMap((from, j) => {
      const entry = place[row * size + from]!;
      return entry >= 0 && rates[entry] !== 0 ? [{ i, j, rate: rates[entry]! }] : [];
    }),
  );
  const part = createPattern(
    states.length,
    pairs.map(({ i, j }) => [i, j]),
  );
  const partRates = new Float64Array(part.column.length);
  for (const { i, j, rate } of pairs) partRates[part.place[i * states.length + j]!] = rate;
  return {
    states,
    pattern: part,
    rates: partRates,
    drive: Float64Array.from(states, (state) => drive[state]!),
  };
}

/** The states on which a weighted sum depends, in order. */
export function statesBehind(
  { size, rowStart, column }: Pattern,
  isWeighted: (state: number) => boolean,
): number[] {
  const behind = new Set<number>();
  for (let row = 0; row < size; row++) {
    if (!isWeighted(row)) continue;
    for (let entry = rowStart[row]!; entry < rowStart[row + 1]!; entry++) behind.add(column[entry]!);
  }
  return [...behind].sort((left, right) => left - right);
}
