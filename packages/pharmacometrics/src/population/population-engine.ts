import { type Stretch, schedule } from '../dosing/schedule.ts';
import { CELL, LANES } from '../kernel/cell.ts';
import { createKernel, type Kernel } from '../kernel/kernel.ts';
import { STEPS } from '../kernel/steps.ts';
import { evaluateModel, type Individuals, individualAt } from '../model/individual.ts';
import { MOST_HALVINGS, MOST_NODES, MOST_PATIENCE, TOLERANCE } from '../solve/slow-state.ts';
import { outputOf } from '../solve/solution.ts';
import { type Arena, createArena } from './arena.ts';
import { createBlockPropagators } from './block-propagators.ts';
import { type BlockSlowState, createBlockSlowState } from './block-slow-state.ts';
import { type Action, planActions } from './plan.ts';
import {
  countIndividuals,
  type PopulationRun,
  simulateEach,
  simulatePopulation,
} from './simulate-population.ts';

/** Solves the same course for many individuals at once, and keeps its memory from run to run. */
export interface PopulationEngine {
  /**
   * The values, output by output, in it individual by individual, in it time by time. They stand in the engine's own
   * memory and last until its next run.
   */
  readonly simulate: (run: PopulationRun) => Float64Array;
}

/**
 * An engine for populations: eight individuals at a time by WebAssembly where it can be used and the individuals get
 * their doses at the same times, else one after the other (`simulatePopulation`), with the same answers.
 */
export function createPopulationEngine(): PopulationEngine {
  const kernel = createKernel();
  let buffer = new Float64Array(0);
  return {
    simulate: (run) => {
      const count = countIndividuals(run);
      const individuals = evaluateModel(run.model, count, run.covariates ?? {}, run.individuals);
      const together = kernel && simulateTogether(kernel, run, individuals);
      if (together) return together;
      const length = run.outputs.length * count * run.timesH.length;
      if (buffer.length !== length) buffer = new Float64Array(length);
      return simulatePopulation(run, buffer);
    },
  };
}

/** Whether every individual gets the same doses at the same times. */
function sharesDoses({ inputs }: Individuals): boolean {
  return [...inputs.values()]
    .flat()
    .every(({ bioavailability, lagH, durationH }) =>
      [bioavailability, lagH, durationH].every(
        (column) => column === undefined || column.every((value) => value === column[0]),
      ),
    );
}

/** All individuals in blocks of eight; undefined when this run is not for the kernel. */
function simulateTogether(
  kernel: Kernel,
  run: PopulationRun,
  individuals: Individuals,
): Float64Array | undefined {
  const { count, slowStates } = individuals;
  if (count < LANES || slowStates.length > 1 || !sharesDoses(individuals)) return undefined;
  const typical = individualAt(individuals, 0);
  for (const name of run.outputs) outputOf(typical, name);
  const stretches = schedule(typical, run.doses);
  const actions = planActions(stretches, run.timesH);
  if (actions === undefined) return undefined;

  const arena = createArena(kernel);
  const times = run.timesH.length;
  const values = arena.reserve(8 * run.outputs.length * count * times);
  const block = createBlock(kernel, arena, run, individuals, stretches, actions, values);
  const mark = arena.mark();
  for (let first = 0; first < count; first += LANES) {
    // The last block reaches back over individuals already done rather than beyond the last.
    const start = Math.min(first, count - LANES);
    arena.release(mark);
    if (block(start)) continue;
    for (let individual = start; individual < start + LANES; individual++) {
      simulateEach(run, individuals, individual, arena.doubles().subarray(values / 8));
    }
  }
  return arena.doubles().subarray(values / 8, values / 8 + run.outputs.length * count * times);
}

