import type { RuleStatus } from '../bearing/bearing.ts';
import type { Measure } from '../record.ts';
import type { QuestionId } from '../selection/questions.ts';

/** What a statement or a number rests on. */
export interface Basis {
  readonly source: string;
  readonly status: RuleStatus;
}

/** How one criterion stands; from worst to best in this order. `missing`: what is needed to say it is not there. */
export const outcomes = ['not met', 'missing', 'met with conditions', 'met'] as const;
export type Outcome = (typeof outcomes)[number];

/** What an answer means: met, not met, or met on a condition, in words for the person who must fulfil it. */
export interface Meaning {
  readonly outcome: Exclude<Outcome, 'missing'>;
  /** Says what must be done; given where the outcome is `met with conditions`. */
  readonly condition?: string;
}

/** An answer of one word out of several; an answer that is not named here is not met. */
export interface ChoiceTest {
  readonly kind: 'choice';
  readonly question: QuestionId;
  readonly answers: Readonly<Record<string, Meaning>>;
  /** An older answer counts as missing, days. */
  readonly validDays?: number;
}

/** A score of at least so much. */
export interface ScoreTest {
  readonly kind: 'score';
  /** The best of these counts. */
  readonly scores: readonly { readonly question: QuestionId; readonly atLeast: number }[];
  /** What a lower score means. */
  readonly below: Meaning;
}

/** The newest value of a measure, from the record or entered. */
export interface MeasureTest {
  readonly kind: 'measure';
  readonly measure: Measure;
  /** What the limits are counted in: the value itself in `unit` (UCUM), or how many times the upper limit of its range it is. */
  readonly unit: string | 'times upper limit';
  /** On which side of the limits the value is worse. */
  readonly worse: 'above' | 'below';
  /** Beyond this only with the condition; on it, still met. */
  readonly conditionBeyond: number;
  readonly condition: string;
  /** From here on not met, this value included. */
  readonly refusedFrom: number | null;
  /** An older value counts as missing, days. */
  readonly validDays: number;
}

/** How surely the diagnosis is made. */
export interface GradeTest {
  readonly kind: 'Budapest' | 'neuropathic grade';
  readonly grades: Readonly<Record<string, Meaning>>;
}

/** The treatments tried before, counted by the rule of Smith 2012 (see selection/therapy-trials.ts). */
export interface TherapyTest {
  readonly kind: 'therapies';
  readonly count: 'drugs' | 'classes';
  readonly atLeast: number;
}

export interface AgeTest {
  readonly kind: 'age';
  /** Years. */
  readonly atLeast: number;
}

/** Whatever else of the record bears on ketamine, the interactions of the medication first. */
export interface RecordTest {
  readonly kind: 'record';
}

export type CriterionTest =
  | ChoiceTest
  | ScoreTest
  | MeasureTest
  | GradeTest
  | TherapyTest
  | AgeTest
  | RecordTest;

/** One criterion of a protocol: data, with the source it is from. */
export interface Criterion extends Basis {
  readonly id: string;
  readonly version: number;
  readonly group: CriterionGroup;
  readonly title: string;
  /** Why it is asked, one or two plain sentences. */
  readonly why: string;
  /** What would change the answer, one sentence. */
  readonly change: string;
  readonly test: CriterionTest;
  /** Asked only when one of these answers was given; while none of their questions is answered it is missing. */
  readonly when?: readonly { readonly question: QuestionId; readonly is: readonly string[] }[];
  /** A hard criterion cannot be overridden, and no copy of the protocol can leave it out. */
  readonly hard?: true;
}

export const criterionGroups = [
  'Diagnosis',
  'Severity and earlier treatment',
  'Mind',
  'Body',
  'Baseline tests',
  'Medication and record',
] as const;
export type CriterionGroup = (typeof criterionGroups)[number];
