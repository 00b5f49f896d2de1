import { type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { microConstants } from './micro-constants.ts';

const row = rowsOf('constants in an open program for target-controlled infusion', 'C');

/** The constants of Hijazi 2003: minutes, litres per kg. */
const table: readonly Parameter[] = [
  row('V1', 1.08, 'L/kg', 'central volume of racemic ketamine'),
  row('k10', 0.0333, '1/min', 'elimination'),
  row('k12', 0.0088, '1/min', 'central to peripheral'),
  row('k21', 0.003, '1/min', 'peripheral to central'),
];

/** Intensive care: faster clearance, longer tail. */
export const hijazi2003: ModelCard = {
  name: 'hijazi-2003',
  alias: 'Hijazi',
  version: '1',
  title: 'Racemic ketamine in intensive care',
  sources: [{ citation: 'Hijazi Y et al. Br J Anaesth 2003;90:155-60', doi: '10.1093/bja/aeg028' }],
  status: 'C',
  drugs: ['racemic ketamine'],
  analytes: ['racemic ketamine'],
  people: 'adults',
  samplingSite: 'unknown',
  siteNote: 'not stated in what was read',
  population: {
    description: 'adult patients in intensive care',
    n: 0,
    ageYears: null,
    weightKg: null,
    source: 'seen only as constants in code',
  },
  parameters: table,
  errata: ['One program offers it up to 18 years of age; the paper is of adults.'],
  assumptions: ['Volume per kg, rates not scaled by weight.'],
  limits: ['Critically ill patients: not the patients of a pain clinic.', 'No spread, no metabolite.'],
};

/** The constants as equations. */
export const hijazi2003Model = microConstants(hijazi2003.name, table, 'racemic ketamine');
