import type { LinearModel } from '@ketame/pharmacometrics';
import { bySymbol, type ModelCard, type Parameter, rowsOf } from '../published.ts';
import { weightCovariate } from './allometry.ts';

const row = rowsOf('Tables 1 and 2, and the deposited control stream', 'T2');

/** The tables of Ashraf 2018: hours, litres. */
const table: readonly Parameter[] = [
  row('ka', 1.76, '1/h', 'absorption from the gut', { betweenPeople: 0.42 }),
  row('Vc', 14.4, 'L', 'central volume of S-ketamine'),
  row('V1', 102, 'L', 'first peripheral volume', { betweenPeople: 0.045 }),
  row('Q1', 287, 'L/h', 'distribution clearance to V1'),
  row('V2', 180, 'L', 'second peripheral volume'),
  row('Q2', 22.4, 'L/h', 'distribution clearance to V2'),
  row('CLint', 301, 'L/h', 'intrinsic clearance of the liver', { betweenPeople: 0.25 }),
  row('CLgw', 1.19, 'L/h', 'intrinsic clearance of the gut wall', { betweenPeople: 2.1 }),
  row('CLp', 4.1, 'L/h', 'permeability clearance of the gut, fixed'),
  row('fu', 0.7, '1', 'unbound share of S-ketamine in plasma, fixed'),
  row('BP', 0.5, '1', 'blood to plasma ratio of S-ketamine, fixed'),
  row('VcN', 88.4, 'L', 'central volume of S-norketamine'),
  row('VpN', 88.9, 'L', 'peripheral volume of S-norketamine'),
  row('QN', 19.9, 'L/h', 'distribution clearance of S-norketamine'),
  row('CLintN', 73.5, 'L/h', 'intrinsic clearance of S-norketamine in the liver', { betweenPeople: 0.1 }),
  row('CLgwN', 44.4, 'L/h', 'intrinsic clearance of S-norketamine in the gut wall'),
  row('fuN', 0.5, '1', 'unbound share of S-norketamine, fixed'),
  row('BPN', 1, '1', 'blood to plasma ratio of S-norketamine, fixed'),
  row('qh', 3.75, 'L/h', 'liver blood flow at 1 kg; by weight to the power 0.75'),
  row('qhExponent', 0.75, '1', 'exponent of weight on liver blood flow'),
  row('oneKg', 1, 'kg', 'the weight that qh refers to'),
  row('villous', 0.6 * 0.8 * 0.4, '1', 'villous share of liver blood flow: 0.6 × 0.8 × 0.4'),
];

const fm2B6 = row('fm2B6', 0.63, '1', 'share of hepatic metabolism by CYP2B6', {
  note: 'By log-likelihood profile; 0.60 in vitro (Palacharla 2018). Which enzyme leads is disputed: CYP3A4 in Hijazi 2002.',
});

/** M5: by mouth and by vein, with first pass through gut and liver, and interactions. */
export const ashraf2018: ModelCard = {
  name: 'ashraf-2018',
  alias: 'M5',
  version: '1',
  title: 'S-ketamine by mouth or vein, with first pass and interactions',
  sources: [
    {
      citation: 'Ashraf MW et al. CPT Pharmacometrics Syst Pharmacol 2018;7:687-97',
      doi: '10.1002/psp4.12346',
    },
  ],
  status: 'T2',
  drugs: ['S-ketamine'],
  analytes: ['S-ketamine', 'S-norketamine'],
  people: 'adults',
  samplingSite: 'unknown',
  siteNote: 'pooled studies; not stated in what was read',
  population: {
    description: '41 healthy volunteers of pooled studies',
    n: 41,
    ageYears: null,
    weightKg: null,
    source: 'abstract',
  },
  parameters: [
    ...table,
    fm2B6,
    row('sdK', 0.293, '1', 'proportional residual of S-ketamine, placebo arm'),
    row('sdNK', 0.249, '1', 'proportional residual of S-norketamine, placebo arm'),
  ],
  errata: [],
  assumptions: [
    'Its organs of 1 L are in quasi steady state, so that they appear here as what passes through them: extraction by liver and gut.',
    'All of the ketamine metabolised becomes norketamine, so that its norketamine is apparent, and its area does not change with liver activity.',
  ],
  limits: [
    'Which site was sampled is not known: it drives no effect.',
    'Of weight only liver blood flow knows.',
  ],
};

/**
 * M5 as equations. `liver` and `gut` scale the intrinsic clearance of ketamine there, `norketamine` that of norketamine
 * in the liver: 1 is nothing else taken.
 */
export const ashraf2018Model: LinearModel<Parameter> = {
  name: ashraf2018.name,
  covariates: weightCovariate,
  parameters: {
    ...bySymbol(table),
    liver: { ...row('liver', 1, '1', 'intrinsic clearance of the liver under another drug'), status: 'ours' },
    norketamine: {
      ...row('norketamine', 1, '1', 'intrinsic clearance of norketamine under another drug'),
      status: 'ours',
    },
    gut: { ...row('gut', 1, '1', 'intrinsic clearance of the gut wall under another drug'), status: 'ours' },
  },
  individual: {
    QH: { expression: 'qh * (weight / oneKg) ^ qhExponent', unit: 'L/h' },
    QVI: { expression: 'villous * QH', unit: 'L/h' },
    Qgut: { expression: 'QVI * CLp / (QVI + CLp)', unit: 'L/h' },
    Fg: { expression: 'Qgut / (Qgut + gut * CLgw)', unit: '1' },
    free: { expression: 'CLint * liver * fu / BP', unit: 'L/h' },
    E: { expression: 'free / (QH + free)', unit: '1' },
    FgN: { expression: 'QVI / (QVI + CLgwN)', unit: '1' },
    FhN: { expression: 'QH / (QH + CLintN * norketamine * fuN / BPN)', unit: '1' },
    toNK: { expression: 'FhN * ((1 - Fg) * FgN + E * Fg)', unit: '1' },
  },
  compartments: ['gut', 'K1', 'K2', 'K3', 'NK1', 'NK2'],
  flows: [
    { from: 'gut', to: 'K1', rate: 'ka * Fg * (1 - E)' },
    { from: 'gut', to: 'NK1', rate: 'ka * toNK' },
    { from: 'gut', rate: 'ka * (1 - Fg * (1 - E) - toNK)' },
    { from: 'K1', to: 'NK1', rate: 'FhN * E * QH / Vc' },
    { from: 'K1', rate: '(1 - FhN) * E * QH / Vc' },
    { from: 'K1', to: 'K2', rate: 'Q1 / Vc' },
    { from: 'K2', to: 'K1', rate: 'Q1 / V1' },
    { from: 'K1', to: 'K3', rate: 'Q2 / Vc' },
    { from: 'K3', to: 'K1', rate: 'Q2 / V2' },
    { from: 'NK1', rate: '(1 - FhN) * QH / VcN' },
    { from: 'NK1', to: 'NK2', rate: 'QN / VcN' },
    { from: 'NK2', to: 'NK1', rate: 'QN / VpN' },
  ],
  inputs: { iv: [{ into: 'K1' }], oral: [{ into: 'gut' }] },
  outputs: {
    'S-ketamine': { compartment: 'K1', volume: 'Vc', unit: 'ng/mL' },
    'S-norketamine': { compartment: 'NK1', volume: 'VcN', unit: 'ng/mL' },
  },
};
