import { type Stretch, schedule } from '../dosing/schedule.ts';
import { LANES } from '../kernel/cell.ts';
import { createKernel, type Kernel } from '../kernel/kernel.ts';
import { evaluateModel, type Individuals, individualAt } from '../model/individual.ts';
import { outputOf } from '../solve/solution.ts';
import { type Arena, createArena } from './arena.ts';
import { createBlockModes } from './block-modes.ts';
import { createBlockOutputs } from './block-outputs.ts';
import { createBlockPropagators } from './block-propagators.ts';
import { createBlockSlowState } from './block-slow-state.ts';
import { createBlockSlowSteps } from './block-slow-steps.ts';
import { createBlockStates } from './block-states.ts';
import { createBlockSteps } from './block-steps.ts';
import { type Action, planActions, stepsTogether } from './plan.ts';
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

  if (run.outputs.length === 0 || run.timesH.length === 0) return new Float64Array(0);
  const arena = createArena(kernel);
  const times = run.timesH.length;
  const values = arena.reserve(8 * run.outputs.length * count * times);
  const modes = createBlockModes(kernel, arena, run, individuals, stretches, actions, values);
  const block = createBlock(kernel, arena, run, individuals, stretches, actions, values);
  for (let first = 0; first < count; first += LANES) {
    // The last block reaches back over individuals already done rather than beyond the last.
    const start = Math.min(first, count - LANES);
    if (modes?.(start) || block(start)) continue;
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
  const propagators = createBlockPropagators(kernel, arena, individuals);
  const states = createBlockStates(kernel, arena, individuals);
  const outputs = createBlockOutputs(kernel, arena, run, individuals, values);
  const longestH = actions.reduce(
    (longest, each) => (each.kind === 'steps' ? Math.max(longest, each.stepH) : longest),
    0,
  );
  const slow =
    individuals.slowStates.length > 0
      ? createBlockSlowState(kernel, arena, individuals, states, propagators, longestH)
      : undefined;
  const steps = createBlockSteps(arena, states, propagators, outputs, slow, stepsTogether(actions));
  const slowSteps = slow && createBlockSlowSteps(arena, slow, steps);
  return (first) => {
    propagators.begin(first);
    if (slow && !slow.begin(first)) return false;
    states.begin();
    outputs.begin(first);
    steps.begin(8 * run.timesH.length * first);
    for (const action of actions) {
      if (action.kind === 'change') {
        states.change(stretches[action.stretch]!);
        slowSteps?.inputChanged();
      } else if (action.kind === 'emit') {
        steps.writeNow(action.index);
      } else {
        const step = steps.of(action.stepH);
        if (slowSteps) slowSteps.take(step, action.count, action.index);
        else steps.take(step, 0, action.count, action.index);
      }
    }
    return true;
  };
}
