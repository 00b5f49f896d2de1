import type { LinearModel } from '@ketame/pharmacometrics';
import { bySymbol, type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { allometricParameters, allometricScales, weightCovariate } from './allometry.ts';

const row = rowsOf('Table 2, as copied in a program for target-controlled infusion (PMC3560924)', 'C');

/** The table of Noppers 2011, arm without rifampicin: hours, litres at 70 kg. */
const table: readonly Parameter[] = [
  row('V1', 17.0, 'L', 'central volume of S-ketamine'),
  row('V2', 28.3, 'L', 'first peripheral volume'),
  row('V3', 147, 'L', 'second peripheral volume'),
  row('CL', 93.5, 'L/h', 'clearance of S-ketamine'),
  row('Q2', 127, 'L/h', 'distribution clearance to V2'),
  row('Q3', 91.9, 'L/h', 'distribution clearance to V3'),
];

/** M3: a second opinion on arterial S-ketamine. */
export const noppers2011: ModelCard = {
  name: 'noppers-2011',
  alias: 'M3',
  version: '1',
  title: 'S-ketamine in arterial plasma, a second opinion',
  sources: [{ citation: 'Noppers I et al. Anesthesiology 2011;114:1435-45' }],
  status: 'C',
  drugs: ['S-ketamine'],
  analytes: ['S-ketamine'],
  people: 'adults',
  samplingSite: 'arterial',
  population: {
    description: '20 healthy men, 20-29 years, infusions of 20 and 40 mg/h per 70 kg for 2 h, placebo arm',
    n: 20,
    ageYears: [20, 29],
    weightKg: null,
    source: 'Otto 2021, Table 2',
  },
  parameters: table,
  errata: [],
  assumptions: ['Clearances scaled by weight to the power 0.75, volumes to the power 1, as in that program.'],
  limits: [
    'No spread between people was found, nor the values of its metabolite part.',
    'The table was not opened: the numbers come from code that cites it.',
  ],
};

/** M3 as equations. */
export const noppers2011Model: LinearModel<Parameter> = {
  name: noppers2011.name,
  covariates: weightCovariate,
  parameters: { ...bySymbol(table), ...allometricParameters },
  individual: allometricScales,
  compartments: ['K1', 'K2', 'K3'],
  flows: [
    { from: 'K1', rate: 'CL * flowScale / (V1 * volumeScale)' },
    { from: 'K1', to: 'K2', rate: 'Q2 * flowScale / (V1 * volumeScale)' },
    { from: 'K2', to: 'K1', rate: 'Q2 * flowScale / (V2 * volumeScale)' },
    { from: 'K1', to: 'K3', rate: 'Q3 * flowScale / (V1 * volumeScale)' },
    { from: 'K3', to: 'K1', rate: 'Q3 * flowScale / (V3 * volumeScale)' },
  ],
  inputs: { iv: [{ into: 'K1' }] },
  outputs: { 'S-ketamine': { compartment: 'K1', volume: 'V1 * volumeScale', unit: 'ng/mL' } },
};
