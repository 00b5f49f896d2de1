import type { Covariance, LinearModel } from '@ketame/pharmacometrics';
import { bySymbol, type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { allometricParameters, allometricScales, weightCovariate } from './allometry.ts';

const fanta = rowsOf('Fanta 2015, as reprinted in Otto 2021, Table 3', 'T2');
const otto = rowsOf('Otto 2021, Table 3 and supplement', 'T2');

/** Covariances of the deviates between people, from the same tables. */
export const fanta2015Otto2021Covariances = {
  parent: { between: ['V1', 'CL'], value: 0.0226 },
  metabolite: { between: ['Vn', 'CLn'], value: 0.0446 },
} as const satisfies Record<string, Covariance>;
const { parent, metabolite } = fanta2015Otto2021Covariances;

/** The tables of Fanta 2015 (parent) and Otto 2021 (metabolite): hours, litres. */
const table: readonly Parameter[] = [
  fanta('V1', 133, 'L', 'central volume of S-ketamine, at 70 kg', {
    betweenPeople: 0.0842,
    note: `Covariance with CL ${parent.value}.`,
  }),
  fanta('CL', 95.2, 'L/h', 'clearance of S-ketamine, at 70 kg', { betweenPeople: 0.026 }),
  fanta('V2', 187, 'L', 'slow peripheral volume, not scaled by weight'),
  fanta('Q1', 23.2, 'L/h', 'distribution clearance to V2, not scaled by weight'),
  fanta('V3', 98.8, 'L', 'fast peripheral volume, not scaled by weight'),
  fanta('Q2', 157, 'L/h', 'distribution clearance to V3, not scaled by weight'),
  otto('Vn', 98.6, 'L', 'central volume of S-norketamine, at 70 kg', {
    betweenPeople: 0.0404,
    note: `Covariance with CLn ${metabolite.value}.`,
  }),
  otto('CLn', 57.7, 'L/h', 'clearance of S-norketamine, at 70 kg', { betweenPeople: 0.1032 }),
  otto('Vn2', 160, 'L', 'peripheral volume of S-norketamine, not scaled by weight'),
  otto('Qn', 42.8, 'L/h', 'distribution clearance of S-norketamine, not scaled by weight'),
];

const residualError: readonly Parameter[] = [
  otto('sdK', 0.236, '1', 'proportional residual of S-ketamine, standard deviation'),
  otto('sdNK', 0.143, '1', 'proportional residual of S-norketamine, standard deviation'),
];

/** Of the 11 in whom ketamine was measured. */
const men = { ageYears: { mean: 22.3, sd: 2.4 }, weightKg: { mean: 77, sd: 7.5 } };

/** M2: ketamine and norketamine in venous plasma; the better tail after long infusions. */
export const fanta2015Otto2021: ModelCard = {
  name: 'fanta-2015-otto-2021',
  alias: 'M2',
  version: '1',
  title: 'S-ketamine and S-norketamine in venous plasma',
  sources: [
    { citation: 'Fanta S et al. Eur J Clin Pharmacol 2015;71:441-7', doi: '10.1007/s00228-015-1826-y' },
    { citation: 'Otto ME et al. Eur J Clin Pharmacol 2021;77:1181-92', doi: '10.1007/s00228-021-03104-1' },
  ],
  status: 'T2',
  drugs: ['S-ketamine'],
  analytes: ['S-ketamine', 'S-norketamine'],
  people: 'adults',
  samplingSite: 'venous',
  population: {
    description: `parent: 11 healthy men, ${men.ageYears.mean} ± ${men.ageYears.sd} years, ${men.weightKg.mean} ± ${men.weightKg.sd} kg, sampled for 23.5 h; metabolite and check: 48 healthy volunteers`,
    n: 59,
    ageYears: null,
    weightKg: null,
    means: men,
    source: 'Otto 2021, Table 2',
  },
  parameters: [...table, ...residualError],
  errata: [],
  assumptions: [
    'All of the ketamine cleared becomes norketamine, and amounts are in mg without correction for molar mass, as published: its volumes and clearance are apparent ones.',
    'Weight: V1 and Vn to the power 1, CL and CLn to the power 0.75, the others not at all, as published.',
  ],
  limits: [
    'Venous: concentrations during an infusion lie below the arterial ones (23 % low on Kamp 2020). It never drives an effect that was fitted to arterial blood.',
    'By vein only: the absorption part of Fanta 2015 was not found whole.',
  ],
};

/** M2 as equations. */
export const fanta2015Otto2021Model: LinearModel<Parameter> = {
  name: fanta2015Otto2021.name,
  covariates: weightCovariate,
  parameters: { ...bySymbol(table), ...allometricParameters },
  individual: allometricScales,
  compartments: ['K1', 'K2', 'K3', 'NK1', 'NK2'],
  flows: [
    { from: 'K1', to: 'K2', rate: 'Q1 / (V1 * volumeScale)' },
    { from: 'K2', to: 'K1', rate: 'Q1 / V2' },
    { from: 'K1', to: 'K3', rate: 'Q2 / (V1 * volumeScale)' },
    { from: 'K3', to: 'K1', rate: 'Q2 / V3' },
    { from: 'K1', to: 'NK1', rate: 'CL * flowScale / (V1 * volumeScale)' },
    { from: 'NK1', to: 'NK2', rate: 'Qn / (Vn * volumeScale)' },
    { from: 'NK2', to: 'NK1', rate: 'Qn / Vn2' },
    { from: 'NK1', rate: 'CLn * flowScale / (Vn * volumeScale)' },
  ],
  inputs: { iv: [{ into: 'K1' }] },
  outputs: {
    'S-ketamine': { compartment: 'K1', volume: 'V1 * volumeScale', unit: 'ng/mL' },
    'S-norketamine': { compartment: 'NK1', volume: 'Vn * volumeScale', unit: 'ng/mL' },
  },
};

/** The parent alone: gives the same S-ketamine as the whole, with fewer states. */
export const fanta2015Parent: LinearModel<Parameter> = {
  ...fanta2015Otto2021Model,
  name: `${fanta2015Otto2021.name}, parent alone`,
  compartments: ['K1', 'K2', 'K3'],
  flows: [
    ...fanta2015Otto2021Model.flows.slice(0, 4),
    { from: 'K1', rate: 'CL * flowScale / (V1 * volumeScale)' },
  ],
  outputs: { 'S-ketamine': { compartment: 'K1', volume: 'V1 * volumeScale', unit: 'ng/mL' } },
};
