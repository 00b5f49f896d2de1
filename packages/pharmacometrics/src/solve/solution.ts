import type { Dose } from '../dosing/dose.ts';
import { type Stretch, schedule } from '../dosing/schedule.ts';
import { InputError } from '../error.ts';
import type { LinearSystem, SystemOutput } from '../model/individual.ts';
import { createWalker } from './walker.ts';

/** The course of one individual under given doses: what happens at each change of input, and the state just after. */
export interface Solution {
  readonly system: LinearSystem;
  readonly stretches: readonly Stretch[];
  /** The state just after each change, slow states last: `stateNames.length` numbers per stretch. */
  readonly states: Float64Array;
}

/**
 * Solves the course exactly: from one change of input to the next by one propagator, however far apart.
 * Before the first dose everything is 0.
 * @throws InputError naming the dose that is wrong
 */
export function solve(system: LinearSystem, doses: readonly Dose[]): Solution {
  const stretches = schedule(system, doses);
  const width = system.stateNames.length;
  const states = new Float64Array(width * stretches.length);
  const walker = createWalker(system);
  stretches.forEach((stretch, index) => {
    if (index > 0) walker.goTo(stretch.timeH);
    const { state } = walker;
    state.fill(0, system.firstSource, system.pattern.size);
    for (const { compartment, amountMg } of stretch.boluses)
      state[compartment] = state[compartment]! + amountMg;
    for (const { source, rateMgPerH } of stretch.rates) state[source] = rateMgPerH;
    walker.restart(stretch.timeH, state);
    states.set(state, index * width);
  });
  return { system, stretches, states };
}

/** The output of this name. @throws InputError listing the names there are */
export function outputOf(system: LinearSystem, name: string): SystemOutput {
  const output = system.outputs.get(name);
  if (!output) {
    throw new InputError(
      'outputs',
      `the model "${system.model.name}" has no output "${name}"; it has ${[...system.outputs.keys()].join(', ')}`,
    );
  }
  return output;
}

/** @throws InputError naming the time that is not finite or comes before its predecessor */
export function checkTimes(timesH: ArrayLike<number>): void {
  for (let index = 0; index < timesH.length; index++) {
    const timeH = timesH[index]!;
    if (!Number.isFinite(timeH))
      throw new InputError(`times[${index}]`, `a finite time is needed, not ${timeH}`);
    if (index > 0 && timeH < timesH[index - 1]!) {
      throw new InputError(
        `times[${index}]`,
        `${timeH} h comes before ${timesH[index - 1]} h; times must not fall`,
      );
    }
  }
}

/**
 * Calls `visit` with the state at each time, in order. At the very time of a bolus the state is that just after it.
 * @param timesH hours, never falling
 * @throws InputError naming the time that is out of order
 */
export function visitStates(
  { system, stretches, states }: Solution,
  timesH: ArrayLike<number>,
  visit: (index: number, state: Float64Array) => void,
): void {
  checkTimes(timesH);
  const width = system.stateNames.length;
  const walker = createWalker(system);
  let stretch = -1;
  for (let index = 0; index < timesH.length; index++) {
    const timeH = timesH[index]!;
    const before = stretch;
    while (stretch + 1 < stretches.length && stretches[stretch + 1]!.timeH <= timeH) stretch++;
    if (stretch !== before) {
      walker.restart(stretches[stretch]!.timeH, states.subarray(stretch * width, (stretch + 1) * width));
    }
    if (stretch >= 0) walker.goTo(timeH);
    visit(index, walker.state);
  }
}

/**
 * Outputs at any times, in the unit each output states.
 * @param timesH hours, never falling; at the very time of a bolus the value is that just after it
 * @param names which outputs; all when absent
 * @returns one list of values per output, as long as `timesH`
 * @throws InputError for an unknown output or times out of order
 */
export function outputsAt(
  solution: Solution,
  timesH: ArrayLike<number>,
  names: readonly string[] = [...solution.system.outputs.keys()],
): Record<string, Float64Array> {
  const wanted = names.map((name) => ({ name, ...sparse(outputOf(solution.system, name)) }));
  const values = wanted.map(() => new Float64Array(timesH.length));
  visitStates(solution, timesH, (index, state) => {
    for (let output = 0; output < wanted.length; output++) {
      const { states, weights } = wanted[output]!;
      let sum = 0;
      for (let term = 0; term < states.length; term++) sum += weights[term]! * state[states[term]!]!;
      values[output]![index] = sum;
    }
  });
  return Object.fromEntries(wanted.map(({ name }, index) => [name, values[index]!]));
}

function sparse({ weights }: SystemOutput): { states: number[]; weights: number[] } {
  const states = [...weights.keys()].filter((state) => weights[state] !== 0);
  return { states, weights: states.map((state) => weights[state]!) };
}
