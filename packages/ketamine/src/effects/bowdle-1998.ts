import type { Effect } from './effect.ts';

/** Psychedelic effects at steady venous concentrations of the racemate. It must not be driven by arterial M1. */
export const bowdle1998 = {
  id: 'bowdle-1998',
  title: 'Psychedelic effects',
  endpoint: '13 symptom scales, each 0 to 100 % of the greatest score',
  analyte: 'racemic ketamine',
  samplingSite: 'venous',
  siteNote: 'peripheral venous plasma after 28 min at each level',
  relation: {
    kind: 'linear',
    unit: 'share of the greatest score',
    studiedNgPerMl: [50, 200],
    slopes: [
      {
        analyte: 'racemic ketamine',
        slope: {
          symbol: 'slope, weakest of the strong items',
          meaning: 'share of the greatest score per ng/mL',
          value: 0.0019,
          unit: 'mL/ng',
          row: '37 % at 200 ng/mL; from the meeting abstract of the same study',
          status: 'D',
          note: 'That abstract prints the levels as 5-20 µg/mL, an error of units.',
        },
      },
      {
        analyte: 'racemic ketamine',
        slope: {
          symbol: 'slope, strongest item',
          meaning: 'share of the greatest score per ng/mL',
          value: 0.0045,
          unit: 'mL/ng',
          row: '89 % at 200 ng/mL; from the meeting abstract of the same study',
          status: 'D',
        },
      },
    ],
  },
  delay: null,
  population: '10 healthy volunteers, steps of 50, 100, 150 and 200 ng/mL held for 30 min',
  source: {
    citation: 'Bowdle TA et al. Anesthesiology 1998;88:82-8',
    doi: '10.1097/00000542-199801000-00015',
  },
  status: 'A',
  notes: [
    'Linear in concentration (R 0.93-0.99 for every item); the slopes of the items were not seen, only their range.',
    'Anxiety, suspiciousness and ideas of reference stayed below 22 % at the highest level.',
    'At steady state arterial and venous concentrations meet; during a change they do not.',
  ],
} as const satisfies Effect;
