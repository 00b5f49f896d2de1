import { assumedOne, type Effect } from './effect.ts';

/** Drug high, the feeling of being drugged, by S-ketamine. */
export const simons2022DrugHigh = {
  id: 'simons-2022-drug-high',
  title: 'Drug high',
  endpoint: 'drug high on a visual analogue scale of 0 to 10 (Bowdle questionnaire)',
  analyte: 'S-ketamine',
  samplingSite: 'arterial',
  relation: {
    kind: 'sigmoid',
    c50: {
      symbol: 'C50',
      meaning: 'S-ketamine with half of the greatest drug high',
      value: 71,
      unit: 'ng/mL',
      row: 'abstract: 0.3 nmol/mL × 237.73 g/mol; printed with one digit and without interval',
      status: 'A',
    },
    emax: assumedOne('Emax'),
    gamma: assumedOne('gamma'),
  },
  delay: null,
  population: '20 healthy volunteers (10 women), 19-32 years, films of 50 and 100 mg',
  source: {
    citation: 'Simons P et al. Front Pain Res 2022;3:946487 (part 2)',
    doi: '10.3389/fpain.2022.946487',
  },
  status: 'A',
  notes: [
    'Neither norketamine nor hydroxynorketamine contributed.',
    'The delay, the exponent and the greatest effect were not seen: no delay, and 1.',
    'Fitted after films, whose concentrations stay below those of infusions.',
  ],
} as const satisfies Effect;
