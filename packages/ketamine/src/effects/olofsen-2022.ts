import { assumedOne, type Effect } from './effect.ts';

/** Acute relief: tolerance of painful pressure, by S-ketamine alone. */
export const olofsen2022 = {
  id: 'olofsen-2022',
  title: 'Acute relief',
  endpoint: 'tolerance of pressure pain; altered external perception had the same C50 and delay',
  analyte: 'S-ketamine',
  samplingSite: 'arterial',
  siteNote: 'the concentrations are those of Kamp 2020, from an arterial line',
  relation: {
    kind: 'sigmoid',
    c50: {
      symbol: 'C50',
      meaning: 'effect-site S-ketamine with half of the greatest effect',
      value: 121,
      unit: 'ng/mL',
      confidence95: [90, 157],
      row: 'abstract: 0.51 (0.38-0.66) nmol/mL × 237.73 g/mol; the interval is read as the 95 % one',
      status: 'A',
    },
    emax: assumedOne('Emax'),
    gamma: assumedOne('gamma'),
  },
  delay: {
    symbol: 't½ke0',
    meaning: 'half-life of the delay between arterial blood and effect site',
    value: 8.3,
    unit: 'min',
    confidence95: [5.1, 13],
    row: 'abstract',
    status: 'A',
  },
  population: 'healthy volunteers, escalating infusions of S-ketamine and of the racemate',
  source: {
    citation: 'Olofsen E et al. Anesthesiology 2022',
    doi: '10.1097/ALN.0000000000004176',
  },
  status: 'A',
  notes: [
    'R-ketamine contributed nothing.',
    'The exact form was not seen: the greatest effect and the exponent are taken as 1.',
    'Other papers find other potencies: 112 ng/mL doubles the pressure threshold (Dahan 2024); 285-404 ng/mL for electrical, heat and pressure pain after a film (Simons 2022, part 2).',
    'Pain from a stimulus in volunteers is not the pain of patients.',
  ],
} as const satisfies Effect;
