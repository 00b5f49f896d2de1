import type { Bearing, BearingEntry, BearingSubject } from '../bearing/bearing.ts';
import { bearings } from '../bearing/bearings.ts';
import { latestMeasure } from '../latest.ts';
import { pregnancyFinding } from '../pregnancy.ts';
import type { Answer } from './answer.ts';
import { type Question, type QuestionId, questions } from './questions.ts';
import { therapiesOf } from './therapies.ts';

/** How a finding of the record answers a question; null where it bears on it and more must be asked. */
interface Reading {
  readonly rule: string;
  readonly question: QuestionId;
  readonly now: string | null;
  readonly past: string | null;
}

const reading = (
  rule: string,
  question: QuestionId,
  now: string | null = null,
  past: string | null = null,
): Reading => ({ rule, question, now, past });

/** The most specific diagnosis first: the first that is found answers. */
const readings: readonly Reading[] = [
  reading('pain-crps', 'syndrome', 'crps'),
  reading('pain-spinal-cord', 'syndrome', 'spinal cord injury'),
  reading('pain-neuropathic', 'syndrome', 'neuropathic'),
  reading('pain-fibromyalgia', 'syndrome', 'fibromyalgia'),
  reading('pain-migraine', 'syndrome', 'migraine'),
  reading('pain-cancer', 'syndrome'),
  reading('pain-chronic', 'syndrome'),
  reading('psychosis', 'psychosis', 'now', 'past'),
  reading('bipolar', 'bipolar', 'now', 'past'),
  reading('substance-use', 'drug-abuse', 'now', 'past'),
  reading('overdose', 'drug-abuse'),
  reading('hypertension', 'hypertension'),
  reading('blood-pressure-high', 'hypertension'),
  reading('heart', 'heart'),
  reading('vessel-at-risk', 'vessels', 'yes', 'yes'),
  reading('stroke', 'vessels'),
  reading('intracranial-pressure', 'intracranial-pressure', 'now', 'past'),
  reading('eye-pressure', 'eye-pressure'),
  reading('liver-severe', 'liver-disease', 'severe'),
  reading('liver', 'liver-disease'),
  reading('kidney', 'kidney-disease', 'disease'),
  reading('bladder', 'bladder'),
  reading('pregnant', 'pregnancy', 'pregnant'),
  reading('pregnancy-possible', 'pregnancy'),
  reading('seizure', 'epilepsy'),
  reading('porphyria', 'porphyria', 'yes', 'yes'),
  reading('ketamine-allergy', 'allergy', 'yes', 'yes'),
];

/** Judged by a criterion of their own from the values themselves. */
const judgedByValue = [
  'under-18',
  'liver-enzymes-far-above',
  'liver-values-above',
  'liver-values-without-range',
  'kidney-function',
];

/** What the record says to the questions of a selection. */
export interface RecordReading {
  readonly answers: readonly Answer[];
  /** What in the record bears on a question, whether it answers it or not. */
  readonly hints: ReadonlyMap<QuestionId, readonly Bearing[]>;
  /** Findings that no question asks for: interactions and the rest. */
  readonly others: readonly Bearing[];
}

/**
 * Reads the record for the questions of a selection. Silence of a record is never an answer: who has no entry of
 * epilepsy is still to be asked.
 */
export function readRecord(subject: BearingSubject): RecordReading {
  const found = bearings(subject);
  const hints = new Map<QuestionId, Bearing[]>();
  const answers = new Map<QuestionId, Answer>();
  for (const { rule, question, now, past } of readings) {
    const bearing = found.find((one) => one.rule === rule);
    if (bearing === undefined) continue;
    hints.set(question, [...(hints.get(question) ?? []), bearing]);
    const value = bearing.state === 'past' ? past : now;
    if (value !== null && !answers.has(question)) {
      answers.set(question, {
        question,
        value: { kind: 'one', value },
        on: subject.today,
        origin: { from: 'record', entries: bearing.from },
      });
    }
  }
  const asked = new Set([...readings.map((one) => one.rule), ...judgedByValue]);
  return {
    answers: [...answers.values(), ...pregnancyAnswer(subject), ...measured(subject), ...therapies(subject)],
    hints,
    others: found.filter((one) => !asked.has(one.rule) && one.severity !== 'information'),
  };
}

/** That a pregnancy is not possible, where the clinic's word, sex, age or the record says so. */
function pregnancyAnswer(subject: BearingSubject): Answer[] {
  const { pregnancy, from } = pregnancyFinding(
    subject.identity,
    subject.entries,
    subject.pregnancy,
    subject.today,
  );
  if (pregnancy !== 'not possible') return [];
  const entries: BearingEntry[] =
    from.length > 0
      ? from.map((entry) => ({
          kind: entry.kind,
          sourceId: entry.sourceId,
          text: entry.text,
          date: entry.onset,
          state: 'active',
          matchedBy: 'code',
        }))
      : [
          {
            kind: 'identity',
            sourceId: '',
            text: subject.pregnancy === 'not possible' ? 'as put down by the clinic' : 'by sex and age',
            date: null,
            state: 'active',
            matchedBy: 'identity',
          },
        ];
  return [
    {
      question: 'pregnancy',
      value: { kind: 'one', value: 'not possible' },
      on: subject.today,
      origin: { from: 'record', entries },
    },
  ];
}

function measured(subject: BearingSubject): Answer[] {
  return questions.flatMap((question: Question): Answer[] => {
    if (question.kind !== 'measure') return [];
    const { entries, identity, laboratoryProfile } = subject;
    const latest = latestMeasure(entries, question.measure, identity.sex, laboratoryProfile);
    if (latest === null) return [];
    const { value, unit, at, range, sourceId } = latest;
    return [
      {
        question: question.id as QuestionId,
        value: { kind: 'measure', value, unit, upperLimit: range?.high ?? null },
        on: at.slice(0, 10),
        origin: {
          from: 'record',
          entries: [
            {
              kind: 'observation',
              sourceId,
              text: question.text,
              date: at,
              state: 'active',
              matchedBy: 'value',
            },
          ],
        },
      },
    ];
  });
}

function therapies(subject: BearingSubject): Answer[] {
  const found = therapiesOf(subject.entries, subject.today);
  if (found.length === 0) return [];
  return [
    {
      question: 'therapies',
      value: { kind: 'therapies', therapies: found },
      on: subject.today,
      origin: { from: 'record', entries: [] },
    },
  ];
}
