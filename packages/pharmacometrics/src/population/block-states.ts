import type { Stretch } from '../dosing/schedule.ts';
import { CELL, LANES } from '../kernel/cell.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { STEPS } from '../kernel/steps.ts';
import { createStraightSteps } from '../kernel/straight-steps.ts';
import type { Individuals } from '../model/individual.ts';
import type { Arena } from './arena.ts';
import { createBlockPropagators } from './block-propagators.ts';
import type { PopulationRun } from './simulate-population.ts';

/** The states of eight individuals, and what moves them. */
export interface BlockStates {
  /** Takes up eight individuals, from this one on, with nothing in their bodies. */
  readonly begin: (first: number) => void;
  /** What enters at once, and the rates from now on. */
  readonly change: (stretch: Stretch) => void;
  /** Writes the outputs of the present states, those of the first individual to this address. */
  readonly emit: (into: number) => void;
  /**
   * Up to `count` equal steps, the outputs after each from an address on where one is given.
   * @param slowPlan what the slow state needs, see `block-slow-state.ts`; 0 without one
   * @returns how many steps were taken before the slow state needed another rule
   */
  readonly take: (count: number, stepH: number, into: number | undefined, slowPlan?: number) => number;
  /** The slow state after one step by a rule, which is not taken; undefined where the rule does not carry it. */
  readonly slowAfter: (slowPlan: number) => Float64Array | undefined;
}

export function createBlockStates(
  kernel: Kernel,
  arena: Arena,
  run: PopulationRun,
  individuals: Individuals,
): BlockStates {
  const { pattern, left, firstSource } = individuals.structure;
  const { size, rowStart, column } = pattern;
  const cells = size + individuals.slowStates.length;
  const laneStride = 8 * run.timesH.length;
  const outputStride = laneStride * individuals.count;

  // What has left is not asked for and sources keep their rates: only the rows before them are computed.
  const rows = Array.from({ length: left }, (_, row) =>
    Array.from(column.subarray(rowStart[row], rowStart[row + 1]), (state, place) => ({
      entry: rowStart[row]! + place,
      state,
    })),
  );
  const weighed: Float64Array[] = [];
  const outputs = run.outputs.map((name) => {
    const { weights } = individuals.outputs.get(name)!;
    const used = [...weights.keys()].filter((state) => weights[state]!.some((weight) => weight !== 0));
    return (used.length > 0 ? used : [0]).map((state) => ({
      state,
      weight: weighed.push(weights[state]!) - 1,
    }));
  });
  const weights = arena.reserve(weighed.length * CELL);
  const table = (list: readonly (readonly (readonly [number, number])[])[]): number =>
    arena.integers(list.flatMap((row) => [row.length, ...row.flatMap(([a, b]) => [a * CELL, b * CELL])]));
  const rowTable = table(rows.map((row) => row.map(({ entry, state }) => [entry, state])));
  const outputTable = table(outputs.map((row) => row.map(({ weight, state }) => [weight, state])));
  const emit = arena.integers([outputs.length, outputTable, weights, laneStride, outputStride, 0]);
  const steps = arena.integers([left, rowTable, 0, 0]);
  const straight = createStraightSteps(kernel, {
    states: size,
    rows,
    slow: cells > size,
    outputs,
    laneStride,
    outputStride,
  });
  const buffers = [arena.reserve(cells * CELL), arena.reserve(cells * CELL)] as const;
  const propagators = createBlockPropagators(kernel, arena, individuals);
  let [x, y] = buffers;

  return {
    begin: (first) => {
      propagators.begin(first);
      for (const [index, weight] of weighed.entries()) {
        arena.setCell(weights + index * CELL, (lane) => weight[first + lane]!);
      }
      const memory = arena.doubles();
      for (const buffer of buffers) memory.fill(0, buffer / 8, buffer / 8 + cells * LANES);
    },
    change: ({ boluses, rates }) => {
      const memory = arena.doubles();
      const set = (source: number, rate: number) => {
        for (const buffer of buffers) {
          memory.fill(rate, buffer / 8 + source * LANES, buffer / 8 + (source + 1) * LANES);
        }
      };
      for (let source = firstSource; source < size; source++) set(source, 0);
      for (const { source, rateMgPerH } of rates) set(source, rateMgPerH);
      for (const { compartment, amountMg } of boluses) {
        for (let lane = 0; lane < LANES; lane++) memory[x / 8 + compartment * LANES + lane]! += amountMg;
      }
    },
    emit: (into) => kernel.emit(x, emit, into),
    take: (count, stepH, into, slowPlan = 0) => {
      const entries = propagators.of(stepH);
      if (straight) return straight(count, x, y, entries, weights, slowPlan, into ?? 0);
      arena.setInteger(steps + STEPS.slow, slowPlan);
      arena.setInteger(steps + STEPS.emit, into === undefined ? 0 : emit);
      const taken = kernel.steps(count, x, y, entries, steps, into ?? 0);
      if (taken % 2 === 1) [x, y] = [y, x];
      return taken;
    },
    slowAfter: (slowPlan) => {
      if (!kernel.slowStep(x, y, slowPlan)) return undefined;
      return arena.doubles().slice(y / 8 + size * LANES, y / 8 + (size + 1) * LANES);
    },
  };
}
