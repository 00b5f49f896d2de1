import { assumedOne, type Effect } from '../effects/effect.ts';
import type { ModelCard, Parameter } from '../published.ts';

const c50: Parameter = {
  symbol: 'C50',
  meaning: 'S-ketamine at the slow effect site that halves the pain of a responder',
  value: 10.5,
  unit: 'ng/mL',
  standardError: 4.8,
  confidence95: [4.37, 21.2],
  row: 'abstract',
  status: 'A',
};

const halfLife: Parameter = {
  symbol: 't½',
  meaning: 'half-life of onset and offset of the slow relief',
  value: 10.9,
  unit: 'd',
  standardError: 4.0,
  confidence95: [5.3, 20.5],
  row: 'abstract',
  status: 'A',
};

const chanceOnDrug: Parameter = {
  symbol: 'p(ketamine)',
  meaning: 'chance of an analgesic effect from the 100 h infusion of S-ketamine',
  value: 0.67,
  unit: '1',
  standardError: 0.1,
  row: 'abstract',
  status: 'A',
};

const chanceOnPlacebo: Parameter = {
  symbol: 'p(placebo)',
  meaning: 'chance of an analgesic effect from placebo in the same trial',
  value: 0.23,
  unit: '1',
  standardError: 0.09,
  row: 'abstract',
  status: 'A',
};

const source = {
  citation: 'Dahan A, Olofsen E, Sigtermans M et al. Eur J Pain 2011;15:258-67',
  doi: '10.1016/j.ejpain.2010.06.016',
};

/** M7: the slow relief that outlasts the drug, in a responder. */
export const dahan2011: ModelCard = {
  name: 'dahan-2011',
  alias: 'M7',
  version: '1',
  title: 'Slow relief after long infusions of S-ketamine',
  sources: [source],
  status: 'A',
  drugs: ['S-ketamine'],
  analytes: ['S-ketamine', 'S-norketamine'],
  people: 'adults',
  samplingSite: 'venous',
  siteNote: 'venous samples four times a day (Otto 2021, Table 2)',
  population: {
    description:
      '30 patients with complex regional pain syndrome type 1 (22 women), 46 ± 12 years, 79 ± 19 kg',
    n: 30,
    ageYears: null,
    weightKg: null,
    source: 'Otto 2021, Table 2',
  },
  parameters: [c50, halfLife, chanceOnDrug, chanceOnPlacebo],
  errata: [],
  assumptions: [
    'The functional form is ours: an effect compartment that follows the venous plasma concentration with the one half-life, and relief = Ce / (Ce + C50) of the baseline pain in a responder. Driven by M2 it gives back the published 50 days of relief after the infusion and the loss of effect by week 12.',
    'The paper’s own pharmacokinetic part was not found; M2 (Fanta 2015 / Otto 2021), venous too, stands in its place.',
    'The uncertainty of C50 and of the half-life is taken as two independent log-normals with the published estimates as medians; how they hang together is not published.',
  ],
  limits: [
    'Fitted to one 100 h infusion of S-ketamine, 5 to 20 mg/h per 70 kg, in complex regional pain syndrome type 1: anything else is an extrapolation.',
    'Says what happens in a responder. The chance to be one is a second number, given beside that of placebo, and the two are not to be multiplied.',
    'Spread between people, and the course of the response to placebo, are not published in what was read.',
  ],
};

/** M7 as an effect, to be paired with a venous model of S-ketamine. */
export const slowReliefEffect = {
  id: 'dahan-2011',
  title: 'Slow relief',
  endpoint: 'share of the baseline pain relieved, in a responder',
  analyte: 'S-ketamine',
  samplingSite: 'venous',
  relation: {
    kind: 'sigmoid',
    c50,
    emax: assumedOne('Emax'),
    gamma: assumedOne('gamma'),
  },
  delay: halfLife,
  population: dahan2011.population.description,
  source,
  status: 'A',
  notes: dahan2011.assumptions,
} as const satisfies Effect;

/** Chance to respond, on the drug and on placebo: two numbers, never one. */
export const responseChances = { drug: chanceOnDrug, placebo: chanceOnPlacebo } as const;

/**
 * Inside these bounds a regimen counts as the one that M7 was fitted to. The trial infused for 100 h; its patients
 * were titrated, so the rates differ between people, and a tenth either way of the duration is the allowance that we make.
 */
export const fittedBounds = {
  drug: 'S-ketamine',
  leastHours: 90,
  mostHours: 110,
  mostMgPerHPer70Kg: 30,
  status: 'ours',
  reason:
    'one continuous infusion of 100 h, up to 30 mg/h per 70 kg (Sigtermans 2009), with a tenth of the duration either way as allowance',
} as const;
