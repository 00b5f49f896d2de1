import type { PublishedRegimen } from './published-regimen.ts';

const id = 'sigtermans-2009';

export const sigtermans2009: PublishedRegimen = {
  id,
  title: '100 h titrated S-ketamine',
  regimen: {
    name: '100 h titrated S-ketamine',
    drug: 'S-ketamine',
    amountAs: 'base',
    steps: [
      { kind: 'infusion', startH: 0, durationH: 8, rate: 5, basis: '70 kg' },
      { kind: 'infusion', startH: 8, durationH: 8, rate: 10, basis: '70 kg' },
      { kind: 'infusion', startH: 16, durationH: 8, rate: 15, basis: '70 kg' },
      { kind: 'infusion', startH: 24, durationH: 76, rate: 20, basis: '70 kg' },
    ],
    published: id,
  },
  diagnosis: 'complex regional pain syndrome type 1',
  population: '60 patients, 30 on S-ketamine and 30 on saline, double-blind, in hospital for 4.2 days',
  givenBeside: 'not stated in what was read',
  found:
    'Pain at the end of week 1 was 2.68 (SE 0.51) against 5.45 (SE 0.48) on placebo, of 10; the difference was lost by week 12 (P = 0.07), and function did not improve.',
  source: {
    citation: 'Sigtermans MJ et al. Pain 2009;145:304-11',
    doi: '10.1016/j.pain.2009.06.023',
  },
  status: 'A',
  illustrative: [
    'The paper titrated each patient from 5 up to 20 (at most 30) mg/h per 70 kg by effect and side effects; steps of 8 h are ours.',
    'The mean rate reached at the end was 22.2 ± 2.0 mg/h per 70 kg; ours ends at 20.',
    'Amounts are taken to be S-ketamine base, as the marketed solution is labelled.',
  ],
  cautions: [
    '28 of the 30 patients on ketamine guessed that they had it: the blinding failed.',
    'Psychotomimetic effects: 76 % against 18 % in the abstract, 93 % against 17 % by another definition in the text.',
  ],
};
