import type { Criterion, Outcome } from '../protocol/criterion.ts';
import type { Answer } from './answer.ts';
import type { GuidanceVoice } from './guidance.ts';

/** The answer of a selection, from least to most eligible. */
export const verdicts = ['not eligible', 'incomplete', 'eligible with conditions', 'eligible'] as const;
export type Verdict = (typeof verdicts)[number];

/** A criterion that is not met set aside for one patient, with a reason, by two physicians. */
export interface Override {
  readonly criterion: string;
  /** The reason for which the criterion was not met; another reason needs another override. */
  readonly of: string;
  readonly why: string;
  readonly by: Signer;
  /** Null until the second physician has signed: until then it has no effect. */
  readonly second: Signer | null;
}

export interface Signer {
  /** Id of the account. */
  readonly account: string;
  readonly name: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** How one criterion stands for this patient. */
export interface CriterionResult {
  readonly criterion: Omit<Criterion, 'test' | 'when'>;
  readonly outcome: Outcome;
  /** False where `when` does not hold: the criterion is then met and not spoken of. */
  readonly asked: boolean;
  /** Why, in words with the values. */
  readonly reason: string;
  /** What must be done where it is met with conditions. */
  readonly conditions: readonly string[];
  readonly inputs: readonly Answer[];
  readonly override: Override | null;
}

/** The answer first, then the reasons: criterion by criterion with inputs, source and what would change it. */
export interface SelectionResult {
  readonly verdict: Verdict;
  readonly protocol: { readonly id: string; readonly version: number };
  /** The clinic's date on which it was evaluated, YYYY-MM-DD. */
  readonly on: string;
  readonly criteria: readonly CriterionResult[];
  /** Guidance on this pain, the clinic's own first. */
  readonly guidance: readonly GuidanceVoice[];
  /** All that must be done, criterion by criterion and of the guidance that speaks first. */
  readonly conditions: readonly string[];
}
