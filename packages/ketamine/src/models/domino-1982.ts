import { type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { microConstants } from './micro-constants.ts';

const row = rowsOf('constants in two open programs for target-controlled infusion, identical in both', 'C');

/** Domino's constants: minutes, litres per kg. */
const table: readonly Parameter[] = [
  row('V1', 0.063, 'L/kg', 'central volume of racemic ketamine'),
  row('k10', 0.4381, '1/min', 'elimination'),
  row('k12', 0.5921, '1/min', 'central to first peripheral'),
  row('k13', 0.59, '1/min', 'central to second peripheral'),
  row('k21', 0.247, '1/min', 'first peripheral to central'),
  row('k31', 0.0146, '1/min', 'second peripheral to central'),
];

/** M4: the classical set for target-controlled infusion of the racemate. */
export const domino1982: ModelCard = {
  name: 'domino-1982',
  alias: 'M4',
  version: '1',
  title: 'Racemic ketamine, the classical constants for target-controlled infusion',
  sources: [{ citation: 'Domino EF et al. Anesth Analg 1982;61:87-92 (PMID 7198883)' }],
  status: 'C',
  drugs: ['racemic ketamine'],
  analytes: ['racemic ketamine'],
  people: 'adults',
  samplingSite: 'unknown',
  siteNote: 'not stated in what was read; so it drives no effect',
  population: {
    description: 'not stated in what was read; adults',
    n: 0,
    ageYears: null,
    weightKg: null,
    source: 'seen only as constants in code',
  },
  parameters: table,
  errata: [
    'The year and paper of these constants are given as 1982 in one program and 1984 in another.',
    'Delay constants that programs ship with it (0.652, 5.2 per minute) were computed backwards from an assumed peak at 1 min; they are not measured and not used here.',
  ],
  assumptions: ['Volume per kg, rates not scaled by weight.'],
  limits: [
    'No spread between people, no metabolite, no enantiomers.',
    'With a pump for the racemate, measured concentrations came out 23-37 % above target (Långsjö 2003); which model drove that pump is not known.',
  ],
};

/** M4 as equations. */
export const domino1982Model = microConstants(domino1982.name, table, 'racemic ketamine');
