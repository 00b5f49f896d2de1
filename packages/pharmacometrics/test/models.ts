import type { LinearModel } from '../src/index.ts';

/** Plain models with textbook solutions, in hours, mg and litres; the numbers are round and mean no drug. */

export const oneCompartment = (cl: number, v: number, ka = 1): LinearModel => ({
  name: 'one compartment',
  parameters: {
    CL: { value: cl, unit: 'L/h' },
    V: { value: v, unit: 'L' },
    KA: { value: ka, unit: '1/h' },
    F: { value: 1, unit: '1' },
    LAG: { value: 0, unit: 'h' },
    D: { value: 2, unit: 'h' },
  },
  compartments: ['depot', 'central'],
  flows: [
    { from: 'depot', to: 'central', rate: 'KA' },
    { from: 'central', rate: 'CL / V' },
  ],
  inputs: {
    iv: [{ into: 'central' }],
    oral: [{ into: 'depot', bioavailability: 'F', lag: 'LAG' }],
    film: [{ into: 'central', bioavailability: 'F', duration: 'D' }],
  },
  outputs: {
    C: { compartment: 'central', volume: 'V', unit: 'mg/L' },
    A: { compartment: 'central', unit: 'mg' },
  },
});

export interface ThreeCompartmentParameters {
  readonly CL: number;
  readonly V1: number;
  readonly Q2: number;
  readonly V2: number;
  readonly Q3: number;
  readonly V3: number;
}

/** Parent with two peripheral compartments, a metabolite behind a transit compartment, an effect site. */
export const threeCompartments = (p: ThreeCompartmentParameters): LinearModel => ({
  name: 'three compartments',
  parameters: {
    CL: { value: p.CL, unit: 'L/h' },
    V1: { value: p.V1, unit: 'L' },
    Q2: { value: p.Q2, unit: 'L/h' },
    V2: { value: p.V2, unit: 'L' },
    Q3: { value: p.Q3, unit: 'L/h' },
    V3: { value: p.V3, unit: 'L' },
    KM: { value: 3, unit: '1/h' },
    FM: { value: 0.8, unit: '1' },
    CLM: { value: 50, unit: 'L/h' },
    VM: { value: 60, unit: 'L' },
    KE0: { value: 5, unit: '1/h' },
    KA: { value: 2, unit: '1/h' },
    F: { value: 0.3, unit: '1' },
    LAG: { value: 0.25, unit: 'h' },
    D: { value: 0.5, unit: 'h' },
  },
  compartments: ['central', 'shallow', 'deep', 'transit', 'metabolite', 'depot'],
  flows: [
    { from: 'central', to: 'shallow', rate: 'Q2 / V1' },
    { from: 'shallow', to: 'central', rate: 'Q2 / V2' },
    { from: 'central', to: 'deep', rate: 'Q3 / V1' },
    { from: 'deep', to: 'central', rate: 'Q3 / V3' },
    { from: 'central', to: 'transit', rate: 'FM * CL / V1' },
    { from: 'central', rate: '(1 - FM) * CL / V1' },
    { from: 'transit', to: 'metabolite', rate: 'KM' },
    { from: 'metabolite', rate: 'CLM / VM' },
    { from: 'depot', to: 'central', rate: 'KA' },
  ],
  inputs: {
    iv: [{ into: 'central' }],
    oral: [{ into: 'depot', bioavailability: 'F', lag: 'LAG' }],
    film: [
      { into: 'depot', bioavailability: 'F', duration: 'D' },
      { into: 'transit', bioavailability: '1 - F', duration: '3 * D', lag: 'LAG' },
    ],
  },
  effectSites: { Ce: { of: 'C', rate: 'KE0' } },
  outputs: {
    C: { compartment: 'central', volume: 'V1', unit: 'mg/L' },
    M: { compartment: 'metabolite', volume: 'VM', unit: 'mg/L' },
    Ce: { effectSite: 'Ce', unit: 'mg/L' },
  },
});

export const typicalThree: ThreeCompartmentParameters = { CL: 78, V1: 7.8, Q2: 120, V2: 28, Q3: 72, V3: 140 };

/** A chain of equal rates, each state feeding the next: A_n(t) = dose (kt)^n / n! e^(-kt). */
export const equalChain = (length: number, rate: number): LinearModel => {
  const names = Array.from({ length }, (_, index) => `a${index}`);
  return {
    name: 'chain',
    parameters: { K: { value: rate, unit: '1/h' } },
    compartments: names,
    flows: names.map((from, index) => ({ from, to: names[index + 1], rate: 'K' })),
    inputs: { iv: [{ into: 'a0' }] },
    outputs: Object.fromEntries(names.map((name) => [name, { compartment: name, unit: 'mg' }])),
  };
};

/** |found / wanted - 1|, 0 when both are the same. */
export const relativeDifference = (found: number, wanted: number): number =>
  found === wanted ? 0 : Math.abs(found - wanted) / Math.abs(wanted);
