import { individual, type LinearModel, type LinearSystem } from '@ketame/pharmacometrics';
import type { KineticChange } from './interactions/patient-interactions.ts';
import type { Parameter } from './published.ts';

/** A model with the numbers of one patient. */
export type SystemOf = (model: LinearModel<Parameter>) => LinearSystem;

/** Clearances of ketamine from blood in M1 and M2, and shares of a swallowed dose: what an interaction changes. */
const clearances = ['CL1', 'CL'] as const;
const swallowedShares = ['ForalS', 'FswallowedS', 'Foral'] as const;

/** The parameters of a model that an interaction changes, with their new typical values. */
export function changedParameters(
  model: Pick<LinearModel<Parameter>, 'parameters'>,
  { clearance, swallowedShare }: KineticChange,
): Record<string, number> {
  const changed = (symbols: readonly string[], factor: number) =>
    symbols.flatMap((symbol) => {
      const row = model.parameters[symbol];
      return row === undefined || factor === 1 ? [] : [[symbol, row.value * factor] as const];
    });
  return Object.fromEntries([...changed(clearances, clearance), ...changed(swallowedShares, swallowedShare)]);
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
