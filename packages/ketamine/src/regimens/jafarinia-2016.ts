import type { PublishedRegimen } from './published-regimen.ts';

const id = 'jafarinia-2016';
const title = 'Racemic ketamine by mouth, 150 mg a day for 6 weeks';

export const jafarinia2016: PublishedRegimen = {
  id,
  title,
  regimen: {
    name: title,
    drug: 'racemic ketamine',
    amountAs: 'base',
    steps: [{ kind: 'oral', startH: 0, amount: 50, basis: 'patient', repeat: { everyH: 8, count: 126 } }],
    published: id,
  },
  diagnosis: 'chronic pain with mild to moderate depression',
  population: '40 patients who completed, 20 on ketamine and 20 on diclofenac, double-blind',
  givenBeside: 'none stated in what was read',
  found:
    'Depression was less than on diclofenac at 6 weeks (Hamilton, P = 0.008). What became of the pain does not stand in what was read.',
  source: {
    citation: 'Jafarinia M et al. J Affect Disord 2016;204:1-8',
    doi: '10.1016/j.jad.2016.05.076',
  },
  status: 'A',
  illustrative: [
    'The fixed 150 mg of a day are written as 50 mg every 8 h; how they were divided does not stand in what was read.',
    'That it was the racemate is taken from the country’s products; amounts are taken to be base.',
  ],
  cautions: [
    'The trial asked about depression: it bounds what was given to people with chronic pain, and proves no relief.',
    'Weeks of ketamine by mouth are where harm to bladder and liver is feared; no model here describes it.',
  ],
};
