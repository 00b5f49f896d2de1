import type { Basis } from '../criterion.ts';
import type {
  ChartedEvery,
  Discharge,
  FollowUpVisit,
  ProtocolNumber,
  Retreatment,
  StopRule,
} from '../protocol.ts';
import {
  anzca2021,
  consensus2018,
  esketamineLabel,
  fda2023,
  noppers2011,
  ours,
  review2014,
} from '../sources.ts';

/** What the shipped protocols have in common. */

const own: Basis = { source: ours, status: 'ours' };
const trial = (source: string): Basis => ({ source, status: 'trial' });

/** A number of Ketame's own, where no source was found. */
export const ownNumber = (value: number, unit: string, note?: string): ProtocolNumber => ({
  value,
  unit,
  ...own,
  ...(note !== undefined && { note }),
});
/** A number that a trial's paper prints. */
export const trialNumber = (value: number, unit: string, source: string, note?: string): ProtocolNumber => ({
  value,
  unit,
  ...trial(source),
  ...(note !== undefined && { note }),
});

const infusionItems = [
  'heart rate',
  'blood pressure',
  'oxygen saturation',
  'respiration',
  'sedation',
  'pain',
] as const;
const mindItems = ['drug high', 'internal perception', 'external perception', 'nausea'] as const;

/**
 * What is charted in the infusion and after it. No trial prints its intervals in what was read: they are Ketame's own.
 * @param bodyMin minutes between entries of body and pain
 * @param mindMin minutes between ratings of perception and nausea
 * @param night minutes between entries at night for both, null where there is no night
 */
export function chartedEvery(
  bodyMin: number,
  mindMin: number,
  night: { readonly bodyMin: number; readonly mindMin: number } | null,
): ChartedEvery[] {
  return [
    ...infusionItems.map((item) => ({
      item,
      phase: 'infusion' as const,
      everyMin: bodyMin,
      atNightEveryMin: night?.bodyMin ?? null,
      ...own,
    })),
    ...mindItems.map((item) => ({
      item,
      phase: 'infusion' as const,
      everyMin: mindMin,
      atNightEveryMin: night?.mindMin ?? null,
      ...own,
    })),
    ...[...infusionItems, ...mindItems].map((item) => ({
      item,
      phase: 'recovery' as const,
      everyMin: 30,
      atNightEveryMin: null,
      ...own,
    })),
  ];
}

const dischargeCriteria: Discharge['criteria'] = [
  {
    id: 'blood-pressure',
    text: 'Systolic blood pressure no higher than 140 mmHg, or back at the value before the infusion.',
    limit: { item: 'blood pressure', worse: 'above', value: 140, unit: 'mm[Hg]' },
    source: `${esketamineLabel}; as a limit of discharge: ${ours}`,
    status: 'ours',
  },
  {
    id: 'oxygen',
    text: 'Oxygen saturation of 94 % or more in room air, or as before the infusion.',
    limit: { item: 'oxygen saturation', worse: 'below', value: 94, unit: '%' },
    ...own,
  },
  {
    id: 'sedation',
    text: 'Fully awake: MOAA/S 5, or RASS 0.',
    limit: { item: 'sedation', worse: 'below', value: 5, unit: 'MOAA/S' },
    source: `${esketamineLabel} (sedation resolved); the scale: ${ours}`,
    status: 'label',
  },
  {
    id: 'drug-high',
    text: 'Drug high rated 2 of 10 or less.',
    limit: { item: 'drug high', worse: 'above', value: 2, unit: '{score}' },
    source: `${esketamineLabel} (dissociation resolved); the limit: ${ours}`,
    status: 'ours',
  },
  {
    id: 'internal-perception',
    text: 'Internal perception rated 2 of 10 or less.',
    limit: { item: 'internal perception', worse: 'above', value: 2, unit: '{score}' },
    source: `${esketamineLabel} (dissociation resolved); the limit: ${ours}`,
    status: 'ours',
  },
  {
    id: 'external-perception',
    text: 'External perception rated 2 of 10 or less.',
    limit: { item: 'external perception', worse: 'above', value: 2, unit: '{score}' },
    source: `${esketamineLabel} (dissociation resolved); the limit: ${ours}`,
    status: 'ours',
  },
  {
    id: 'nausea',
    text: 'Nausea rated 3 of 10 or less, and drinks.',
    limit: { item: 'nausea', worse: 'above', value: 3, unit: '{score}' },
    ...own,
  },
  { id: 'walks', text: 'Walks as before the infusion.', ...own },
  {
    id: 'escort',
    text: 'An adult takes the patient home.',
    source: `${esketamineLabel}; ${ours}`,
    status: 'ours',
  },
  {
    id: 'instructions',
    text: 'Instructions were given: no driving until the day after a night of sleep; whom to call.',
    source: esketamineLabel,
    status: 'label',
  },
];

/** Two hours and until all is over: the label of nasal esketamine, by analogy. */
export const outpatientDischarge: Discharge = {
  observationMin: {
    value: 120,
    unit: 'min',
    source: esketamineLabel,
    status: 'label',
    note: 'By analogy; not a label for pain.',
  },
  criteria: dischargeCriteria,
};

/** Four hours after the end of a course in hospital. */
export const inpatientDischarge: Discharge = {
  observationMin: { value: 240, unit: 'min', source: anzca2021, status: 'guideline' },
  criteria: dischargeCriteria,
};

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

/** In every protocol. Limits of vital signs have no source: they are ours, and the clinic confirms them before first use. */
export const stopRules: readonly StopRule[] = [
  {
    id: 'liver-injury',
    when: 'ALT, AST, alkaline phosphatase or gamma-GT reaches 3 times its upper limit, or twice the baseline where that was raised: end the infusion, no further course for 3 months, enzymes weekly until normal.',
    action: 'stop',
    source: `${noppers2011}; ${ours}`,
    status: 'ours',
  },
  {
    id: 'hys-law',
    when: 'ALT or AST from 3 times and bilirubin above twice its upper limit, alkaline phosphatase below twice, no other cause.',
    action: 'stop for good',
    source: "Hy's law, FDA guidance on drug-induced liver injury, 2009",
    status: 'guideline',
  },
  {
    id: 'blood-pressure',
    when: 'Blood pressure of 180/110 mmHg or more twice within 5 minutes.',
    action: 'pause',
    ...own,
  },
  { id: 'oxygen', when: 'Oxygen saturation below 90 % in spite of oxygen.', action: 'pause', ...own },
  { id: 'sedation', when: 'MOAA/S of 3 or less, or RASS of -2 or less.', action: 'pause', ...own },
  {
    id: 'perception',
    when: 'Drug high of 7 or more of 10, or any perception that frightens the patient.',
    action: 'pause',
    ...own,
  },
  {
    id: 'psychosis',
    when: 'Psychotic symptoms that outlast the infusion, or suicidal thoughts.',
    action: 'stop for good',
    source: `${review2014}; ${ours}`,
    status: 'ours',
  },
  {
    id: 'bladder',
    when: 'Visible blood in the urine, or urgency or pain on passing water for more than 2 weeks without infection.',
    action: 'stop for good',
    source: `${esketamineLabel}; ${ours}`,
    status: 'ours',
  },
  { id: 'kidney', when: 'eGFR falls by more than 25 %, or a kidney is obstructed.', action: 'stop', ...own },
  {
    id: 'misuse',
    when: 'Ketamine taken otherwise than as given here.',
    action: 'stop',
    source: consensus2018,
    status: 'guideline',
  },
  { id: 'patient', when: 'The patient wants it.', action: 'stop', ...own },
];
