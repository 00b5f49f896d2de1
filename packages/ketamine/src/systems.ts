import { individual, type LinearModel, type LinearSystem } from '@ketame/pharmacometrics';
import type { KineticChange } from './interactions/patient-interactions.ts';
import type { Parameter } from './published.ts';

/** A model with the numbers of one patient. */
export type SystemOf = (model: LinearModel<Parameter>) => LinearSystem;

/** Clearances of ketamine from blood in M1 and M2, and shares of a swallowed dose: what an interaction changes. */
const clearances: readonly string[] = ['CL1', 'CL'];
const swallowedShares: readonly string[] = ['ForalS', 'FswallowedS', 'Foral'];

/** By what an interaction multiplies a parameter; 1 for those that it leaves as they are. */
export function factorOf(symbol: string, { clearance, swallowedShare }: KineticChange): number {
  if (clearances.includes(symbol)) return clearance;
  return swallowedShares.includes(symbol) ? swallowedShare : 1;
}

/** The parameters of a model that an interaction changes, with their new typical values. */
export function changedParameters(
  model: Pick<LinearModel<Parameter>, 'parameters'>,
  change: KineticChange,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(model.parameters).flatMap(([symbol, { value }]) => {
      const factor = factorOf(symbol, change);
      return factor === 1 ? [] : [[symbol, value * factor] as const];
    }),
  );
}

const prepared = new Map<string, SystemOf>();
const mostPrepared = 16;

/**
 * Models of one weight and one change of kinetics, each prepared when first asked for and kept.
 * @param weightKg actual weight, kg
 */
export function systemsOf(weightKg: number, change: KineticChange): SystemOf {
  const key = `${weightKg} ${change.clearance} ${change.swallowedShare}`;
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const systems = new Map<LinearModel<Parameter>, LinearSystem>();
  const made: SystemOf = (model) => {
    const before = systems.get(model);
    if (before !== undefined) return before;
    const system = individual(model, { weight: weightKg }, changedParameters(model, change));
    systems.set(model, system);
    return system;
  };
  if (prepared.size >= mostPrepared) prepared.clear();
  prepared.set(key, made);
  return made;
}
