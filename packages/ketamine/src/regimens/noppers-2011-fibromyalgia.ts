import type { PublishedRegimen } from './published-regimen.ts';

const id = 'noppers-2011-fibromyalgia';

export const noppers2011Fibromyalgia: PublishedRegimen = {
  id,
  title: 'S-ketamine 0.5 mg/kg over 30 min',
  regimen: {
    name: 'S-ketamine 0.5 mg/kg over 30 min',
    drug: 'S-ketamine',
    amountAs: 'base',
    steps: [{ kind: 'infusion', startH: 0, durationH: 0.5, rate: 1, basis: 'kg' }],
    published: id,
  },
  diagnosis: 'fibromyalgia',
  population: '24 patients, 12 on S-ketamine and 12 on midazolam 5 mg as active placebo, double-blind',
  givenBeside: 'none stated in what was read',
  found:
    'Pain was halved in 8 of 12 against 3 of 12 at 15 minutes (P < 0.05), but in 2 against 2 at week 8: relief followed the plasma concentration and no longer.',
  source: { citation: 'Noppers I et al. Eur J Pain 2011;15:942-9' },
  status: 'A',
  illustrative: ['0.5 mg/kg over 30 min is written as a constant 1 mg/kg/h.'],
  cautions: [],
};
