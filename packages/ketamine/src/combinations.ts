import type { Source, Status } from './published.ts';

/**
 * What is published on other drugs given beside ketamine against its effects. None of it may relax an alert or a
 * criterion: it is shown, and no prediction takes it into account.
 */
export interface Combination {
  readonly id: string;
  readonly beside: string;
  readonly found: string;
  /** Null where no number exists. */
  readonly source: Source | null;
  readonly status: Status;
}

export const combinations: readonly Combination[] = [
  {
    id: 'midazolam',
    beside: 'midazolam',
    found:
      'Dissociation (CADSS) lower by 10.3 points (95 % CI 3.4 to 17.1) during ketamine 2 mg/kg in 15 people; pain relief the same.',
    source: { citation: 'PMC7572586', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7572586' },
    status: 'A',
  },
  {
    id: 'lorazepam',
    beside: 'lorazepam 2 mg by mouth, 2 h before',
    found:
      'Less distress, but psychosis and cognition not better and sedation and amnesia worse, in 23 people.',
    source: { citation: 'Krystal JH et al. Psychopharmacology 1998' },
    status: 'A2nd',
  },
  {
    id: 'clonidine',
    beside: 'clonidine or dexmedetomidine, adults',
    found:
      'No number was found for adults. Dexmedetomidine lessened agitation on waking in 93 children (3.2 against 22.6 %).',
    source: { citation: 'PMC8506237', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC8506237' },
    status: 'A',
  },
  {
    id: 'opioids',
    beside: 'remifentanil',
    found:
      'S-ketamine counters the depression of breathing: the C50 of remifentanil doubles for every 127 ng/mL (interquartile range 84 to 191), in 12 people. Sedation adds up all the same.',
    source: { citation: 'Jonkman K et al. Br J Anaesth 2018', doi: '10.1016/j.bja.2018.02.021' },
    status: 'A',
  },
  {
    id: 'nitroprusside',
    beside: 'sodium nitroprusside 0.5 µg/kg/min',
    found: 'Lowers the drug high of the racemate (area 9070 to 7100), not that of S-ketamine.',
    source: { citation: 'Jonkman K et al. Br J Anaesth 2018', doi: '10.1016/j.bja.2018.02.021' },
    status: 'A',
  },
];
