import type { LinearModel } from '@ketame/pharmacometrics';
import { bySymbol, type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { herd2007, herd2007Model } from './children.ts';

const abstract = rowsOf('abstract', 'A');
const fitted = rowsOf('fitted here', 'D');
const table: readonly Parameter[] = [
  abstract('Frectal', 0.25, '1', 'share of a rectal dose that becomes ketamine in blood'),
  abstract('Fnasal', 0.5, '1', 'share of a nasal dose that becomes ketamine in blood'),
  fitted('kaRectal', 1.1, '1/h', 'absorption from the rectum', {
    row: 'fitted here to the printed time of the peak, 42 min',
  }),
  fitted('kaNasal', 2, '1/h', 'absorption through the nose', {
    row: 'fitted here to the printed time of the peak, 20 min',
  }),
];

/** Rectal and nasal absorption in children, before the disposition of Herd 2007. */
export const malinovsky1996: ModelCard = {
  ...herd2007,
  name: 'malinovsky-1996',
  alias: 'Malinovsky',
  title: 'Racemic ketamine in children, into the rectum or the nose',
  sources: [
    {
      citation: 'Malinovsky JM et al. Br J Anaesth 1996;77:203-7',
      doi: '10.1093/bja/77.2.203',
    },
    ...herd2007.sources,
  ],
  status: 'D',
  samplingSite: 'venous',
  siteNote: 'the absorption study; that of the disposition is not stated in what was read',
  population: {
    description: '32 children under halothane: 3 mg/kg by vein, 3 and 9 mg/kg nasal, 9 mg/kg rectal',
    n: 32,
    ageYears: [2, 9],
    weightKg: [10, 30],
    source: 'abstract',
  },
  parameters: [...herd2007.parameters, ...table],
  assumptions: [
    ...herd2007.assumptions,
    'The study prints shares and peaks but no disposition: that of Herd 2007 stands in.',
  ],
  limits: [
    'Its peaks come out low: rectal 9 mg/kg about 440 ng/mL, measured 632; nasal 3 mg/kg about 410, measured 496.',
    ...herd2007.limits,
  ],
};

/** Its equations. */
export const malinovsky1996Model: LinearModel<Parameter> = {
  ...herd2007Model,
  name: malinovsky1996.name,
  parameters: { ...herd2007Model.parameters, ...bySymbol(table) },
  compartments: [...herd2007Model.compartments, 'rectum', 'nose'],
  flows: [
    ...herd2007Model.flows,
    { from: 'rectum', to: 'K1', rate: 'kaRectal' },
    { from: 'nose', to: 'K1', rate: 'kaNasal' },
  ],
  inputs: {
    ...herd2007Model.inputs,
    rectal: [{ into: 'rectum', bioavailability: 'Frectal' }],
    nasal: [{ into: 'nose', bioavailability: 'Fnasal' }],
  },
};
