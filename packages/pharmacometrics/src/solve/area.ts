import { InputError } from '../error.ts';
import type { LinearSystem } from '../model/individual.ts';
import { createPattern } from './exponential.ts';
import { measured } from './measured.ts';
import { createPropagators } from './propagators.ts';
import { createSlowStepper, type SlowState } from './slow-state.ts';
import { type Solution, visitStates } from './solution.ts';

/** The integral over a step, as one weight per state at its start. */
type Integrator = (stepH: number) => Float64Array;

const integrators = new WeakMap<ArrayBufferLike, Integrator>();

/**
 * The integral of a weighted sum of states is one more state, z' = w x, and comes out of the same exponential.
 */
function integratorOf(system: LinearSystem, weights: Float64Array): Integrator {
  const known = integrators.get(weights.buffer);
  if (known) return known;
  const { size, rowStart, column } = system.pattern;
  const direct: [number, number, number][] = [];
  for (let row = 0; row < size; row++) {
    for (let entry = rowStart[row]!; entry < rowStart[row + 1]!; entry++) {
      if (system.rates[entry] !== 0) direct.push([row, column[entry]!, system.rates[entry]!]);
    }
    if (weights[row] !== 0) direct.push([size, row, weights[row]!]);
  }
  const pattern = createPattern(
    size + 1,
    direct.map(([row, from]) => [row, from]),
    [...system.model.compartments.keys(), system.left],
  );
  const rates = new Float64Array(pattern.column.length);
  for (const [row, from, rate] of direct) rates[pattern.place[row * (size + 1) + from]!] = rate;
  const propagators = createPropagators(pattern, rates);
  const made: Integrator = (stepH) => {
    const { entries } = propagators.of(stepH, 0);
    const row = new Float64Array(size);
    for (let j = 0; j < size; j++) {
      const place = pattern.place[size * (size + 1) + j]!;
      if (place >= 0) row[j] = entries[place]!;
    }
    return row;
  };
  integrators.set(weights.buffer, made);
  return made;
}

/** The integral of a weighted sum of states from one time to another, exact. */
function integral(solution: Solution, weights: Float64Array, fromH: number, toH: number): number {
  checkSpan(fromH, toH);
  const integrator = integratorOf(solution.system, weights);
  const starts = startsOf(solution, fromH, toH);
  let total = 0;
  visitStates(solution, starts, (index, state) => {
    const stepH = (starts[index + 1] ?? toH) - starts[index]!;
    if (stepH <= 0 || state.every((each) => each === 0)) return;
    const row = integrator(stepH);
    for (let j = 0; j < row.length; j++) total += row[j]! * state[j]!;
  });
  return total;
}

/**
 * Area under an output from one time to another, exact (not by trapezoid).
 * @returns the output's unit times hours
 * @throws InputError for an unknown output or a span that runs backwards
 */
export function areaUnder(solution: Solution, output: string, fromH: number, toH: number): number {
  const curve = measured(solution.system, output);
  if (curve.kind === 'linear') return integral(solution, curve.weights, fromH, toH);
  return curve.weight * slowIntegral(solution, curve.state, curve.slow, fromH, toH);
}

/**
 * The integral of a slow state. As R' = k (f - R), it is that of f less what R has gained, over k; and the integral of f
 * is itself a slow state, one so slow that it forgets nothing.
 */
function slowIntegral(
  solution: Solution,
  state: number,
  slow: SlowState,
  fromH: number,
  toH: number,
): number {
  checkSpan(fromH, toH);
  const { system } = solution;
  const stepper = createSlowStepper(system.pattern, system.rates, { ...slow, rate: NEVER_FORGETS });
  const starts = startsOf(solution, fromH, toH);
  const values: number[] = [];
  let kept = 0;
  visitStates(solution, [...starts, toH], (index, states) => {
    values.push(states[state]!);
    const stepH = (starts[index + 1] ?? toH) - (starts[index] ?? toH);
    if (stepH <= 0) return;
    stepper.inputChanged();
    kept = stepper.advance(kept, states, stepH);
  });
  return kept / NEVER_FORGETS - (values.at(-1)! - values[0]!) / slow.rate;
}

/** 1/h: far from 0 for a double, and nothing in any time. */
const NEVER_FORGETS = 1e-150;

/** The start of a span and the changes of input inside it. */
const startsOf = ({ stretches }: Solution, fromH: number, toH: number): number[] => [
  fromH,
  ...stretches.map(({ timeH }) => timeH).filter((timeH) => timeH > fromH && timeH < toH),
];

/** Where everything that entered the body is at one time, mg of drug as given. */
export interface MassBalance {
  /** Amount times bioavailability of what has entered so far. */
  readonly enteredMg: number;
  readonly inBodyMg: number;
  readonly leftMg: number;
}

/** The mass balance at a time: entered = in body + left. */
export function massBalance(solution: Solution, timeH: number): MassBalance {
  const { system, stretches } = solution;
  let enteredMg = 0;
  stretches.forEach(({ timeH: startH, boluses, rates }, index) => {
    if (startH > timeH) return;
    const endH = Math.min(timeH, stretches[index + 1]?.timeH ?? timeH);
    for (const { amountMg } of boluses) enteredMg += amountMg;
    for (const { rateMgPerH } of rates) enteredMg += rateMgPerH * (endH - startH);
  });
  let inBodyMg = 0;
  let leftMg = 0;
  visitStates(solution, [timeH], (_, state) => {
    for (let i = 0; i < system.compartments; i++) inBodyMg += state[i]!;
    leftMg = state[system.left]!;
  });
  return { enteredMg, inBodyMg, leftMg };
}

/** @throws InputError unless both are finite and in order */
export function checkSpan(fromH: number, toH: number): void {
  if (!Number.isFinite(fromH) || !Number.isFinite(toH) || fromH > toH) {
    throw new InputError('span', `a span of finite times in order is needed, not ${fromH} h to ${toH} h`);
  }
}
