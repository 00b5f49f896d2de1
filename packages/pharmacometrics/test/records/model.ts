import type { LinearModel } from '../../src/index.ts';

/** One compartment, oral; lag, bioavailability, modelled rate and duration on the central compartment alone. */
export const model: LinearModel = {
  name: 'nmtest',
  parameters: {
    CL: { value: 1.1, unit: 'L/h' },
    V: { value: 20, unit: 'L' },
    KA: { value: 1.5, unit: '1/h' },
    F2: { value: 1, unit: '1' },
    LAG2: { value: 0, unit: 'h' },
    R2: { value: 10, unit: 'mg/h' },
    D2: { value: 2, unit: 'h' },
  },
  compartments: ['depot', 'central'],
  flows: [
    { from: 'depot', to: 'central', rate: 'KA' },
    { from: 'central', rate: 'CL / V' },
  ],
  inputs: {
    '1': [{ into: 'depot' }],
    '2': [
      { into: 'central', bioavailability: 'F2', lag: 'LAG2', modelledRate: 'R2', modelledDuration: 'D2' },
    ],
  },
  outputs: { cp: { compartment: 'central', volume: 'V', unit: 'ng/mL' } },
};
