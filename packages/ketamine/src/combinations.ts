import { type Parameter, rowsOf, type Source, type Status } from './published.ts';

/**
 * What is published on other drugs given beside ketamine against its effects. None of it may relax an alert or a
 * criterion: it is shown, and no prediction, rule or alert takes it into account (a test holds that).
 */
export interface Combination {
  readonly id: string;
  readonly beside: string;
  readonly found: string;
  /** The numbers in it, as a table would print them; none where no number exists. */
  readonly numbers: readonly Parameter[];
  readonly source: Source;
  readonly status: Status;
}

const abstract = rowsOf('abstract', 'A');

/** Concentration of S-ketamine that doubles the C50 of remifentanil for the depression of breathing. */
export const remifentanilDoubling: Parameter = abstract(
  'C doubling',
  127,
  'ng/mL',
  'arterial S-ketamine that doubles the C50 of remifentanil for the ventilatory response to CO2',
  { note: 'Interquartile range 84 to 191; no delay.' },
);

/**
 * C50 of remifentanil for the depression of breathing under S-ketamine, over that without; the linear form is ours.
 * For comparison with the paper alone: opioids beside ketamine are watched as opioids without it.
 * @param sKetamineNgPerMl arterial, ng/mL
 */
export function remifentanilC50Ratio(sKetamineNgPerMl: number): number {
  return 1 + sKetamineNgPerMl / remifentanilDoubling.value;
}

export const combinations: readonly Combination[] = [
  {
    id: 'midazolam',
    beside: 'midazolam',
    found:
      'Dissociation (CADSS) lower by 10.3 points (95 % CI 3.4 to 17.1) during ketamine 2 mg/kg in 15 people; pain relief the same.',
    numbers: [
      abstract('ΔCADSS', -10.3, '1', 'change of the dissociation score with midazolam', {
        confidence95: [-17.1, -3.4],
      }),
    ],
    source: { citation: 'PMC7572586', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7572586' },
    status: 'A',
  },
  {
    id: 'lorazepam',
    beside: 'lorazepam 2 mg by mouth, 2 h before',
    found:
      'Less distress; altered perception lower without reaching significance; psychosis and cognition not better and sedation and amnesia worse, in 23 people.',
    numbers: [],
    source: { citation: 'Krystal JH et al. Psychopharmacology 1998' },
    status: 'A2nd',
  },
  {
    id: 'clonidine',
    beside: 'clonidine, adults',
    found: 'No number exists: no quantified effect on ketamine’s psychotomimetic effects was found.',
    numbers: [],
    source: { citation: 'Schwartzman 2009 gave 0.1 mg by mouth beside its infusions' },
    status: 'A',
  },
  {
    id: 'dexmedetomidine',
    beside: 'dexmedetomidine 0.7 µg/kg, children, ketamine 1 mg/kg',
    found: 'Agitation on waking in 3.2 against 22.6 % of 93 children. For adults no number was found.',
    numbers: [
      abstract('with', 3.2, '%', 'agitation on waking with dexmedetomidine'),
      abstract('without', 22.6, '%', 'agitation on waking without'),
    ],
    source: { citation: 'PMC8506237', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC8506237' },
    status: 'A',
  },
  {
    id: 'remifentanil',
    beside: 'remifentanil',
    found:
      'S-ketamine counters the depression of breathing: the C50 of remifentanil doubles for every 127 ng/mL (interquartile range 84 to 191), in 12 people.',
    numbers: [remifentanilDoubling],
    source: { citation: 'Jonkman K et al. Br J Anaesth 2018', doi: '10.1016/j.bja.2018.02.021' },
    status: 'A',
  },
  {
    id: 'nitroprusside',
    beside: 'sodium nitroprusside 0.5 µg/kg/min',
    found: 'Lowers the drug high of the racemate (area 9070 to 7100), not that of S-ketamine.',
    numbers: [
      abstract('without', 9070, 'min', 'area of drug high of the racemate, scale units times minutes'),
      abstract('with', 7100, 'min', 'the same with nitroprusside'),
    ],
    source: { citation: 'Jonkman K et al. Br J Anaesth 2018', doi: '10.1016/j.bja.2018.02.021' },
    status: 'A',
  },
  {
    id: 'depressants',
    beside: 'opioids and other depressants of the nervous system',
    found: 'More sedation. No number exists.',
    numbers: [],
    source: { citation: 'Label of esketamine nasal spray' },
    status: 'A',
  },
  {
    id: 'stimulants',
    beside: 'stimulants and monoamine oxidase inhibitors',
    found: 'Higher blood pressure. No number exists.',
    numbers: [],
    source: { citation: 'Label of esketamine nasal spray' },
    status: 'A',
  },
];
