import type { LinearSystem } from '../model/individual.ts';
import { apply } from './exponential.ts';
import { createSlowStepper } from './slow-state.ts';

/** Times are doubles: a step that differs from a known one by this many parts of the time itself is that one. */
export const SAME_STEP = 4 * 2 ** -52;

/** Carries the state of one system through time while no input changes. */
export interface Walker {
  /** The state now: slow states last. Overwritten by the next move. */
  readonly state: Float64Array;
  /** Goes to a time and a state; an input may have changed. */
  readonly restart: (timeH: number, state: Float64Array) => void;
  /** Moves on to a later time. */
  readonly goTo: (timeH: number) => void;
}

/** A walker at time 0 with nothing in the body. */
export function createWalker(system: LinearSystem): Walker {
  const { pattern, propagators } = system;
  const { size } = pattern;
  const steppers = system.slowStates.map((slow) => createSlowStepper(pattern, system.rates, slow));
  let state = new Float64Array(system.stateNames.length);
  let next = new Float64Array(system.stateNames.length);
  let nowH = 0;
  // How far the steps taken have fallen short of the time asked for; kept apart so that rounding does not feed it.
  let shortH = 0;
  return {
    get state() {
      return state;
    },
    restart: (timeH, from) => {
      nowH = timeH;
      shortH = 0;
      state.set(from);
      for (const stepper of steppers) stepper.inputChanged();
    },
    goTo: (timeH) => {
      if (timeH === nowH) return;
      const withinH = SAME_STEP * Math.max(Math.abs(timeH), Math.abs(nowH));
      const wantedH = Math.max(0, timeH - nowH + shortH);
      const { stepH, entries } = propagators.of(wantedH, withinH);
      for (let slow = 0; slow < steppers.length; slow++) {
        next[size + slow] = steppers[slow]!.advance(state[size + slow]!, state, stepH);
      }
      apply(pattern, entries, state, next);
      [state, next] = [next, state];
      nowH = timeH;
      shortH = wantedH - stepH;
    },
  };
}
