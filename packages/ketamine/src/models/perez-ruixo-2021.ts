import type { LinearModel } from '@ketame/pharmacometrics';
import { bySymbol, type ModelCard, type Parameter, rowsOf } from '../published.ts';

const row = rowsOf('Table 3', 'T2');

/** The table of Perez-Ruixo 2021: hours, litres. */
const table: readonly Parameter[] = [
  row('FRn', 0.54, '1', 'share of the first nasal device of 28 mg that is absorbed through the nose', {
    note: 'Spread SD 0.708 on the logit. It is not the share metabolised to norketamine (0.71), with which one program confuses it. Japanese × 1.34, not applied.',
  }),
  row('laterDevice', 0.62, '1', 'FRn of each later device over that of the first'),
  row('kan', 2.93, '1/h', 'absorption through the nose', { note: 'Spread CV 61.5 %.' }),
  row('kasw', 1.45, '1/h', 'absorption of what is swallowed from the nose', { note: 'Spread CV 132 %.' }),
  row('Dsw', 0.53, 'h', 'duration of swallowing'),
  row('kapo', 0.97, '1/h', 'absorption of an oral solution', { note: 'Spread CV 132 %.' }),
  row('Dpo', 0.32, 'h', 'duration of input of an oral solution'),
  row('Fgut', 0.64, '1', 'share that passes the gut'),
  row('Vc', 192, 'L', 'central volume of S-ketamine', { note: 'Spread CV 27.5 %.' }),
  row('Vp1', 143, 'L', 'first peripheral volume', { note: 'Spread CV 49.3 %.' }),
  row('Q1', 84.3, 'L/h', 'distribution clearance to Vp1'),
  row('Vp2', 417, 'L', 'second peripheral volume'),
  row('Q2', 37.6, 'L/h', 'distribution clearance to Vp2'),
  row('Qh', 151, 'L/h', 'liver blood flow', { note: 'Spread CV 23.2 %.' }),
  row('QhPerYear', 2.19, 'L/h/a', 'fall of liver blood flow for each year over 60'),
  row('oldAge', 60, 'a', 'age from which liver blood flow falls'),
  row('Vh', 101, 'L', 'liver volume', { note: 'Spread CV 34.6 %.' }),
  row('kel', 1.11, '1/h', 'elimination in the liver other than to norketamine', {
    note: 'Spread CV 120 %. Asian × 0.36, not applied.',
  }),
  row('kmet', 2.77, '1/h', 'metabolism to norketamine', { note: 'Its spread is blank in the table.' }),
  row('Vcn', 70, 'L', 'central volume of norketamine, apparent', { note: 'Spread CV 31.6 %.' }),
  row('CLn', 38, 'L/h', 'clearance of norketamine, apparent', {
    note: 'Spread CV 25.4 %. Asian × 0.81, not applied.',
  }),
  row('Vpn', 115, 'L', 'peripheral volume of norketamine, apparent'),
  row('Q3', 26.1, 'L/h', 'distribution clearance of norketamine, apparent'),
];

/** M6: S-ketamine through the nose, by mouth or by vein. */
export const perezRuixo2021: ModelCard = {
  name: 'perez-ruixo-2021',
  alias: 'M6',
  version: '1',
  title: 'S-ketamine as a nasal spray, by mouth or by vein',
  sources: [
    {
      citation: 'Perez-Ruixo C et al. Clin Pharmacokinet 2021;60:501-16',
      doi: '10.1007/s40262-020-00953-4',
    },
  ],
  status: 'T2',
  drugs: ['S-ketamine'],
  analytes: ['S-ketamine', 'S-norketamine'],
  people: 'adults',
  samplingSite: 'unknown',
  siteNote: 'not stated in what was read',
  population: {
    description: '820 people: 256 healthy, 564 with depression; median 45 years and 74 kg',
    n: 820,
    ageYears: [18, 86],
    weightKg: [39, 170],
    source: 'Table 2',
  },
  parameters: [
    ...table,
    row('sdK', 0.276, '1', 'residual of S-ketamine, SD of the logarithm'),
    row('sdNK', 0.422, '1', 'residual of norketamine, SD of the logarithm'),
  ],
  errata: [
    'With the printed values the area of norketamine comes out 1.4 to 1.55 times that of Table 4, its peak right: the area is not to be used.',
  ],
  assumptions: [
    'A nasal dose is one device: the first by route "nasal", each later one by "nasal, later device".',
    'The printed effects of Asian and Japanese descent are on the card and not applied.',
  ],
  limits: [
    'Which site was sampled is not known: it drives no effect.',
    'No effect of weight, sex, liver enzymes or kidney function was found in the paper.',
  ],
};

/** M6 as equations. */
export const perezRuixo2021Model: LinearModel<Parameter> = {
  name: perezRuixo2021.name,
  covariates: { age: { unit: 'a' } },
  parameters: bySymbol(table),
  individual: {
    flow: { expression: 'Qh - QhPerYear * max(0[a], age - oldAge)', unit: 'L/h' },
    laterFRn: { expression: 'FRn * laterDevice', unit: '1' },
  },
  compartments: ['nose', 'swallowed', 'drunk', 'K1', 'K2', 'K3', 'liver', 'NK1', 'NK2'],
  flows: [
    { from: 'nose', to: 'K1', rate: 'kan' },
    { from: 'swallowed', to: 'liver', rate: 'kasw' },
    { from: 'drunk', to: 'liver', rate: 'kapo' },
    { from: 'K1', to: 'K2', rate: 'Q1 / Vc' },
    { from: 'K2', to: 'K1', rate: 'Q1 / Vp1' },
    { from: 'K1', to: 'K3', rate: 'Q2 / Vc' },
    { from: 'K3', to: 'K1', rate: 'Q2 / Vp2' },
    { from: 'K1', to: 'liver', rate: 'flow / Vc' },
    { from: 'liver', to: 'K1', rate: 'flow / Vh' },
    { from: 'liver', rate: 'kel' },
    { from: 'liver', to: 'NK1', rate: 'kmet' },
    { from: 'NK1', rate: 'CLn / Vcn' },
    { from: 'NK1', to: 'NK2', rate: 'Q3 / Vcn' },
    { from: 'NK2', to: 'NK1', rate: 'Q3 / Vpn' },
  ],
  inputs: {
    iv: [{ into: 'K1' }],
    oral: [{ into: 'drunk', bioavailability: 'Fgut', duration: 'Dpo' }],
    nasal: [
      { into: 'nose', bioavailability: 'FRn' },
      { into: 'swallowed', bioavailability: '(1 - FRn) * Fgut', duration: 'Dsw' },
    ],
    'nasal, later device': [
      { into: 'nose', bioavailability: 'laterFRn' },
      { into: 'swallowed', bioavailability: '(1 - laterFRn) * Fgut', duration: 'Dsw' },
    ],
  },
  outputs: {
    'S-ketamine': { compartment: 'K1', volume: 'Vc', unit: 'ng/mL' },
    'S-norketamine': { compartment: 'NK1', volume: 'Vcn', unit: 'ng/mL' },
  },
};
