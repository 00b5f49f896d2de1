import type { PublishedRegimen } from './published-regimen.ts';

const id = 'rabben-2001';
const title = 'Racemic ketamine by mouth, 4 mg/kg on 3 nights';

export const rabben2001: PublishedRegimen = {
  id,
  title,
  regimen: {
    name: title,
    drug: 'racemic ketamine',
    amountAs: 'base',
    steps: [{ kind: 'oral', startH: 0, amount: 4, basis: 'kg', repeat: { everyH: 24, count: 3 } }],
    published: id,
  },
  diagnosis: 'neuropathic orofacial pain',
  population: '17 patients, open, after a test dose of 0.4 mg/kg into muscle a week before',
  givenBeside: 'a hypnotic drug every night; midazolam 0.05 mg/kg with the test dose',
  found:
    'The six patients with hours of relief after the test dose also had less pain on the days after the nights; four of 17 had no relief by the test dose.',
  source: {
    citation: 'Rabben T, Øye I. Eur J Pain 2001;5:233-40',
    doi: '10.1053/eujp.2001.0232',
  },
  status: 'A',
  illustrative: [
    'That it was the racemate is taken from the product of the time; amounts are taken to be base.',
    'The test dose a week before is not written.',
  ],
  cautions: [
    'Open, without a control.',
    'A dose for sleep, together with a hypnotic: 280 mg at 70 kg is far more than is given by day.',
  ],
};
