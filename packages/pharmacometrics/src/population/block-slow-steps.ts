import { LANES } from '../kernel/cell.ts';
import {
  LONGEST_FIRST,
  MOST_HALVINGS,
  MOST_NODES,
  MOST_PATIENCE,
  SAME_LENGTH,
  TOLERANCE,
} from '../solve/slow-state.ts';
import type { Arena } from './arena.ts';
import type { BlockSlowState } from './block-slow-state.ts';
import type { BlockStep, BlockSteps } from './block-steps.ts';

/** Steps of eight individuals with a slow state: which rule carries them is found as `slow-state.ts` finds it. */
export interface BlockSlowSteps {
  /** All of `count` equal steps, the outputs after each to the times from `index` on where one is given. */
  readonly take: (step: BlockStep, count: number, index: number | undefined) => void;
  /** To be called when an input has changed: the next step begins with the most nodes. */
  readonly inputChanged: () => void;
}

export function createBlockSlowSteps(arena: Arena, slow: BlockSlowState, steps: BlockSteps): BlockSlowSteps {
  let rule = MOST_NODES;
  let patience = 1;
  let stepsByRule = 0;
  let isFirst = true;
  let lastH = 0;
  const withMore = new Float64Array(LANES);

  /** Whether the next smaller rule gives the same slow state for all eight on the step to come. */
  const fewerWillDo = (step: BlockStep): boolean => {
    if (!steps.tryOne(step, rule)) return false;
    const tried = slow.tried / 8;
    withMore.set(arena.doubles().subarray(tried, tried + LANES));
    if (!steps.tryOne(step, rule - 1)) return false;
    const memory = arena.doubles();
    return withMore.every((value, lane) => Math.abs(memory[tried + lane]! - value) <= TOLERANCE * value);
  };

  const take = (step: BlockStep, count: number, index: number | undefined, halvings: number): void => {
    for (let done = 0; done < count; ) {
      if (step.stepH > lastH * SAME_LENGTH) rule = MOST_NODES;
      lastH = step.stepH;
      if (rule > 0 && stepsByRule >= patience) {
        const fewer = fewerWillDo(step);
        if (fewer) rule--;
        patience = fewer ? 1 : Math.min(2 * patience, MOST_PATIENCE);
        stepsByRule = 0;
      }
      const most = rule > 0 ? Math.min(count - done, patience - stepsByRule) : count - done;
      const isTooLong = isFirst && slow.fastest() * step.stepH > LONGEST_FIRST;
      const taken = isTooLong
        ? 0
        : steps.take(step, rule, most, index === undefined ? undefined : index + done);
      if (taken > 0) isFirst = false;
      done += taken;
      stepsByRule += taken;
      if (taken === most) continue;
      if (rule < MOST_NODES && !isTooLong) {
        rule++;
        stepsByRule = 0;
        continue;
      }
      if (halvings === MOST_HALVINGS) throw new Error('The quadrature of a slow state did not converge.');
      const half = steps.of(step.stepH / 2);
      take(half, 1, undefined, halvings + 1);
      take(half, 1, undefined, halvings + 1);
      if (index !== undefined) steps.writeNow(index + done);
      done++;
    }
  };
  return {
    take: (step, count, index) => take(step, count, index, 0),
    inputChanged: () => {
      rule = MOST_NODES;
      patience = 1;
      stepsByRule = 0;
      isFirst = true;
    },
  };
}
