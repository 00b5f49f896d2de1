import { CELL } from '../kernel/cell.ts';
import { type Kernel, PLACES } from '../kernel/kernel.ts';
import { MOST_TERMS } from '../kernel/rows.ts';
import { type Individuals, isZero } from '../model/individual.ts';
import type { Arena } from './arena.ts';
import { type BlockRows, createBlockRows, operation } from './block-rows.ts';
import { MOST_TOGETHER } from './plan.ts';
import type { PopulationRun } from './simulate-population.ts';

/** The outputs of eight individuals, to their places in the list of all values. */
export interface BlockOutputs {
  /** Takes up eight individuals. */
  readonly begin: (first: number) => void;
  /** Per output the row of it now. */
  readonly rowsNow: () => number[];
  /** Per output the place for its rows after one step, two, and so on. */
  readonly reserveAhead: (steps: number) => number[];
  /** Writes those rows. @param entries of the propagator of a step */
  readonly writeAhead: (rows: readonly number[], entries: number, steps: number) => void;
  /**
   * The operations that write the outputs of the first individuals, in the order of OPERATION.
   * @param rows per output, as given by this
   * @param end states from this one on are 0
   * @param slow the cells of the slow state at each of the times; unused without one
   */
  readonly operations: (rows: readonly number[], end: number, slow: number) => number[];
}

interface BlockOutput {
  readonly rows: BlockRows;
  /** One column per state. */
  readonly weights: readonly ArrayLike<number>[];
  /** Those of the slow state, where it counts. */
  readonly slowWeights: ArrayLike<number> | undefined;
  readonly slowWeight: number;
  readonly now: number;
  readonly values: number;
}

/** @param values address of the list of all values: output by output, in it individual by individual, in it time by time */
export function createBlockOutputs(
  kernel: Kernel,
  arena: Arena,
  run: PopulationRun,
  individuals: Individuals,
  values: number,
): BlockOutputs {
  const { pattern } = individuals.structure;
  const apart = 8 * run.timesH.length;
  const cells = arena.reserve(MOST_TOGETHER * CELL);
  // Cells can be the weights of a single state: of one that is 1, or of the weight of the slow state.
  const single = { columns: arena.integers([0]), stride: CELL };
  const ones = arena.reserve(CELL);
  arena.setCell(ones, () => 1);
  const outputs = run.outputs.map((name, place): BlockOutput => {
    const { weights } = individuals.outputs.get(name)!;
    const isUsed = (state: number) => !isZero(weights[state]!);
    const rows = createBlockRows(kernel, arena, pattern, isUsed);
    return {
      rows,
      weights,
      slowWeights: weights.length > pattern.size && isUsed(pattern.size) ? weights[pattern.size] : undefined,
      slowWeight: arena.reserve(CELL),
      now: arena.reserve(rows.bytes),
      values: values + place * individuals.count * apart,
    };
  });
  const operationsOf = (output: BlockOutput, from: number, end: number, slow: number): number[] => {
    const { rows, slowWeights, slowWeight } = output;
    const into = output.values;
    const terms = rows.termsUpTo(end);
    // The slow state is a plain share and all other states are amounts or concentrations: no sum has both.
    if (slowWeights) {
      return operation({ ...single, of: slowWeight, weights: slow, place: PLACES.courses[1]!, into, apart });
    }
    if (terms <= MOST_TERMS) return rows.course(from, terms, into, apart);
    return [
      ...rows.sums(from, terms, cells),
      ...operation({ ...single, of: ones, weights: cells, place: PLACES.courses[1]!, into, apart }),
    ];
  };

  return {
    begin: (first) => {
      for (const { rows, weights, now, slowWeights, slowWeight } of outputs) {
        rows.write(weights, first, now);
        if (slowWeights) arena.setCell(slowWeight, (lane) => slowWeights[first + lane]!);
      }
    },
    rowsNow: () => outputs.map(({ now }) => now),
    reserveAhead: (steps) => outputs.map(({ rows }) => arena.reserve(steps * rows.bytes)),
    writeAhead: (ahead, entries, steps) => {
      for (let place = 0; place < outputs.length; place++) {
        const { rows, now } = outputs[place]!;
        const next = ahead[place]!;
        rows.later(1, now, entries, next);
        rows.later(steps - 1, next, entries, next + rows.bytes);
      }
    },
    operations: (rows, end, slow) =>
      outputs.flatMap((output, place) => operationsOf(output, rows[place]!, end, slow)),
  };
}
