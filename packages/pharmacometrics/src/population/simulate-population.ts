import type { Dose } from '../dosing/dose.ts';
import { InputError } from '../error.ts';
import { evaluateModel, type Individuals, individualAt } from '../model/individual.ts';
import type { LinearModel } from '../model/linear-model.ts';
import { outputsAt, solve } from '../solve/solution.ts';

/** One model, one set of doses, many individuals. */
export interface PopulationRun {
  readonly model: LinearModel;
  readonly doses: readonly Dose[];
  /** Hours, never falling. */
  readonly timesH: Float64Array;
  /** Names of the outputs wanted. */
  readonly outputs: readonly string[];
  /** Parameters that differ, one value per individual in the unit the model prints; all lists of one length. */
  readonly individuals: Readonly<Record<string, Float64Array>>;
  /** Covariates that differ, likewise. */
  readonly covariates?: Readonly<Record<string, Float64Array>>;
}

/** How many individuals a run has. @throws InputError when the lists differ in length */
export function countIndividuals({ individuals, covariates = {} }: PopulationRun): number {
  const lists = [
    ...Object.entries(individuals).map(([name, list]) => ({ path: `individuals.${name}`, list })),
    ...Object.entries(covariates).map(([name, list]) => ({ path: `covariates.${name}`, list })),
  ];
  const count = lists[0]?.list.length ?? 0;
  for (const { path, list } of lists) {
    if (list.length !== count) {
      throw new InputError(path, `${list.length} values, where ${lists[0]?.path} has ${count}`);
    }
  }
  return count;
}

/**
 * Solves the same course for many individuals, one after the other.
 * @param into a buffer of outputs x individuals x times to write into, instead of a new one
 * @returns the values, output by output, in it individual by individual, in it time by time
 */
export function simulatePopulation(run: PopulationRun, into?: Float64Array): Float64Array {
  const count = countIndividuals(run);
  const values = into ?? new Float64Array(run.outputs.length * count * run.timesH.length);
  const individuals = evaluateModel(run.model, count, run.covariates ?? {}, run.individuals);
  for (let index = 0; index < count; index++) simulateEach(run, individuals, index, values);
  return values;
}

/** Solves one of the individuals and writes its values to their place. */
export function simulateEach(
  run: PopulationRun,
  individuals: Individuals,
  index: number,
  values: Float64Array,
): void {
  const solution = solve(individualAt(individuals, index), run.doses);
  const outputs = outputsAt(solution, run.timesH, run.outputs);
  for (const [output, name] of run.outputs.entries()) {
    values.set(outputs[name]!, (output * individuals.count + index) * run.timesH.length);
  }
}