/** A function that solves eight individuals from the given one on, or returns false when it cannot. */
function createBlock(
  kernel: Kernel,
  arena: Arena,
  run: PopulationRun,
  individuals: Individuals,
  stretches: readonly Stretch[],
  actions: readonly Action[],
  values: number,
): (first: number) => boolean {
  const { pattern, left, firstSource } = individuals.structure;
  const { size, rowStart, column } = pattern;
  const { count } = individuals;
  const times = run.timesH.length;
  const cells = size + individuals.slowStates.length;

  // What has left is not asked for and sources keep their rates: only the rows before them are computed.
  const rowTable: number[] = [];
  for (let row = 0; row < left; row++) {
    rowTable.push(rowStart[row + 1]! - rowStart[row]!);
    for (let entry = rowStart[row]!; entry < rowStart[row + 1]!; entry++) {
      rowTable.push(entry * CELL, column[entry]! * CELL);
    }
  }
  const terms = run.outputs.map((name) => {
    const { weights } = individuals.outputs.get(name)!;
    const states = [...weights.keys()].filter((state) => weights[state]!.some((weight) => weight !== 0));
    return (states.length > 0 ? states : [0]).map((state) => ({ state, weight: weights[state]! }));
  });
  const weighed = terms.flat();
  let place = 0;
  const emitTable = arena.integers(
    terms.flatMap((list) => [list.length, ...list.flatMap(({ state }) => [CELL * place++, CELL * state])]),
  );
  const weights = arena.reserve(weighed.length * CELL);
  const emit = arena.integers([run.outputs.length, emitTable, weights, 8 * times, 8 * times * count, 0]);
  const steps = arena.integers([left, arena.integers(rowTable), 0, 0]);
  const buffers = [arena.reserve(cells * CELL), arena.reserve(cells * CELL)] as const;
  const propagators = createBlockPropagators(kernel, arena, individuals);
  const longestH = actions.reduce(
    (longest, each) => (each.kind === 'steps' ? Math.max(longest, each.stepH) : longest),
    0,
  );
  const slow =
    individuals.slowStates.length > 0
      ? createBlockSlowState(kernel, arena, individuals, longestH)
      : undefined;

  let x = buffers[0];
  let y = buffers[1];
  let rule = MOST_NODES;
  let patience = 1;
  let stepsByRule = 0;

  const take = (steppers: number, stepH: number, into: number | undefined): number => {
    arena.setInteger(steps + STEPS.emit, into === undefined ? 0 : emit);
    const taken = kernel.steps(steppers, x, y, propagators.of(stepH), steps, into ?? 0);
    if (taken % 2 === 1) [x, y] = [y, x];
    return taken;
  };
  /** Whether the next smaller rule gives the same slow state for all eight on the step to come. */
  const fewerWillDo = (at: BlockSlowState['of'], stepH: number): boolean => {
    const result = y / 8 + size * LANES;
    if (!kernel.slowStep(x, y, at(rule, stepH))) return false;
    const withMore = arena.doubles().slice(result, result + LANES);
    if (!kernel.slowStep(x, y, at(rule - 1, stepH))) return false;
    const memory = arena.doubles();
    return withMore.every((value, lane) => Math.abs(memory[result + lane]! - value) <= TOLERANCE * value);
  };
  const takeWithSlow = (
    at: BlockSlowState['of'],
    stepH: number,
    wanted: number,
    into: number | undefined,
    halvings = 0,
  ): void => {
    let left = wanted;
    while (left > 0) {
      if (rule > 0 && stepsByRule >= patience) {
        if (fewerWillDo(at, stepH)) {
          rule--;
          patience = 1;
        } else {
          patience = Math.min(2 * patience, MOST_PATIENCE);
        }
        stepsByRule = 0;
      }
      const most = rule > 0 ? Math.min(left, patience - stepsByRule) : left;
      const address = at(rule, stepH);
      arena.setInteger(steps + STEPS.slow, address);
      const taken = take(most, stepH, into === undefined ? undefined : into + 8 * (wanted - left));
      left -= taken;
      stepsByRule += taken;
      if (taken === most) continue;
      if (rule < MOST_NODES) {
        rule++;
        stepsByRule = 0;
        continue;
      }
      if (halvings === MOST_HALVINGS) throw new Error('The quadrature of a slow state did not converge.');
      takeWithSlow(at, stepH / 2, 1, undefined, halvings + 1);
      takeWithSlow(
        at,
        stepH / 2,
        1,
        into === undefined ? undefined : into + 8 * (wanted - left),
        halvings + 1,
      );
      left--;
    }
  };
  const change = ({ boluses, rates }: Stretch): void => {
    const memory = arena.doubles();
    const both = (cell: number, value: number) => {
      memory.fill(value, x / 8 + cell * LANES, x / 8 + (cell + 1) * LANES);
      memory.fill(value, y / 8 + cell * LANES, y / 8 + (cell + 1) * LANES);
    };
    for (let source = firstSource; source < size; source++) both(source, 0);
    for (const { source, rateMgPerH } of rates) both(source, rateMgPerH);
    for (const { compartment, amountMg } of boluses) {
      for (let lane = 0; lane < LANES; lane++) memory[x / 8 + compartment * LANES + lane]! += amountMg;
    }
    rule = MOST_NODES;
    patience = 1;
    stepsByRule = 0;
  };

  return (first) => {
    propagators.begin(first);
    if (slow && !slow.begin(first)) return false;
    weighed.forEach(({ weight }, index) => {
      arena.setCell(weights + index * CELL, (lane) => weight[first + lane]!);
    });
    const memory = arena.doubles();
    for (const buffer of buffers) memory.fill(0, buffer / 8, buffer / 8 + cells * LANES);
    const start = values + 8 * times * first;
    for (const action of actions) {
      if (action.kind === 'change') change(stretches[action.stretch]!);
      else if (action.kind === 'emit') kernel.emit(x, emit, start + 8 * action.index);
      else {
        const into = action.index === undefined ? undefined : start + 8 * action.index;
        if (slow) takeWithSlow(slow.of, action.stepH, action.count, into);
        else for (let left = action.count; left > 0; ) left -= take(left, action.stepH, into);
      }
    }
    return true;
  };
}
