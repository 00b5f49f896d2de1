import type { Parameter, SamplingSite, Source } from '../published.ts';

/**
 * A line on the concentration axis, not a relation: above it, memory impairment and psychotomimetic effects were seen
 * consistently. Where the blood was drawn is not stated in what was read; counted on arterial concentrations, which
 * are the higher ones, the time above it is the longest.
 */
export const hartvig1995: {
  readonly threshold: Parameter;
  readonly samplingSite: SamplingSite;
  readonly source: Source;
} = {
  threshold: {
    symbol: 'threshold',
    meaning:
      'plasma S-ketamine above which memory impairment and psychotomimetic effects were seen consistently',
    value: 70,
    unit: 'ng/mL',
    row: 'abstract; concentrations 4 minutes after 0.1 and 0.2 mg/kg in five volunteers',
    status: 'A',
  },
  samplingSite: 'unknown',
  source: {
    citation: 'Hartvig P et al. Clin Pharmacol Ther 1995;58:165-73',
    doi: '10.1016/0009-9236(95)90194-9',
  },
};
