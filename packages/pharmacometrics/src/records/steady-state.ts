import type { LinearSystem } from '../model/individual.ts';
import { createWalker } from '../solve/walker.ts';
import type { RepeatedInput } from './check-record.ts';

/**
 * The steady state of an input repeated for ever, found by solving and not by repeating: over one interval T the state
 * before a dose becomes E(T) times itself and what one interval adds, so that (I - E(T)) x = what is added. An infusion
 * longer than the interval overlaps with itself: as many run throughout as whole intervals fit into it.
 * @param phaseH time since the last dose arrived, from 0 up to `everyH`
 * @returns the state at that phase, its sources holding the rates in force; undefined when drug piles up without end
 */
export function steadyState(
  system: LinearSystem,
  input: RepeatedInput & { readonly source: number },
  everyH: number,
  phaseH: number,
): Float64Array | undefined {
  const { pattern, propagators } = system;
  const { size } = pattern;
  const { compartment, source, bolusMg, rateMgPerH, durationH } = input;
  const always = Math.floor(durationH / everyH);
  const partH = durationH - always * everyH;
  const walker = createWalker(system);
  /** Goes from a state just before a dose to a time after it. */
  const walk = (before: Float64Array, toH: number): Float64Array => {
    const state = before.slice();
    state[compartment] = state[compartment]! + bolusMg;
    state[source] = rateMgPerH * (always + (partH > 0 ? 1 : 0));
    walker.restart(0, state);
    if (partH > 0 && toH >= partH) {
      walker.goTo(partH);
      const later = walker.state.slice();
      later[source] = rateMgPerH * always;
      walker.restart(partH, later);
    }
    walker.goTo(toH);
    return walker.state.slice();
  };

  const added = walk(new Float64Array(system.stateNames.length), everyH);
  const { entries } = propagators.of(everyH, 0);
  const kept = (row: number, column: number) => {
    const place = pattern.place[row * size + column]!;
    return (row === column ? 1 : 0) - (place < 0 ? 0 : entries[place]!);
  };
  const before = solveReached(system, compartment, kept, added);
  if (before === undefined) return undefined;
  if (system.slowStates.length > 0) {
    const onceMore = walk(before, everyH);
    system.slowStates.forEach(({ rate }, index) => {
      before[size + index] = onceMore[size + index]! / -Math.expm1(-rate * everyH);
    });
  }
  return walk(before, phaseH);
}

/**
 * The state under a constant input for ever: -A x = input.
 * @returns the state, its source at rest; undefined when drug piles up without end
 */
export function constantState(
  system: LinearSystem,
  compartment: number,
  rateMgPerH: number,
): Float64Array | undefined {
  const { pattern, rates } = system;
  const { size } = pattern;
  const input = new Float64Array(system.stateNames.length);
  input[compartment] = rateMgPerH;
  const loss = (row: number, column: number) => {
    const place = pattern.place[row * size + column]!;
    return place < 0 ? 0 : -rates[place]!;
  };
  const state = solveReached(system, compartment, loss, input);
  if (state === undefined) return undefined;
  system.slowStates.forEach(({ drive, halfMaximum }, index) => {
    const concentration = drive.reduce((sum, weight, i) => sum + weight * state[i]!, 0);
    state[size + index] = concentration / (concentration + halfMaximum);
  });
  return state;
}

/** Below this a pivot is nothing but rounding: the drug has no way out. */
const SMALLEST_PIVOT = 1e-13;

/**
 * Solves M x = b for the states that can be reached from a compartment; the others, and what has left, are 0.
 * M has no positive number off the diagonal, so that elimination needs no exchange of rows.
 */
function solveReached(
  { pattern, left, stateNames }: LinearSystem,
  from: number,
  matrix: (row: number, column: number) => number,
  right: Float64Array,
): Float64Array | undefined {
  const { size, place } = pattern;
  const states = Array.from({ length: left }, (_, i) => i).filter((i) => place[i * size + from]! >= 0);
  const rows = states.map((i) => [...states.map((j) => matrix(i, j)), right[i]!]);
  const n = states.length;
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]![k]!;
    if (!(pivot > SMALLEST_PIVOT * Math.abs(matrix(states[k]!, states[k]!)))) return undefined;
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / pivot;
      if (factor === 0) continue;
      for (let j = k; j <= n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  const solution = new Float64Array(stateNames.length);
  for (let k = n - 1; k >= 0; k--) {
    let sum = rows[k]![n]!;
    for (let j = k + 1; j < n; j++) sum -= rows[k]![j]! * solution[states[j]!]!;
    solution[states[k]!] = sum / rows[k]![k]!;
  }
  return solution;
}
