import type { LinearModel, Model } from '@ketame/pharmacometrics';
import { bySymbol, type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { allometricParameters, allometricScales, weightCovariate } from './allometry.ts';

/** Two compartments printed per 70 kg: V1, V2, CL, Q. */
function perSeventy(name: string, table: readonly Parameter[], substance: string): LinearModel<Parameter> {
  return {
    name,
    covariates: weightCovariate,
    parameters: { ...bySymbol(table), ...allometricParameters },
    individual: allometricScales,
    compartments: ['K1', 'K2'],
    flows: [
      { from: 'K1', rate: 'CL * flowScale / (V1 * volumeScale)' },
      { from: 'K1', to: 'K2', rate: 'Q * flowScale / (V1 * volumeScale)' },
      { from: 'K2', to: 'K1', rate: 'Q * flowScale / (V2 * volumeScale)' },
    ],
    inputs: { iv: [{ into: 'K1' }] },
    outputs: { [substance]: { compartment: 'K1', volume: 'V1 * volumeScale', unit: 'ng/mL' } },
  };
}

const card = {
  version: '1',
  people: 'children',
  samplingSite: 'unknown',
  siteNote: 'not stated in what was read',
} as const;
const byWeight =
  'Clearances scaled by weight to the power 0.75, volumes to the power 1, the custom for tables printed per 70 kg.';
const noEffect = 'No effect is to be read from it.';
const parentOnly = `The parent alone. ${noEffect}`;

const herd = rowsOf('constants per 70 kg in an open program for target-controlled infusion', 'C');
const herdTable = [
  herd('V1', 38.7, 'L', 'central volume of racemic ketamine, at 70 kg'),
  herd('V2', 102, 'L', 'peripheral volume, at 70 kg'),
  herd('CL', 90, 'L/h', 'clearance, at 70 kg'),
  herd('Q', 215, 'L/h', 'distribution clearance, at 70 kg'),
];

export const herd2007: ModelCard = {
  ...card,
  name: 'herd-2007',
  alias: 'Herd',
  title: 'Racemic ketamine in children of 1 to 14 years',
  sources: [
    {
      citation: 'Herd D, Anderson BJ. Paediatr Anaesth 2007;17:622-9',
      doi: '10.1111/j.1460-9592.2006.02145.x',
    },
  ],
  status: 'C',
  drugs: ['racemic ketamine'],
  analytes: ['racemic ketamine'],
  population: {
    description: 'children of 1 to 14 years',
    n: 0,
    ageYears: [1, 14],
    weightKg: null,
    source: 'as described by the program',
  },
  parameters: herdTable,
  errata: [],
  assumptions: [byWeight],
  limits: [parentOnly],
};
export const herd2007Model = perSeventy(herd2007.name, herdTable, 'racemic ketamine');

const hornik = rowsOf('constants per 70 kg in an open program for target-controlled infusion', 'C');
const hornikTable = [
  hornik('V1', 32.8, 'L', 'central volume of racemic ketamine, at 70 kg'),
  hornik('V2', 152, 'L', 'peripheral volume, at 70 kg'),
  hornik('CL', 38.9, 'L/h', 'clearance, at 70 kg', {
    note: 'Less than half of every other source; to be checked against the paper.',
  }),
  hornik('Q', 54.9, 'L/h', 'distribution clearance, at 70 kg'),
];

export const hornik2018: ModelCard = {
  ...card,
  name: 'hornik-2018',
  alias: 'Hornik',
  title: 'Racemic ketamine in children',
  sources: [{ citation: 'Hornik CP et al. J Clin Pharmacol 2018;58:1092-104', doi: '10.1002/jcph.1116' }],
  status: 'C',
  drugs: ['racemic ketamine'],
  analytes: ['racemic ketamine'],
  population: {
    description: 'children',
    n: 0,
    ageYears: null,
    weightKg: null,
    source: 'as described by the program',
  },
  parameters: hornikTable,
  errata: ['Its clearance is an outlier (38.9 against 79 to 116 L/h per 70 kg elsewhere).'],
  assumptions: [byWeight],
  limits: [parentOnly],
};
export const hornik2018Model = perSeventy(hornik2018.name, hornikTable, 'racemic ketamine');

const flint = rowsOf('parameter table', 'T2');
const flintTable = [
  flint('V1', 7.73, 'L', 'central volume of S-ketamine, at 70 kg'),
  flint('V2', 545, 'L', 'peripheral volume, at 70 kg'),
  flint('CL', 112, 'L/h', 'clearance, at 70 kg', {
    note: 'Spread between children CV 40.2 %, correlated 0.506 with that of norketamine.',
  }),
  flint('Q', 196, 'L/h', 'distribution clearance, at 70 kg'),
  flint('CLn', 53.2, 'L/h', 'clearance of S-norketamine over the share that becomes it, at 70 kg', {
    note: 'Spread between children CV 104 %.',
  }),
  flint('Vn', 1, 'L', 'volume of S-norketamine over the same share, fixed, at 70 kg', {
    note: 'Values from 0.1 to 10 changed nothing else.',
  }),
  flint('growth', 0.87, '%/h', 'rise of the clearance of S-norketamine with time since the first dose', {
    note: 'Of its first value, standard error 70 %.',
  }),
];
const flintResidual = [
  flint('sdK', 0.419, '1', 'proportional residual of S-ketamine, standard deviation'),
  flint('sdNK', 0.475, '1', 'proportional residual of S-norketamine, standard deviation'),
];

export const flint2017: ModelCard = {
  ...card,
  name: 'flint-2017',
  alias: 'Flint',
  title: 'S-ketamine in ventilated children',
  sources: [{ citation: 'Flint RB et al. Paediatr Anaesth 2017;27:1098-107', doi: '10.1111/pan.13239' }],
  status: 'T2',
  drugs: ['S-ketamine'],
  analytes: ['S-ketamine', 'S-norketamine'],
  population: {
    description: '25 ventilated children in intensive care, infused for 10 to 141 h',
    n: 25,
    ageYears: [0.02, 12.5],
    weightKg: [3.4, 35],
    source: 'Table 2',
  },
  parameters: [...flintTable, ...flintResidual],
  errata: [],
  assumptions: [
    byWeight,
    'Time since the first dose begins at 0 h, or with the first dose where that is earlier.',
    'What share of ketamine becomes norketamine cannot be told from its data, so that volume and clearance of norketamine are apparent ones.',
  ],
  limits: ['Not linear in time: the clearance of norketamine rises as long as the course runs.', noEffect],
};
const flintParent = perSeventy(flint2017.name, flintTable, 'S-ketamine');

/** Its equations: a turnover that only grows is the clock by which norketamine is cleared faster. */
export const flint2017Model: Model<Parameter> = {
  ...flintParent,
  compartments: ['K1', 'K2', 'NK1'],
  flows: [
    ...flintParent.flows.filter(({ to }) => to !== undefined),
    { from: 'K1', to: 'NK1', rate: 'CL * flowScale / (V1 * volumeScale)' },
    { from: 'NK1', rate: 'clock * CLn * flowScale / (Vn * volumeScale)' },
  ],
  turnovers: { clock: { unit: '1', initial: '1', production: 'growth', loss: '0[1/h]' } },
  outputs: {
    ...flintParent.outputs,
    'S-norketamine': { compartment: 'NK1', volume: 'Vn * volumeScale', unit: 'ng/mL' },
  },
};
