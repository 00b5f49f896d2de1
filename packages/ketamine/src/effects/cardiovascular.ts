import type { Effect } from './effect.ts';

const placeholder =
  'A placeholder: single observations, no published curve. It may be shown as what was seen, never as a prediction.';

export const cardiacOutput = {
  id: 'sigtermans-2009-cardiac-output',
  title: 'Cardiac output',
  endpoint: 'rise of cardiac output over its baseline, as a share',
  analyte: 'S-ketamine',
  samplingSite: 'arterial',
  relation: {
    kind: 'anchors',
    anchors: [
      {
        symbol: 'CO at 320 ng/mL',
        meaning: 'rise of cardiac output at 320 ng/mL of S-ketamine',
        value: 0.45,
        unit: '1',
        row: 'abstract: a rise of 40-50 % over the range up to 320 ng/mL; the middle is taken',
        status: 'D',
      },
    ],
  },
  delay: null,
  population: '20 healthy volunteers (10 women), steps of 40 up to 320 ng/mL',
  source: {
    citation: 'Sigtermans M et al. Anesthesiology 2009;111:892-903',
    doi: '10.1097/ALN.0b013e3181b437b1',
  },
  status: 'D',
  notes: [
    placeholder,
    'S-ketamine raises and S-norketamine lowers cardiac output; R-ketamine does neither (Kamp 2021, parameter table not found).',
  ],
} as const satisfies Effect;

export const bloodPressureRacemic = {
  id: 'langsjo-2003-blood-pressure',
  title: 'Mean arterial pressure, racemate',
  endpoint: 'rise of mean arterial pressure over its baseline, as a share',
  analyte: 'racemic ketamine',
  samplingSite: 'unknown',
  siteNote: 'serum; where the blood was drawn is not stated in what was read',
  relation: {
    kind: 'anchors',
    anchors: [
      {
        symbol: 'MAP at 411 ng/mL',
        meaning: 'greatest rise of mean arterial pressure, at a measured 411 ± 71 ng/mL of the racemate',
        value: 0.153,
        unit: '1',
        row: 'abstract',
        status: 'A',
      },
    ],
  },
  delay: null,
  population: '9 healthy men, targets 30, 100 and 300 ng/mL',
  source: { citation: 'Långsjö JW et al. Anesthesiology 2003;99:614-23' },
  status: 'D',
  notes: [placeholder],
} as const satisfies Effect;

export const circulationS = {
  id: 'langsjo-2005-circulation',
  title: 'Blood pressure and heart rate, S-ketamine',
  endpoint: 'greatest rises over baseline, as a share',
  analyte: 'S-ketamine',
  samplingSite: 'unknown',
  siteNote: 'serum; where the blood was drawn is not stated in what was read',
  relation: {
    kind: 'anchors',
    anchors: [
      {
        symbol: 'MAP at 1959 ng/mL',
        meaning: 'greatest rise of mean arterial pressure, at a measured 1959 ± 442 ng/mL of S-ketamine',
        value: 0.27,
        unit: '1',
        row: 'abstract',
        status: 'A',
      },
      {
        symbol: 'heart rate at 1959 ng/mL',
        meaning: 'greatest rise of heart rate, at a measured 1959 ± 442 ng/mL of S-ketamine',
        value: 0.435,
        unit: '1',
        row: 'abstract',
        status: 'A',
      },
    ],
  },
  delay: null,
  population: '8 healthy men, 159 and 1959 ng/mL (anaesthesia)',
  source: { citation: 'Långsjö JW et al. Anesthesiology 2005;103:258-68' },
  status: 'D',
  notes: [placeholder],
} as const satisfies Effect;
