import type { Basis } from '../protocol/criterion.ts';

/** From least to gravest. `hold`: no further course until something is known or over; `stop`: until a date at least. */
export const careOutcomes = ['watch', 'hold', 'stop', 'stop for good'] as const;
export type CareOutcome = (typeof careOutcomes)[number];

export type CareSystem = 'liver' | 'bladder and kidney' | 'mind' | 'misuse';

/** A rule of care after a course, as it is shown; what it finds is a function beside it. */
export interface CareRule extends Basis {
  readonly id: string;
  /** Goes up when what it finds or says changes. */
  readonly version: number;
  readonly system: CareSystem;
  readonly outcome: CareOutcome;
  readonly title: string;
  readonly whatToDo: string;
  /** What would change it. */
  readonly change: string;
}

/** A rule that holds for a patient, with what it was found from. */
export interface CareFinding {
  readonly rule: CareRule;
  /** With the values. */
  readonly reason: string;
  readonly inputs: readonly { readonly text: string; readonly at: string }[];
  /** The first day on which a further course may be thought of; null where no day is known. */
  readonly until: string | null;
  /** The day by which the test is repeated; null where none is asked for. */
  readonly nextTestOn: string | null;
}

/** The answer first, then the reasons, the gravest first. It advises; the physician decides. */
export interface CareVerdict {
  /** `clear`: no rule holds, as far as is known. */
  readonly outcome: 'clear' | CareOutcome;
  readonly findings: readonly CareFinding[];
  /** What the rules could not judge, one plain sentence each. */
  readonly notKnown: readonly string[];
}
