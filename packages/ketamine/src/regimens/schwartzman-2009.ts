import type { PublishedRegimen } from './published-regimen.ts';

const id = 'schwartzman-2009';

export const schwartzman2009: PublishedRegimen = {
  id,
  title: '4 h × 10 days racemic ketamine',
  regimen: {
    name: '4 h × 10 days racemic ketamine',
    drug: 'racemic ketamine',
    amountAs: 'base',
    steps: [
      {
        kind: 'infusion',
        startH: 0,
        durationH: 4,
        rate: 0.35,
        basis: 'kg',
        capMgPerH: 25,
        repeat: { everyH: 24, count: 10 },
      },
    ],
    published: id,
  },
  diagnosis: 'complex regional pain syndrome',
  population: '26 randomised, 19 analysed (9 on ketamine, 10 on placebo), double-blind, outpatients',
  givenBeside: 'in both arms clonidine 0.1 mg by mouth and midazolam 2 mg twice intravenously',
  found:
    'Many pain measures fell significantly (p < 0.05) on ketamine and none on placebo, with follow-up to 3 months.',
  source: {
    citation: 'Schwartzman RJ et al. Pain 2009;147:107-15; NCT00579085',
    doi: '10.1016/j.pain.2009.08.015',
  },
  status: 'A',
  illustrative: [
    '0.35 mg/kg/h (at most 25 mg/h) was the highest rate; every session here runs at it, though the first ones may have been lower.',
    'Ten days in a row; whether the trial paused at week-ends is not stated in what was read.',
    'Amounts are taken to be ketamine base, as the marketed solution is labelled.',
  ],
  cautions: [
    'Stopped early: 40 patients were planned.',
    'Only those who completed were analysed.',
    'The sedatives given to both arms also act on what was measured.',
  ],
};
