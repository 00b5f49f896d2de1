import type { Source, Status } from './published.ts';
import type { Drug } from './regimen.ts';

/** One estimate of the share of a dose that reaches the blood as ketamine. */
export interface Bioavailability {
  readonly route:
    | 'oral'
    | 'oral, prolonged release'
    | 'sublingual'
    | 'nasal'
    | 'rectal'
    | 'intramuscular'
    | 'inhaled';
  readonly drug: Drug;
  readonly form: string;
  /** Share, 0 to 1. */
  readonly share: number;
  /** Spread as printed: a standard deviation unless said. */
  readonly spread?: string;
  readonly rate?: string;
  readonly people: number | null;
  readonly source: Source;
  readonly status: Status;
}

const S = 'S-ketamine' as const;
const racemate = 'racemic ketamine' as const;
const yanagihara = { citation: 'Yanagihara Y et al. Biopharm Drug Dispos 2003', doi: '10.1002/bdd.336' };
const chong = {
  citation: 'Chong C et al. 2006, as given by ketamine.com',
  url: 'https://www.ketamine.com/bioavailability.html',
};
const hasan = {
  citation: 'Hasan M et al. Anesthesiology 2021;135:326-39',
  doi: '10.1097/ALN.0000000000003829',
};
const nasalRacemate = { citation: 'Pharmacotherapy 2022;42:298-310, Table 6', doi: '10.1002/phar.2669' };
const malinovsky = {
  citation: 'Malinovsky JM et al. Br J Anaesth 1996;77:203-7',
  doi: '10.1093/bja/77.2.203',
};
const perezRuixo = { citation: 'Perez-Ruixo C et al. 2021', doi: '10.1007/s40262-020-00953-4' };

/** What is published on each route. Epidural, subcutaneous and transdermal: no number that can be traced was found. */
export const bioavailabilities: readonly Bioavailability[] = [
  {
    route: 'oral',
    drug: S,
    form: 'syrup',
    share: 0.08,
    spread: 'between people 11 %',
    people: 11,
    source: { citation: 'Fanta S et al. 2015', doi: '10.1007/s00228-015-1826-y' },
    status: 'A',
  },
  {
    route: 'oral',
    drug: S,
    form: 'syrup',
    share: 0.13,
    rate: 'first order, 1.76 /h',
    people: 41,
    source: { citation: 'Ashraf MW et al. 2018', doi: '10.1002/psp4.12346' },
    status: 'D',
  },
  {
    route: 'oral',
    drug: S,
    form: 'solution',
    share: 0.18,
    rate: 'over 0.32 h, then 0.97 /h',
    people: 820,
    source: perezRuixo,
    status: 'D',
  },
  {
    route: 'oral',
    drug: racemate,
    form: 'tablet of 50 mg',
    share: 0.2,
    people: 3,
    source: yanagihara,
    status: 'A',
  },
  {
    route: 'oral',
    drug: racemate,
    form: '25 mg',
    share: 0.23,
    spread: '± 0.09',
    rate: 'peak at 0.96 h',
    people: 6,
    source: chong,
    status: 'A',
  },
  {
    route: 'oral, prolonged release',
    drug: racemate,
    form: '40 mg, its S half (its R half 0.19 ± 0.10)',
    share: 0.15,
    spread: '± 0.08',
    people: 15,
    source: hasan,
    status: 'A',
  },
  {
    route: 'sublingual',
    drug: racemate,
    form: 'wafer of 25 mg',
    share: 0.29,
    spread: '90 % CI 0.27 to 0.31',
    rate: 'peak at 0.75 h',
    people: 8,
    source: { citation: 'Rolan P et al. 2014', doi: '10.1111/bcp.12264' },
    status: 'A',
  },
  {
    route: 'sublingual',
    drug: racemate,
    form: 'tablet',
    share: 0.3,
    people: 3,
    source: yanagihara,
    status: 'A',
  },
  {
    route: 'sublingual',
    drug: racemate,
    form: '25 mg',
    share: 0.32,
    spread: '± 0.17',
    rate: 'peak at 0.76 h',
    people: 6,
    source: chong,
    status: 'A',
  },
  {
    route: 'sublingual',
    drug: S,
    form: 'film under the tongue or in the cheek',
    share: 0.26,
    spread: '± 0.01 (SE)',
    rate: 'as M1',
    people: 20,
    source: { citation: 'Simons P et al. 2022', doi: '10.3389/fpain.2022.946486' },
    status: 'A',
  },
  {
    route: 'nasal',
    drug: S,
    form: 'first device of 28 mg (later ones 0.45)',
    share: 0.62,
    rate: '2.93 /h',
    people: 820,
    source: perezRuixo,
    status: 'D',
  },
  { route: 'nasal', drug: racemate, form: '25 mg', share: 0.45, people: 3, source: yanagihara, status: 'A' },
  {
    route: 'nasal',
    drug: racemate,
    form: '10 mg (30 mg 0.13, 50 mg 0.11)',
    share: 0.17,
    rate: 'peak at 23 min (14, 16)',
    people: null,
    source: nasalRacemate,
    status: 'T',
  },
  {
    route: 'nasal',
    drug: racemate,
    form: '3 and 9 mg/kg, children',
    share: 0.5,
    rate: 'peak at 20 min',
    people: 32,
    source: malinovsky,
    status: 'A',
  },
  {
    route: 'rectal',
    drug: racemate,
    form: '9 mg/kg, children',
    share: 0.25,
    rate: 'peak at 42 min',
    people: 32,
    source: malinovsky,
    status: 'A',
  },
  { route: 'rectal', drug: racemate, form: '50 mg', share: 0.3, people: 3, source: yanagihara, status: 'A' },
  {
    route: 'intramuscular',
    drug: racemate,
    form: 'injection',
    share: 0.93,
    rate: 'peak at 5 to 15 min',
    people: null,
    source: { citation: 'Clements JA et al. 1982, as quoted in secondary sources' },
    status: 'A2nd',
  },
  {
    route: 'inhaled',
    drug: S,
    form: 'nebulised; falls with the plasma concentration (0.50 at 275, 0.38 at 375 ng/mL)',
    share: 0.7,
    spread: '± 0.05',
    people: 19,
    source: { citation: 'Jonkman K et al. 2017', doi: '10.1097/ALN.0000000000001798' },
    status: 'A',
  },
];
