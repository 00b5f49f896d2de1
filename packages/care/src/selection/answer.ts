import type { BearingEntry } from '../bearing/bearing.ts';
import { type QuestionId, questionOf } from './questions.ts';
import { analgesicOf, type Therapy } from './therapies.ts';

/** Where an answer is from: entries of the record, or a person who gave it. */
export type Origin =
  | { readonly from: 'record'; readonly entries: readonly BearingEntry[] }
  | { readonly from: 'person'; readonly by: string /** ISO 8601 instant. */; readonly at: string };

export type AnswerValue =
  | { readonly kind: 'one'; readonly value: string }
  | { readonly kind: 'several'; readonly values: readonly string[] }
  | { readonly kind: 'score'; readonly value: number }
  | {
      readonly kind: 'measure';
      readonly value: number;
      /** UCUM. */
      readonly unit: string;
      /** Upper limit of the reference range, in the same unit; null where none is given (never assumed). */
      readonly upperLimit: number | null;
    }
  | { readonly kind: 'therapies'; readonly therapies: readonly Therapy[] };

/** One answer about a patient. */
export interface Answer {
  readonly question: QuestionId;
  readonly value: AnswerValue;
  /** The day for which it holds: of the examination, the sample, the asking. YYYY-MM-DD. */
  readonly on: string;
  readonly origin: Origin;
}

/**
 * What is wrong with a value as an answer to a question, in words; null when nothing is.
 * @throws {RangeError} when there is no such question
 */
export function answerProblem(id: string, value: AnswerValue): string | null {
  const question = questionOf(id);
  if (value.kind !== question.kind)
    return `"${question.text}" takes an answer of the kind "${question.kind}".`;
  const known = (one: string) =>
    (question.kind === 'one' || question.kind === 'several') &&
    question.choices.some((choice) => choice.value === one);
  switch (value.kind) {
    case 'one':
      return known(value.value) ? null : `"${value.value}" is not one of the choices of "${question.text}".`;
    case 'several': {
      const unknown = value.values.find((one) => !known(one));
      if (unknown !== undefined) return `"${unknown}" is not one of the choices of "${question.text}".`;
      return new Set(value.values).size === value.values.length ? null : 'A choice stands there twice.';
    }
    case 'score':
      return question.kind === 'score' && value.value >= question.least && value.value <= question.greatest
        ? null
        : `"${question.text}" lies outside of its range.`;
    case 'measure':
      if (!(value.value > 0)) return `"${question.text}" must be above 0.`;
      return value.upperLimit === null || value.upperLimit > 0 ? null : 'An upper limit must be above 0.';
    case 'therapies': {
      const strange = value.therapies.find((therapy) => analgesicOf(therapy.drug) === null);
      return strange === undefined ? null : `"${strange.drug}" is not in the list of drugs.`;
    }
  }
}
