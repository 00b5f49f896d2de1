import type { Model } from '../../src/index.ts';

/** Plain non-linear models with round numbers that mean no drug, in hours, mg and litres. */

/** One compartment with saturable elimination (Michaelis-Menten). */
export const saturable: Model = {
  name: 'saturable elimination',
  parameters: {
    VMAX: { value: 10, unit: 'mg/h' },
    KM: { value: 2, unit: 'mg/L' },
    V: { value: 20, unit: 'L' },
  },
  compartments: ['central', 'gone'],
  flows: [{ from: 'central', to: 'gone', rate: 'VMAX / (KM + C) / V' }],
  inputs: { iv: [{ into: 'central' }] },
  outputs: {
    C: { compartment: 'central', volume: 'V', unit: 'mg/L' },
    inside: { compartment: 'central', unit: 'mg' },
    gone: { compartment: 'gone', unit: 'mg' },
  },
};

/** A response whose production or loss a drug that stays in the body inhibits or stimulates. */
export const indirectResponse = (production: string, loss: string): Model => ({
  name: 'indirect response',
  parameters: {
    V: { value: 10, unit: 'L' },
    KIN: { value: 5, unit: '%/h' },
    KOUT: { value: 0.1, unit: '1/h' },
    EMAX: { value: 0.8, unit: '1' },
    C50: { value: 0.5, unit: 'mg/L' },
  },
  compartments: ['central'],
  flows: [],
  inputs: { iv: [{ into: 'central' }] },
  turnovers: { R: { unit: '%', initial: 'KIN / KOUT', production, loss } },
  outputs: {
    C: { compartment: 'central', volume: 'V', unit: 'mg/L' },
    response: { expression: 'R', unit: '%' },
  },
});

/** Blood and a liver through which it flows, where the drug is broken down by an enzyme that saturates. */
export const liver: Model = {
  name: 'flow through the liver',
  parameters: {
    Q: { value: 90, unit: 'L/h' },
    VB: { value: 30, unit: 'L' },
    VL: { value: 1.5, unit: 'L' },
    VMAX: { value: 40, unit: 'mg/h' },
    KM: { value: 0.3, unit: 'mg/L' },
    KA: { value: 1.5, unit: '1/h' },
  },
  compartments: ['blood', 'liver', 'gut', 'gone'],
  flows: [
    { from: 'gut', to: 'liver', rate: 'KA' },
    { from: 'blood', to: 'liver', rate: 'Q / VB' },
    { from: 'liver', to: 'blood', rate: 'Q / VL' },
    { from: 'liver', to: 'gone', rate: 'VMAX / VL / (KM + CL)' },
  ],
  inputs: { iv: [{ into: 'blood' }], oral: [{ into: 'gut' }] },
  outputs: {
    CB: { compartment: 'blood', volume: 'VB', unit: 'mg/L' },
    CL: { compartment: 'liver', volume: 'VL', unit: 'mg/L' },
    gone: { compartment: 'gone', unit: 'mg' },
    gut: { compartment: 'gut', unit: 'mg' },
  },
};
