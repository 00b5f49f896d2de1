import { CELL, LANES } from '../kernel/cell.ts';
import { type Kernel, PLACES } from '../kernel/kernel.ts';
import { SLOW } from '../kernel/slow-steps.ts';
import { OPERATION, STEPS } from '../kernel/steps.ts';
import { type Individuals, isZero } from '../model/individual.ts';
import { RULES, TOLERANCE } from '../solve/slow-state.ts';
import type { Arena } from './arena.ts';
import type { BlockPropagators } from './block-propagators.ts';
import { createBlockRows } from './block-rows.ts';
import type { BlockStates } from './block-states.ts';

/** The slow state of eight individuals at once; the method is that of `solve/slow-state.ts`. */
export interface BlockSlowState {
  /** The cell of its value now. */
  readonly value: number;
  /** The cells of its values after each of the steps last tried. */
  readonly tried: number;
  /** The fastest rate of the states that drive it, 1/h. */
  readonly fastest: () => number;
  /** Takes up eight individuals, the slow state 0. Returns false when their rates are too fast for it. */
  readonly begin: (first: number) => boolean;
  /** The place for steps by a rule. @param together how many of them go together otherwise */
  readonly reserve: (rule: number, together: number) => SlowRule;
  /** Prepares steps of a length by a rule for the individuals at hand. */
  readonly prepare: (rule: number, stepH: number, into: SlowRule) => void;
  /** Writes what concerns the slow state into a plan for the kernel's `steps`. */
  readonly describe: (rule: number, prepared: SlowRule, plan: number) => void;
  /** Its value now is that after `count` of the steps last tried. */
  readonly keep: (count: number) => void;
}

/** Steps of one length by one rule. */
export interface SlowRule {
  /** How many go together. */
  readonly together: number;
  /** The rows of the drive at the nodes of each step. */
  readonly nodes: number;
  /** What the kernel's `slowSteps` needs. */
  readonly slow: number;
}

/** Rate times step up to which e^(-st) and its series are well inside the range of doubles. */
const LARGEST_MEAN = 600;

/** Nodes whose rows are prepared for a rule and a step length, at most: of one or of several steps. */
const MOST_NODES_TOGETHER = 24;

/** Of a Poisson distribution whose mean is no larger there are no terms above `FEWEST_SHARE` beyond so many. */
const MOST_TERMS = LARGEST_MEAN + Math.ceil(9 * Math.sqrt(LARGEST_MEAN) + 20);
const FEWEST_SHARE = 1e-18;

/**
 * @param longestH the longest step that will be asked for
 */
