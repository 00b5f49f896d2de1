import { MOST_HALVINGS, MOST_NODES, MOST_PATIENCE, TOLERANCE } from '../solve/slow-state.ts';
import type { BlockSlowState } from './block-slow-state.ts';
import type { BlockStates } from './block-states.ts';

/** Steps of eight individuals with a slow state: which rule carries them is found as `slow-state.ts` finds it. */
export interface BlockSlowSteps {
  /** All of `count` equal steps, the outputs after each from an address on where one is given. */
  readonly take: (stepH: number, count: number, into: number | undefined) => void;
  /** To be called when an input has changed: the next step begins with the most nodes. */
  readonly inputChanged: () => void;
}

export function createBlockSlowSteps(states: BlockStates, slow: BlockSlowState): BlockSlowSteps {
  let rule = MOST_NODES;
  let patience = 1;
  let stepsByRule = 0;

  /** Whether the next smaller rule gives the same slow state for all eight on the step to come. */
  const fewerWillDo = (stepH: number): boolean => {
    const withMore = states.slowAfter(slow.of(rule, stepH));
    const withFewer = states.slowAfter(slow.of(rule - 1, stepH));
    if (!withMore || !withFewer) return false;
    return withMore.every((value, lane) => Math.abs(withFewer[lane]! - value) <= TOLERANCE * value);
  };

  const take = (stepH: number, count: number, into: number | undefined, halvings: number): void => {
    for (let done = 0; done < count; ) {
      if (rule > 0 && stepsByRule >= patience) {
        const fewer = fewerWillDo(stepH);
        if (fewer) rule--;
        patience = fewer ? 1 : Math.min(2 * patience, MOST_PATIENCE);
        stepsByRule = 0;
      }
      const most = rule > 0 ? Math.min(count - done, patience - stepsByRule) : count - done;
      const here = into === undefined ? undefined : into + 8 * done;
      const taken = states.take(most, stepH, here, slow.of(rule, stepH));
      done += taken;
      stepsByRule += taken;
      if (taken === most) continue;
      if (rule < MOST_NODES) {
        rule++;
        stepsByRule = 0;
        continue;
      }
      if (halvings === MOST_HALVINGS) throw new Error('The quadrature of a slow state did not converge.');
      take(stepH / 2, 1, undefined, halvings + 1);
      take(stepH / 2, 1, into === undefined ? undefined : into + 8 * done, halvings + 1);
      done++;
    }
  };
  return {
    take: (stepH, count, into) => take(stepH, count, into, 0),
    inputChanged: () => {
      rule = MOST_NODES;
      patience = 1;
      stepsByRule = 0;
    },
  };
}
