import type { PublishedRegimen } from './published-regimen.ts';

const id = 'amr-2010';

export const amr2010: PublishedRegimen = {
  id,
  title: '5 h × 7 days racemic ketamine',
  regimen: {
    name: '5 h × 7 days racemic ketamine',
    drug: 'racemic ketamine',
    amountAs: 'base',
    steps: [
      {
        kind: 'infusion',
        startH: 0,
        durationH: 5,
        rate: 16,
        basis: 'patient',
        repeat: { everyH: 24, count: 7 },
      },
    ],
    published: id,
  },
  diagnosis: 'neuropathic pain after spinal cord injury',
  population: '40 patients, 20 on ketamine and 20 on saline, double-blind, in hospital',
  givenBeside: 'in both arms gabapentin 300 mg three times a day',
  found:
    'Pain was lower than on placebo during the infusions and for 2 weeks after them (P < 0.0001), and no longer in weeks 3 and 4 (P = 0.54 and 0.25).',
  source: { citation: 'Amr YM. Pain Physician 2010;13:245-9' },
  status: 'A',
  illustrative: [
    '80 mg over 5 h is written as a constant 16 mg/h.',
    'Amounts are taken to be ketamine base, as the marketed solution is labelled.',
  ],
  cautions: [
    'One author; the last two P values are the same as those of his epidural trial of 2011 (n = 40). This proves nothing, but a reader should know it.',
  ],
};
