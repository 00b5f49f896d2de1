import type { SilenceStep } from './programme.ts';

export const checkStates = ['later', 'due', 'answered', 'silent', 'never answered'] as const;
export type CheckState = (typeof checkStates)[number];

/** One check after one dose. */
export interface AfterDoseCheck {
  readonly doseId: string;
  /** Minutes after the dose. */
  readonly minute: number;
  /** ISO 8601 instant. */
  readonly dueAt: string;
  /** Of the answer that counts; null while there is none. */
  readonly answerId: string | null;
  readonly state: CheckState;
  /** Steps that are past and unanswered, in the order of time, with when each was due. */
  readonly escalated: readonly (SilenceStep & { readonly at: string })[];
  /** The step to come; null when there is none. */
  readonly next: (SilenceStep & { readonly at: string }) | null;
}
