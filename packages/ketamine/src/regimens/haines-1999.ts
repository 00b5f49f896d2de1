import type { PublishedRegimen } from './published-regimen.ts';

const id = 'haines-1999';
const title = 'Racemic ketamine by mouth, 20 to 100 mg once a day';
const once = { kind: 'oral', basis: 'patient' } as const;

export const haines1999: PublishedRegimen = {
  id,
  title,
  regimen: {
    name: title,
    drug: 'racemic ketamine',
    amountAs: 'base',
    steps: [
      { ...once, startH: 0, amount: 20 },
      { ...once, startH: 24, amount: 40 },
      { ...once, startH: 48, amount: 60 },
      { ...once, startH: 72, amount: 80 },
      { ...once, startH: 96, amount: 100, repeat: { everyH: 24, count: 3 } },
    ],
    published: id,
  },
  diagnosis: 'refractory chronic neuropathic pain',
  population: '21 patients in an open week; 9 went on into trials of one patient each against placebo',
  givenBeside: 'the usual treatment went on',
  found:
    'Three of 21 had extra relief by ketamine; six of the nine trials of one patient found no difference from placebo, and almost half were limited by adverse effects.',
  source: { citation: 'Haines DR, Gaines SP. Pain 1999;83:283-7' },
  status: 'A',
  illustrative: [
    'The dose began at 20 mg and was raised daily until relief, adverse effects or 100 mg: steps of 20 mg, and 100 mg from the fifth day on, are ours.',
    'The open week alone is written; the weeks of the trials after it used the dose that each patient had reached.',
    'That it was the racemate is taken from the product of the time; amounts are taken to be base.',
  ],
  cautions: ['Most patients had no relief: the regimen bounds what was given, and proves no benefit.'],
};