export function createBlockSlowState(
  kernel: Kernel,
  arena: Arena,
  individuals: Individuals,
  states: BlockStates,
  propagators: BlockPropagators,
  longestH: number,
): BlockSlowState {
  const { pattern } = individuals.structure;
  const slow = individuals.slowStates[0]!;
  const rows = createBlockRows(kernel, arena, pattern, (state) => !isZero(slow.drive[state]!));
  const width = rows.states.length;
  // Of the vectors of the series: next[j] = sum of before[i] jumps[i, j].
  const pairs = rows.states.flatMap((row, i) =>
    rows.states.flatMap((from, j) => {
      const entry = pattern.place[row * pattern.size + from]!;
      return entry < 0 ? [] : [{ i, j, entry }];
    }),
  );
  const table = arena.integers(
    rows.states.flatMap((_, j) => {
      const terms = pairs.flatMap((pair, index) => (pair.j === j ? [pair.i * CELL, index * CELL] : []));
      return [terms.length / 2, ...terms];
    }),
  );
  const jumps = arena.reserve(pairs.length * CELL);
  const vectors = arena.reserve((MOST_TERMS + width) * rows.bytes);
  const shares = arena.reserve((MOST_TERMS + width) * 8);
  const value = arena.reserve(CELL);
  const tried = arena.reserve(MOST_NODES_TOGETHER * CELL);
  const drive = arena.reserve(MOST_NODES_TOGETHER * CELL);
  let fastest = 0;
  let known = 0;
  let first = 0;

  /** The row after a time, to `into`. */
  const rowAfter = (sinceH: number, into: number) => {
    const mean = fastest * sinceH;
    const memory = arena.doubles();
    let terms = 0;
    // Every state has its say after as many terms as there are states.
    for (let share = Math.exp(-mean); terms <= mean || terms <= width || share > FEWEST_SHARE; terms++) {
      memory[(shares >>> 3) + terms] = share;
      share *= mean / (terms + 1);
    }
    for (; known < terms; known++) {
      const before = vectors + (known - 1) * rows.bytes;
      kernel.combine(width, table, before, jumps, before + rows.bytes);
    }
    kernel.mix(width, terms, vectors, shares, into, rows.bytes);
  };

  const prepare = (rule: number, stepH: number, { together, nodes, slow: plan }: SlowRule) => {
    const { count, nodes: places, mean, last, lastButOne } = RULES[rule]!;
    for (let node = 0; node < count; node++) {
      const sinceH = (stepH * (1 + places[node]!)) / 2;
      rowAfter(sinceH, nodes + node * rows.bytes);
      arena.setCell(plan + SLOW.fading + node * CELL, (lane) =>
        Math.exp(-slow.rate[first + lane]! * (stepH - sinceH)),
      );
      arena
        .doubles()
        .set([mean[node]!, last[node]!, lastButOne[node]!], ((plan + SLOW.coefficients) >>> 3) + 3 * node);
    }
    if (together > 1) {
      const entries = propagators.ready(propagators.of(stepH));
      rows.later((together - 1) * count, nodes, entries, nodes + count * rows.bytes);
    }
    arena.setCell(plan + SLOW.faded, (lane) => Math.exp(-slow.rate[first + lane]! * stepH));
    arena.setCell(plan + SLOW.reach, (lane) => slow.rate[first + lane]! * stepH);
    arena.doubles()[(plan + SLOW.tolerance) >>> 3] = TOLERANCE;
  };

  return {
    value,
    tried,
    fastest: () => fastest,
    begin: (individual) => {
      first = individual;
      arena.setCell(value, () => 0);
      fastest = 0;
      for (const { i, j, entry } of pairs) {
        if (i !== j) continue;
        for (let lane = 0; lane < LANES; lane++) {
          fastest = Math.max(fastest, -individuals.rates[entry]![first + lane]!);
        }
      }
      if (fastest * longestH > LARGEST_MEAN || fastest === 0) return false;
      pairs.forEach(({ i, j, entry }, index) => {
        const rates = individuals.rates[entry]!;
        arena.setCell(jumps + index * CELL, (lane) => (i === j ? 1 : 0) + rates[first + lane]! / fastest);
      });
      rows.write(slow.drive, first, vectors, slow.halfMaximum);
      known = 1;
      return true;
    },
    reserve: (rule, together) => {
      const { count } = RULES[rule]!;
      const most = Math.min(together, MOST_NODES_TOGETHER / count);
      return {
        together: most,
        nodes: arena.reserve(most * count * rows.bytes),
        slow: arena.reserve(SLOW.fading + count * CELL),
      };
    },
    prepare,
    describe: (rule, { nodes, slow: prepared }, plan) => {
      const operations = rows.sums(nodes, rows.termsUpTo(states.end()), drive);
      arena.setInteger(plan + STEPS.drive, arena.integers(operations));
      arena.setInteger(plan + STEPS.driveOperations, (4 * operations.length) / OPERATION.bytes);
      arena.setInteger(plan + STEPS.nodes, RULES[rule]!.count);
      arena.setInteger(plan + STEPS.place, PLACES.slowSteps[rule]!);
      arena.setInteger(plan + STEPS.driveCells, drive);
      arena.setInteger(plan + STEPS.value, value);
      arena.setInteger(plan + STEPS.tried, tried);
      arena.setInteger(plan + STEPS.slow, prepared);
    },
    keep: (count) => {
      const memory = arena.doubles();
      const from = (tried >>> 3) + (count - 1) * LANES;
      memory.copyWithin(value >>> 3, from, from + LANES);
    },
  };
}
