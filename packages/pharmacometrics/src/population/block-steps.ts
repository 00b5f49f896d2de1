import { OPERATION, STEPS } from '../kernel/steps.ts';
import type { Arena } from './arena.ts';
import type { BlockOutputs } from './block-outputs.ts';
import type { BlockPropagator, BlockPropagators } from './block-propagators.ts';
import type { BlockSlowState, SlowRule } from './block-slow-state.ts';
import type { BlockStates } from './block-states.ts';

/** Moves eight individuals through time. */
export interface BlockSteps {
  /** Takes up other individuals. @param offset of their values from those of the first, in bytes */
  readonly begin: (offset: number) => void;
  readonly of: (stepH: number) => BlockStep;
  /** Writes the outputs now, which belong to the time `index`. */
  readonly writeNow: (index: number) => void;
  /**
   * Up to `count` steps by a rule of the slow state.
   * @param rule 0 without a slow state
   * @param index of the time that the first step leads to; undefined when no outputs are wanted
   * @returns how many were taken before the rule did not carry the slow state
   */
  readonly take: (step: BlockStep, rule: number, count: number, index: number | undefined) => number;
  /** Tries one step by a rule, without taking it. Returns whether the rule carries the slow state. */
  readonly tryOne: (step: BlockStep, rule: number) => boolean;
}

/** Steps of one length. */
export interface BlockStep {
  readonly stepH: number;
  /** How many of them go together, a power of two. */
  readonly together: number;
  /** Per output its rows after each step. */
  outputRows: readonly number[] | undefined;
  readonly rules: ByRule[];
  /** Those of one step, of two, of four and so on. */
  readonly propagators: BlockPropagator[];
  /** Whether the rows are those of the individuals at hand. */
  hasOutputRows: boolean;
}

/** Steps of one length by one rule. */
interface ByRule {
  readonly together: number;
  readonly slow: SlowRule | undefined;
  /** Address of what the kernel's `steps` needs to know, by whether an input runs and whether outputs are wanted. */
  readonly plans: (number | undefined)[];
  isPrepared: boolean;
}

/** @param together how many steps of a length go together */
export function createBlockSteps(
  arena: Arena,
  states: BlockStates,
  propagators: BlockPropagators,
  outputs: BlockOutputs,
  slow: BlockSlowState | undefined,
  together: (stepH: number) => number,
): BlockSteps {
  const steps = new Map<number, BlockStep>();
  const plansNow: (number | undefined)[] = [];
  let values = 0;

  /** A plan without slow state. @param rows per output; undefined when none is wanted */
  const createPlan = (rows: readonly number[] | undefined, slowCells: number): number => {
    const plan = arena.reserve(STEPS.bytes);
    const operations = rows ? outputs.operations(rows, states.end(), slowCells) : [];
    arena.setInteger(plan + STEPS.outputs, (4 * operations.length) / OPERATION.bytes);
    arena.setInteger(plan + STEPS.operations, arena.integers(operations));
    arena.setInteger(plan + STEPS.states, states.changing);
    arena.setInteger(plan + STEPS.table, states.table);
    arena.setInteger(plan + STEPS.drive, 0);
    return plan;
  };

  const propagatorOf = ({ stepH, propagators: known }: BlockStep, power: number): number => {
    known[power] ??= propagators.of(stepH * 2 ** power);
    return propagators.ready(known[power]);
  };

  const byRule = (step: BlockStep, rule: number): ByRule => {
    const known = step.rules[rule];
    if (known) return known;
    const reserved = slow?.reserve(rule, step.together);
    const made = {
      together: reserved?.together ?? step.together,
      slow: reserved,
      plans: [],
      isPrepared: false,
    };
    step.rules[rule] = made;
    return made;
  };

  /** The plan of steps by a rule, with all that it needs prepared. */
  const planOf = (step: BlockStep, rule: number, writes: boolean): number => {
    const own = byRule(step, rule);
    if (!own.isPrepared) {
      if (own.slow) slow?.prepare(rule, step.stepH, own.slow);
      own.isPrepared = true;
    }
    if (writes && !step.hasOutputRows) {
      step.outputRows ??= outputs.reserveAhead(step.together);
      outputs.writeAhead(step.outputRows, propagatorOf(step, 0), step.together);
      step.hasOutputRows = true;
    }
    const place = (states.isFed() ? 1 : 0) + (writes ? 2 : 0);
    const known = own.plans[place];
    if (known !== undefined) return known;
    const plan = createPlan(writes ? step.outputRows : undefined, slow?.tried ?? 0);
    if (own.slow) slow?.describe(rule, own.slow, plan);
    own.plans[place] = plan;
    return plan;
  };

  /** By one, two, four, eight steps: what the count is made of. */
  const advance = (step: BlockStep, count: number) => {
    slow?.keep(count);
    for (let rest = count, power = 0; rest > 0; rest >>= 1, power++) {
      if (rest % 2 === 1) states.move(propagatorOf(step, power));
    }
  };

  return {
    begin: (offset) => {
      values = offset;
      for (const step of steps.values()) {
        step.hasOutputRows = false;
        for (const rule of step.rules) if (rule) rule.isPrepared = false;
      }
    },
    of: (stepH) => {
      const known = steps.get(stepH);
      if (known) return known;
      const made = {
        stepH,
        together: together(stepH),
        outputRows: undefined,
        rules: [],
        propagators: [],
        hasOutputRows: false,
      };
      steps.set(stepH, made);
      return made;
    },
    writeNow: (index) => {
      const fed = states.isFed() ? 1 : 0;
      const plan = plansNow[fed] ?? createPlan(outputs.rowsNow(), slow?.value ?? 0);
      plansNow[fed] = plan;
      states.steps(1, 1, plan, 0, values + 8 * index);
    },
    take: (step, rule, count, index) => {
      const plan = planOf(step, rule, index !== undefined);
      const { together: size } = byRule(step, rule);
      const into = values + 8 * (index ?? 0);
      const batches = Math.floor(count / size);
      const taken =
        batches > 0 ? states.steps(batches, size, plan, propagatorOf(step, 31 - Math.clz32(size)), into) : 0;
      const whole = taken - (taken % size);
      // What is left over, or of a batch that the rule does not carry to its end.
      let rest = taken < batches * size ? taken - whole : count - whole;
      while (rest > 0) {
        const carried = states.steps(1, rest, plan, 0, into + 8 * whole);
        if (carried === rest) {
          advance(step, rest);
          break;
        }
        rest = carried;
      }
      return whole + rest;
    },
    tryOne: (step, rule) => states.steps(1, 1, planOf(step, rule, false), 0, 0) === 1,
  };
}
