import type { Outcome } from '../protocol/criterion.ts';
import type { Answer } from './answer.ts';
import type { QuestionId } from './questions.ts';

/** How a criterion stands, before any override. */
export interface Finding {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly conditions: readonly string[];
  readonly inputs: readonly Answer[];
}

/** The answer that counts for each question. */
export interface Given {
  of(question: QuestionId): Answer | undefined;
  /** The record's own answer, whether or not a person has answered too. */
  recordOf(question: QuestionId): Answer | undefined;
}

/** A criterion that cannot be judged yet. */
export const missing = (reason: string, inputs: readonly Answer[] = []): Finding => ({
  outcome: 'missing',
  reason,
  conditions: [],
  inputs,
});

const dayMs = 24 * 3600 * 1000;

/** Whole days from one date to another, negative when it lies later. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / dayMs);
}
