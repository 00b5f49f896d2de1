import { type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { microConstants } from './micro-constants.ts';

const row = rowsOf('constants of the 250 µg/kg group in an open program for target-controlled infusion', 'C');

/** The constants of Clements and Nimmo: minutes, litres per kg. */
const table: readonly Parameter[] = [
  row('V1', 1.7522, 'L/kg', 'central volume of racemic ketamine'),
  row('k10', 0.0109, '1/min', 'elimination'),
  row('k12', 0.0186, '1/min', 'central to peripheral'),
  row('k21', 0.0137, '1/min', 'peripheral to central'),
];

/** Two compartments after a bolus of the racemate. */
export const clements1981: ModelCard = {
  name: 'clements-1981',
  alias: 'Clements',
  version: '1',
  title: 'Racemic ketamine after a bolus of 250 µg/kg',
  sources: [{ citation: 'Clements JA, Nimmo WS. Br J Anaesth 1981;53:27-30', doi: '10.1093/bja/53.1.27' }],
  status: 'C',
  drugs: ['racemic ketamine'],
  analytes: ['racemic ketamine'],
  people: 'adults',
  samplingSite: 'unknown',
  siteNote: 'not stated in what was read',
  population: {
    description: 'adults, 250 µg/kg by vein',
    n: 0,
    ageYears: null,
    weightKg: null,
    source: 'seen only as constants in code',
  },
  parameters: table,
  errata: [],
  assumptions: ['Volume per kg, rates not scaled by weight.'],
  limits: [
    'No early distribution: it says little about the minutes after a bolus.',
    'No spread, no metabolite.',
  ],
};

/** The constants as equations. */
export const clements1981Model = microConstants(clements1981.name, table, 'racemic ketamine');
