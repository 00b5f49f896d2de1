import { acuteEffects } from '@ketame/ketamine';
import { adverseEvents, ketamineIncidence } from '../studies/adverse-events.ts';
import { trials } from '../studies/trials.ts';
import type { Claim, Comparison } from './claim.ts';
import { steadyState } from './predicted.ts';

const chapter = 'Harm';
const clinical = 'Review, "Ketamine, the risks": clinical use';
const recreational = 'Review, "Ketamine, the risks": recreational use';

/** Counted events under ketamine of a packaged row. */
export function counted(id: string) {
  const row = adverseEvents.find((one) => one.id === id);
  const incidence = row && ketamineIncidence(row);
  if (incidence?.kind !== 'counted') throw new Error(`Row ${id} holds no counts.`);
  return incidence;
}

/** Whether some whole number of people makes the printed percentage: the nearest one, as a percentage. */
const wholeNumber = (what: string, percent: number, people: number): Comparison => ({
  what: `${what}: nearest whole number of ${people} people`,
  unit: '%',
  printed: { value: percent, decimals: 0 },
  computed: (100 * Math.round((percent * people) / 100)) / people,
});

/** Share of the greatest drug high at the steady state of a rate of S-ketamine (M1). */
function drugHighAt(mgPerH: number): number {
  const relation = acuteEffects.find(({ id }) => id === 'simons-2022-drug-high')?.relation;
  if (relation?.kind !== 'sigmoid') throw new Error('Drug high has no concentration of half effect.');
  const concentration = (steadyState('simons-2022', 'S-ketamine', 'S-ketamine') * mgPerH) / 20;
  return concentration / (concentration + relation.c50.value);
}

const daysBetweenCourses = () => {
  const exposure = trials.find(({ id }) => id === 'T29')?.exposure ?? '';
  return Number(/separated by (\d+) d/.exec(exposure)?.[1]);
};

const patientsOnKetamine = () => trials.find(({ id }) => id === 'T01')?.outcomes[0]?.ketamineN ?? Number.NaN;

