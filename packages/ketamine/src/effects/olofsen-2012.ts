import type { Effect } from './effect.ts';

/** Pain score as ketamine minus norketamine; kept beside the others because it contradicts them. */
export const olofsen2012 = {
  id: 'olofsen-2012',
  title: 'Pain score, ketamine against norketamine',
  endpoint: 'fall of the pain score (visual analogue scale, cm)',
  analyte: 'S-ketamine',
  samplingSite: 'arterial',
  siteNote: 'the arm without rifampicin of Noppers 2011, arterial',
  relation: {
    kind: 'linear',
    unit: 'cm of pain score relieved',
    studiedNgPerMl: [0, 400],
    slopes: [
      {
        analyte: 'S-ketamine',
        slope: {
          symbol: 'slope K',
          meaning: 'cm relieved per ng/mL of S-ketamine at the effect site',
          value: 0.038,
          unit: 'cm mL/ng',
          row: 'abstract: 3.8 cm less per 100 ng/mL',
          status: 'D',
        },
      },
      {
        analyte: 'S-norketamine',
        slope: {
          symbol: 'slope NK',
          meaning: 'cm relieved per ng/mL of S-norketamine; negative, it adds pain',
          value: -0.03,
          unit: 'cm mL/ng',
          row: 'abstract: 1.5 cm more per 50 ng/mL',
          status: 'D',
        },
      },
    ],
  },
  delay: {
    symbol: 't½ke0',
    meaning: 'half-life of the delay between arterial blood and effect site',
    value: 11.8,
    unit: 'min',
    row: 'abstract; the mean over all endpoints is 6.1 min',
    status: 'A',
  },
  population: 'healthy volunteers, S-ketamine 20 and 40 mg/h per 70 kg for 2 h, with and without rifampicin',
  source: { citation: 'Olofsen E et al. Anesthesiology 2012;117:353-64' },
  status: 'A',
  notes: [
    'Conflict: norketamine works against ketamine here, is neutral in Sigtermans 2009 and Simons 2022, and has a third of the potency in older textbooks. No curve of Ketame gives it any effect.',
    'The range of concentrations is read off the doses, not printed in the abstract.',
  ],
} as const satisfies Effect;
