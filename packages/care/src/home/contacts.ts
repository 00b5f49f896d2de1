import type { ContactKind } from './programme.ts';

export const contactOutcomes = ['done', 'no-show'] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

/** What became of a contact, planned or not. */
export interface HomeContact {
  readonly id: string;
  /** Key of the planned contact; null for one that was not planned. */
  readonly planned: string | null;
  readonly kind: ContactKind;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly outcome: ContactOutcome;
  readonly note: string;
}

export const contactStates = ['later', 'due', 'overdue', 'done', 'no-show'] as const;
export type ContactState = (typeof contactStates)[number];

/** A contact that the programme plans. */
export interface PlannedContact {
  /** Stable: kind and day, "call-3". */
  readonly key: string;
  readonly kind: ContactKind;
  /** After the first day of the programme. */
  readonly day: number;
  /** YYYY-MM-DD. */
  readonly on: string;
  /** Last day in time. */
  readonly until: string;
  readonly state: ContactState;
  readonly overdueDays: number;
  readonly source: string;
}
