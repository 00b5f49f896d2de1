import type { BearingSubject } from '../bearing/bearing.ts';
import type { Medication } from '../record.ts';
import type { Answer, AnswerValue } from './answer.ts';
import { type Question, type QuestionId, questions } from './questions.ts';
import type { Verdict } from './result.ts';
import type { Therapy } from './therapies.ts';

/** A synthetic patient with the verdict that each shipped protocol must give, so that whoever changes one sees what it does. */
export interface TestCase {
  readonly id: string;
  readonly title: string;
  readonly subject: BearingSubject;
  readonly answers: readonly Answer[];
  /** By id of the shipped protocol. */
  readonly expected: Readonly<Record<string, Verdict>>;
}

const today = '2026-11-20';

const one = (value: string): AnswerValue => ({ kind: 'one', value });
const several = (...values: string[]): AnswerValue => ({ kind: 'several', values });
const score = (value: number): AnswerValue => ({ kind: 'score', value });

const failed = (drug: string, weeks: number, reliefPercent: number): Therapy => ({
  drug,
  dose: null,
  weeks,
  tolerated: true,
  reliefPercent,
});
const fourFailed: AnswerValue = {
  kind: 'therapies',
  therapies: [
    failed('amitriptyline', 14, 10),
    failed('duloxetine', 20, 20),
    failed('pregabalin', 26, 15),
    failed('tramadol', 16, 20),
  ],
};

/** Values in the middle of what any laboratory calls normal. */
const normal: Readonly<Record<string, AnswerValue>> = Object.fromEntries(
  questions.flatMap((question: Question): [string, AnswerValue][] => {
    if (question.kind !== 'measure') return [];
    const value = { systolic: 124, diastolic: 78, eGFR: 92 }[question.id] ?? 20;
    return [
      [question.id, { kind: 'measure', value, unit: question.unit, upperLimit: question.range ? 40 : null }],
    ];
  }),
);

/** Nothing against ketamine; complex regional pain syndrome by the research criteria, refractory. */
const nothingAgainst: Readonly<Partial<Record<QuestionId, AnswerValue>>> = {
  ...normal,
  syndrome: one('crps'),
  disproportionate: one('yes'),
  'budapest-symptoms': several('sensory', 'vasomotor', 'sudomotor', 'motor'),
  'budapest-signs': several('sensory', 'vasomotor'),
  'better-diagnosis': one('no'),
  pain: score(7),
  'quality-of-life': one('yes'),
  therapies: fourFailed,
  psychosis: one('never'),
  bipolar: one('never'),
  'drug-abuse': one('never'),
  'psychiatric-evaluation': one('nothing against'),
  hypertension: one('none'),
  heart: one('none'),
  vessels: one('no'),
  'intracranial-pressure': one('never'),
  'eye-pressure': one('none'),
  'liver-disease': one('none'),
  'kidney-disease': one('no'),
  bladder: one('none'),
  pregnancy: one('not possible'),
  epilepsy: one('never'),
  porphyria: one('no'),
  allergy: one('no'),
  urine: one('normal'),
  'medication-list': one('complete'),
};

const subject: BearingSubject = {
  identity: { familyName: 'Synthetic', givenName: 'Test case', birthDate: '1979-05-12', sex: 'male' },
  entries: [],
  pregnancy: 'unknown',
  laboratoryProfile: { name: 'None', ranges: [] },
  today,
};

const oxycodone: Medication = {
  kind: 'medication',
  sourceId: 'MedicationRequest/1',
  text: 'Oxycodone 10 mg',
  codings: [],
  status: 'active',
  started: null,
  ended: null,
  dosage: null,
};

const answersOf = (values: Readonly<Partial<Record<QuestionId, AnswerValue>>>): Answer[] =>
  Object.entries(values).map(([question, value]) => ({
    question: question as QuestionId,
    value,
    on: today,
    origin: { from: 'person', by: 'Synthetic', at: `${today}T09:00:00Z` },
  }));

const shipped = ['inpatient-100-h', 'outpatient-10-days', 'five-hours-7-days', 'single-session'] as const;
const all = (verdict: Verdict): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(shipped.map((id) => [id, verdict]));
/** The trials of the second pair treated another pain than this patient's. */
const studiedElsewhere = {
  'five-hours-7-days': 'eligible with conditions',
  'single-session': 'eligible with conditions',
} as const;

const without = (question: QuestionId): Answer[] =>
  answersOf(nothingAgainst).filter((answer) => answer.question !== question);

/** Synthetic patients: one clear yes, one on conditions, one unfinished, and one for each way to be refused. */
export const testCases: readonly TestCase[] = [
  {
    id: 'clear',
    title: 'Complex regional pain syndrome, four drugs failed, nothing against ketamine',
    subject,
    answers: answersOf(nothingAgainst),
    expected: { ...all('eligible'), ...studiedElsewhere },
  },
  {
    id: 'opioid-and-pressure',
    title: 'The same, on oxycodone, with high blood pressure under treatment',
    subject: { ...subject, entries: [oxycodone] },
    answers: answersOf({ ...nothingAgainst, hypertension: one('controlled'), ecg: one('nothing against') }),
    expected: all('eligible with conditions'),
  },
  {
    id: 'unfinished',
    title: 'The same, the psychiatric evaluation not yet answered',
    subject,
    answers: without('psychiatric-evaluation'),
    expected: all('incomplete'),
  },
  {
    id: 'first-choice',
    title: 'The same, one drug tried: ketamine would be the second choice',
    subject,
    answers: answersOf({
      ...nothingAgainst,
      therapies: { kind: 'therapies', therapies: [failed('pregabalin', 26, 15)] },
    }),
    expected: all('not eligible'),
  },
  {
    id: 'past-abuse',
    title: 'The same, with abuse of opioids in the past',
    subject,
    answers: answersOf({ ...nothingAgainst, 'drug-abuse': one('past') }),
    expected: all('not eligible'),
  },
  {
    id: 'liver',
    title: 'The same, ALT at 3 times its upper limit',
    subject,
    answers: answersOf({
      ...nothingAgainst,
      ALT: { kind: 'measure', value: 120, unit: 'U/L', upperLimit: 40 },
    }),
    expected: all('not eligible'),
  },
  {
    id: 'fibromyalgia',
    title: 'Fibromyalgia, four drugs failed, nothing against ketamine',
    subject,
    answers: answersOf({ ...nothingAgainst, syndrome: one('fibromyalgia') }),
    expected: all('not eligible'),
  },
];
