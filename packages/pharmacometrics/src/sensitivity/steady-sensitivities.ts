import { createHistory } from '../ode/history.ts';
import { factor, solveFactored } from '../ode/linear-equations.ts';
import type { Running } from '../records/body.ts';
import type { RepeatedInput } from '../records/check-record.ts';
import type { Mover } from '../records/mover.ts';
import { intervalOf, unknownsOf } from '../records/periodic-state.ts';
import { Unsolvable } from '../records/unsolvable.ts';
import type { DifferentiatedSystem } from './differentiated-system.ts';

/**
 * The steady state of an input repeated for ever together with its sensitivities, found by solving and not by repeating:
 * along the steady course sensitivities are linear in what they begin with, so that over one interval they become M times
 * themselves and what the interval adds, and (I - M) s = what is added.
 * @param plain of the same model, without sensitivities: solves for the states
 * @param move carries states and sensitivities precisely
 * @param phaseH time since the last dose arrived, from 0 up to `everyH`
 * @returns states and sensitivities at that phase
 * @throws Unsolvable when there is no steady state
 */
export function steadySensitivities(
  system: DifferentiatedSystem,
  plain: Mover,
  move: Mover['move'],
  input: RepeatedInput,
  everyH: number,
  phaseH: number,
): Float64Array {
  const { states, size } = system;
  const { compartment, bolusMg, rateMgPerH, absorbed } = input;
  const { always, partH, absorbing, withinH, enteringMg } = intervalOf(input, everyH);
  const count = size / states - 1;
  const isInfusion = rateMgPerH > 0;

  /** From just before a dose to a time after it. */
  const after = (before: Float64Array, toH: number): Float64Array => {
    const state = before.slice();
    const rates = new Float64Array(size);
    const running: Running = { rates, absorbing, history: createHistory(system.initial) };
    const start = () => {
      system.beforeChange(state, rates, { kind: 'start', input });
      rates[compartment] = rates[compartment]! + rateMgPerH;
    };
    const end = () => {
      system.beforeChange(state, rates, { kind: 'end', input });
      rates[compartment] = rates[compartment]! - rateMgPerH;
    };
    rates[compartment] = always * rateMgPerH;
    system.underWay(rates, input, always);
    if (isInfusion) start();
    else if (!absorbed) {
      system.beforeChange(state, rates, { kind: 'bolus', input });
      state[compartment] = state[compartment]! + bolusMg;
    }
    const changeH = Math.min(withinH, toH);
    if (changeH > 0) move(state, running, 0, changeH);
    if (isInfusion && partH <= toH) end();
    if (toH > changeH) move(state, running, changeH, toH);
    return state;
  };

  const own = plain.steady(input, everyH, 0);
  own[compartment] = own[compartment]! - bolusMg;
  const placeOf = (parameter: number, index: number) => (1 + parameter) * states + index;
  const before = new Float64Array(size);
  before.set(own);
  const added = after(before, everyH);
  const unknowns = unknownsOf(plain.system, own);
  const sizes = system.sizes(enteringMg);
  // I - M, by as many columns at a time as there are parameters.
  const order = unknowns.length;
  const matrix = new Float64Array(order * order);
  for (let first = 0; first < order; first += count) {
    const columns = unknowns.slice(first, first + count);
    const moved = before.slice();
    columns.forEach((index, parameter) => {
      moved[placeOf(parameter, index)] = sizes[placeOf(parameter, index)]!;
    });
    const kept = after(moved, everyH);
    columns.forEach((index, parameter) => {
      const by = sizes[placeOf(parameter, index)]!;
      unknowns.forEach((to, row) => {
        const place = placeOf(parameter, to);
        const share = (kept[place]! - added[place]!) / by;
        matrix[row * order + first + parameter] = (to === index ? 1 : 0) - share;
      });
    });
  }
  const exchanged = new Int32Array(order);
  if (!factor(matrix, order, exchanged)) {
    throw new Unsolvable('the sensitivities come back to no steady state: what they gather never leaves');
  }
  for (let parameter = 0; parameter < count; parameter++) {
    const solution = Float64Array.from(unknowns, (index) => added[placeOf(parameter, index)]!);
    solveFactored(matrix, order, exchanged, solution);
    unknowns.forEach((index, row) => {
      before[placeOf(parameter, index)] = solution[row]!;
    });
  }
  return after(before, phaseH);
}