/** Unwanted effects. */
export const harmClaims: readonly Claim[] = [
  {
    id: 'psychedelic-at-low-dose',
    chapter,
    place: clinical,
    text: 'Psychedelic effects appear at the doses of chronic pain already, 20 to 30 mg/h.',
    source: 'Review; Simons 2022, part 2',
    comparisons: () =>
      [20, 30].map((mgPerH) => ({
        what: `share of the greatest drug high at ${mgPerH} mg/h (M1)`,
        unit: '1',
        printed: { low: 0.5, high: 1 },
        computed: drugHighAt(mgPerH),
      })),
    note: 'In the trial of 100 h 76 % (abstract) or 93 % (text, another definition) had such effects.',
  },
  {
    id: 'three-nights',
    chapter,
    place: clinical,
    text: 'Unpleasant dreams were more frequent in the three nights after ketamine.',
    source: 'Review, its reference 55',
    comparisons: () => [],
    judgement: { verdict: 'not reproducible', why: 'The counts of that study are not packaged.' },
  },
  {
    id: 'second-course-interval',
    chapter,
    place: clinical,
    text: 'A second 100 h course came 3 weeks after the first.',
    source: 'Noppers 2011, Pain 152:2173 (abstract)',
    comparisons: () => [
      {
        what: 'days between the courses',
        unit: 'd',
        printed: { value: 21, decimals: 0 },
        computed: daysBetweenCourses(),
      },
    ],
    judgement: { verdict: 'contradicted', why: 'The paper’s abstract says 16 days.' },
  },
  {
    id: 'second-course-liver',
    chapter,
    place: clinical,
    text: 'In 3 of 6 patients liver enzymes rose to three times the upper limit of normal.',
    source: 'Noppers 2011, Pain 152:2173',
    comparisons: () => [
      { what: 'patients', unit: '1', printed: { value: 3, decimals: 0 }, computed: counted('A09').events },
      { what: 'of', unit: '1', printed: { value: 6, decimals: 0 }, computed: counted('A09').n },
      {
        what: 'lower limit of the exact 95 % interval',
        unit: '%',
        printed: { value: 12, decimals: 0 },
        computed: 100 * counted('A09').lower,
      },
      {
        what: 'upper limit',
        unit: '%',
        printed: { value: 88, decimals: 0 },
        computed: 100 * counted('A09').upper,
      },
    ],
    note: 'Six people: anything from one in eight to nearly all.',
  },
  {
    id: 'liver-recovers',
    chapter,
    place: clinical,
    text: 'The enzymes were normal again within 3 months.',
    source: 'Review, its references 37, 67 and 68',
    comparisons: () => [],
    judgement: { verdict: 'not reproducible', why: 'The courses of single patients are not public.' },
  },
  {
    id: 'liver-ten-percent',
    chapter,
    place: clinical,
    text: 'Others saw raised enzymes in about 10 % of patients.',
    source: 'Review, its references 37 and 67',
    comparisons: () => [
      {
        what: 'upper limit when none of 52 was seen within 24 h (Lee 2025)',
        unit: '%',
        printed: { low: 10, high: 100 },
        computed: 100 * counted('A37').upper,
        aside: true,
      },
    ],
    judgement: {
      verdict: 'not reproducible',
      why: 'No counts are given. A later series of 52 found none, but looked for 24 h only; reports to the FDA tell of liver injury under supervised repeated use (Cotter 2021).',
    },
  },
  {
    id: 'liver-fifty-patients',
    chapter,
    place: clinical,
    text: 'None of 50 patients with one 100 h infusion had raised enzymes.',
    source: 'Sigtermans 2009, which the review cites for it',
    comparisons: () => [
      {
        what: 'patients on ketamine in the trial cited',
        unit: '1',
        printed: { value: 50, decimals: 0 },
        computed: patientsOnKetamine(),
      },
      {
        what: 'upper limit of 0 of 50',
        unit: '%',
        printed: { value: 7.1, decimals: 1 },
        computed: 100 * counted('A07').upper,
        aside: true,
      },
    ],
    judgement: {
      verdict: 'contradicted',
      why: 'The trial gave ketamine to 30; the others were probably treated openly after it. None of 50 still allows 7 %.',
    },
  },
  {
    id: 'oral-three-months',
    chapter,
    place: clinical,
    text: 'By mouth for 3 months: drowsiness 25 %, dizziness 22 %, sedation and dry mouth 19 % each, nausea or vomiting and failing memory 9 % each; 16 % stopped for lack of effect and 13 % for side effects.',
    source: 'Cvrček 2008, 32 patients',
    comparisons: () => {
      const people = counted('A11').n;
      return (
        [
          ['drowsiness', 25],
          ['dizziness', 22],
          ['sedation', 19],
          ['dry mouth', 19],
          ['nausea or vomiting', 9],
          ['memory', 9],
          ['stopped for failure', 16],
          ['stopped for side effects', 13],
        ] as const
      ).map(([what, percent]) => wholeNumber(what, percent, people));
    },
    note: 'Without a control group: how much of it is the drug is not known.',
  },
  {
    id: 'experience-two-hours',
    chapter,
    place: recreational,
    text: 'A recreational experience lasts no more than 2 hours.',
    source: 'Review, its references 32 and 64',
    comparisons: () => [],
    judgement: { verdict: 'not reproducible', why: 'Doses and routes are not told.' },
  },
  {
    id: 'emergency-hong-kong',
    chapter,
    place: recreational,
    text: 'Of 233 people in emergency care 45 % had impaired consciousness, 21 % abdominal pain, 12 % urinary symptoms and 12 % dizziness.',
    source: 'Ng 2010, Hong Kong',
    comparisons: () => [
      wholeNumber('impaired consciousness', 45, 233),
      wholeNumber('abdominal pain', 21, 233),
      wholeNumber('urinary symptoms', 12, 233),
      wholeNumber('dizziness', 12, 233),
    ],
    note: 'Rates of people who misuse it in unknown doses are no probabilities for a patient.',
  },
  {
    id: 'bladder-not-in-patients',
    chapter,
    place: recreational,
    text: 'Urinary injury is not reported in patients.',
    source: 'Esketamine label; FDA alerts of 2022 and 2023',
    comparisons: () => [],
    judgement: {
      verdict: 'superseded',
      why: 'The label of esketamine and the FDA now name it for medical use.',
    },
  },
  {
    id: 'bladder-abuse-frequency',
    chapter,
    place: recreational,
    text: 'Bladder function changes with use over 2 years at least 3 times a week.',
    source: 'Mak 2011, through the review',
    comparisons: () => [],
    judgement: {
      verdict: 'not reproducible',
      why: 'The single data are not public. In another series symptoms began after 24.7 ± 26.4 months.',
    },
  },
  {
    id: 'bladder-volume',
    chapter,
    place: recreational,
    text: 'Of 93 users with urinary symptoms 33 % had a small bladder and 50 % hydronephrosis.',
    source: 'Three case series, through the review',
    comparisons: () => [wholeNumber('small bladder', 33, 93), wholeNumber('hydronephrosis', 50, 93)],
    judgement: {
      verdict: 'not reproducible',
      why: 'No whole number of 93 people is 50 %: 46 are 49 % and 47 are 51 %. The three series may have looked in different numbers of people.',
    },
  },
  {
    id: 'stomach',
    chapter,
    place: recreational,
    text: 'Of 37 users 28 had stomach symptoms; 14 of these were examined, of whom 12 had gastritis and one gastroduodenitis.',
    source: 'Poon 2010, through the review',
    comparisons: () => [
      {
        what: 'share with symptoms',
        unit: '%',
        printed: { value: 76, decimals: 0 },
        computed: 100 * counted('A62').proportion,
      },
      { what: 'examined without a finding', unit: '1', printed: { low: 0, high: 14 }, computed: 14 - 12 - 1 },
    ],
  },
];

/** What the review says of uses beside chronic pain. */
export const otherUseClaims: readonly Claim[] = [
  {
    id: 'amputation',
    chapter: 'Other uses',
    place: 'Review, "Ketamine for chronic pain"',
    text: 'Up to 80 % have lasting pain after an amputation of the leg; epidural ketamine did not change it after a year.',
    source: 'Wilson, through the review',
    comparisons: () => [],
    judgement: {
      verdict: 'not reproducible',
      why: 'The counts are not packaged. A later trial by vein found no difference either (Hayes 2004: 47 against 71 %, P = 0.28; 45 people).',
    },
  },
  {
    id: 'morphine-sparing',
    chapter: 'Other uses',
    place: 'Review, "Ketamine for chronic pain"',
    text: 'Around an operation ketamine reduced the need for morphine in 27 of 37 trials.',
    source: 'A Cochrane review of 2005, through the review',
    comparisons: () => [],
    judgement: {
      verdict: 'not reproducible',
      why: 'A count of trials says how often, not how much; the trials are of acute pain and not packaged.',
    },
  },
];
