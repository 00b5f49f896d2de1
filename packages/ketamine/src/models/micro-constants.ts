import type { Flow, LinearModel } from '@ketame/pharmacometrics';
import { bySymbol, type Parameter } from '../published.ts';
import { weightCovariate } from './allometry.ts';

/**
 * Equations of a model printed as a central volume per kg (V1) and rate constants: k10, k12, k21, and k13, k31 where
 * there is a third compartment.
 * @param name of the model
 * @param table rows V1, k10, k12, k21 and perhaps k13, k31
 * @param substance the substance measured
 */
export function microConstants(
  name: string,
  table: readonly Parameter[],
  substance: string,
): LinearModel<Parameter> {
  const parameters = bySymbol(table);
  const peripheral = ['2', '3'].filter((number) => Object.hasOwn(parameters, `k1${number}`));
  const exchange = peripheral.flatMap((number): Flow[] => [
    { from: 'K1', to: `K${number}`, rate: `k1${number}` },
    { from: `K${number}`, to: 'K1', rate: `k${number}1` },
  ]);
  return {
    name,
    covariates: weightCovariate,
    parameters,
    compartments: ['K1', ...peripheral.map((number) => `K${number}`)],
    flows: [{ from: 'K1', rate: 'k10' }, ...exchange],
    inputs: { iv: [{ into: 'K1' }] },
    outputs: { [substance]: { compartment: 'K1', volume: 'V1 * weight', unit: 'ng/mL' } },
  };
}
