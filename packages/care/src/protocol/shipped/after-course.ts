import type { FollowUpVisit, Retreatment } from '../protocol.ts';
import {
  anzca2021,
  consensus2018,
  esketamineLabel,
  fda2023,
  noppers2011,
  ours,
  review2014,
} from '../sources.ts';
import { ownNumber } from './parts.ts';

/** After every course. Days and windows are Ketame's own unless the source says otherwise. */
export const followUp: readonly FollowUpVisit[] = [
  ...[1, 2, 3].map((day) => ({
    day,
    withinDays: 0,
    items: ['contact'] as const,
    source: `${anzca2021} (a call at 24 to 48 h); the third day: ${ours}`,
    status: 'ours' as const,
  })),
  {
    day: 7,
    withinDays: 3,
    items: ['pain', 'function', 'mood', 'liver enzymes', 'creatinine', 'urine symptoms'],
    source: `${review2014}; ${ours}`,
    status: 'ours',
  },
  {
    day: 28,
    withinDays: 7,
    items: [
      'pain',
      'function',
      'mood',
      'liver enzymes',
      'creatinine',
      'urine symptoms',
      'cognition',
      'misuse',
    ],
    source: `${review2014}; ${ours}`,
    status: 'ours',
  },
  {
    day: 84,
    withinDays: 14,
    items: [
      'pain',
      'function',
      'mood',
      'liver enzymes',
      'creatinine',
      'urine symptoms',
      'cognition',
      'misuse',
    ],
    source: `${review2014} (relief for up to 12 weeks); ${ours}`,
    status: 'ours',
  },
];

/**
 * When a second course may be thought of.
 * @param reliefDays for how long relief must have lasted, days
 */
export function retreatmentAfter(reliefDays: number): Retreatment {
  return {
    notBeforeDays: ownNumber(
      28,
      'd',
      `After ${noppers2011}: 3 of 6 patients had liver injury when exposed again after 16 days.`,
    ),
    windowFromDays: { value: 28, unit: 'd', source: review2014, status: 'trial' },
    windowToDays: { value: 42, unit: 'd', source: review2014, status: 'trial' },
    greatestPerYear: ownNumber(
      6,
      '1',
      `The lower end of 6 to 12 a year that is reported of ${consensus2018}; not read there.`,
    ),
    reliefPercent: {
      value: 30,
      unit: '%',
      source: consensus2018,
      status: 'guideline',
      note: 'Reported, not read there.',
    },
    reliefDays: ownNumber(reliefDays, 'd', `Reported of ${consensus2018}; not read there.`),
    first: [
      {
        id: 'liver',
        text: 'ALT, AST, alkaline phosphatase and gamma-GT are below 3 times their upper limit and back at the baseline. This outranks the window.',
        source: `${noppers2011}; ${ours}`,
        status: 'ours',
      },
      {
        id: 'bladder',
        text: 'No blood in the urine and no new bladder symptoms.',
        source: `${esketamineLabel}; ${fda2023}`,
        status: 'label',
      },
      {
        id: 'mind',
        text: 'No psychosis, no suicidal thoughts, no flashbacks that trouble the patient.',
        source: review2014,
        status: 'ours',
      },
      { id: 'misuse', text: 'No sign of misuse.', source: consensus2018, status: 'guideline' },
      {
        id: 'benefit',
        text: 'The last course brought relief that counts for the patient, and benefit and harm have been weighed.',
        source: review2014,
        status: 'ours',
      },
    ],
  };
}
