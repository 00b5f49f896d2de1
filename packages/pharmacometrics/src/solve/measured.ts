import { InputError } from '../error.ts';
import type { LinearSystem } from '../model/individual.ts';
import type { SlowState } from './slow-state.ts';
import { outputOf } from './solution.ts';

/** A curve that can be measured: a weighted sum of linear states, or one slow state times a factor. */
export type Measured =
  | { readonly kind: 'linear'; readonly weights: Float64Array }
  | { readonly kind: 'slow'; readonly state: number; readonly weight: number; readonly slow: SlowState };

/**
 * What an output shows, for areas, peaks and times above a level.
 * @throws InputError for an unknown output, or one that is a sum with several slow states
 */
export function measured(system: LinearSystem, name: string): Measured {
  const { weights } = outputOf(system, name);
  const { size } = system.pattern;
  const slow = system.slowStates.flatMap((each, index) =>
    weights[size + index] === 0 ? [] : [{ each, index }],
  );
  const [first, ...others] = slow;
  // The buffer is kept, so that what is prepared for an output can be found again.
  if (!first) return { kind: 'linear', weights: weights.subarray(0, size) };
  if (others.length > 0) {
    throw new InputError(
      'outputs',
      `"${name}" sums several slow states: measure each by an output of its own`,
    );
  }
  const state = size + first.index;
  return { kind: 'slow', state, weight: weights[state]!, slow: first.each };
}
