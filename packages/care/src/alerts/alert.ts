import type { Person } from '../session/event.ts';
import type { AlertRule, Priority } from './rule.ts';

/** What a rule read. */
export interface AlertInput {
  /** "oxygen saturation 88 %", in words. */
  readonly text: string;
  readonly at: string;
}

/** One alert: raised once for its cause, latched until somebody has acknowledged it and the cause is gone. */
export interface Alert {
  /** Cause and number: "systolic above/2". The same whenever the session is replayed. */
  readonly id: string;
  readonly cause: string;
  /** The rule of the highest priority that raised it. */
  readonly rule: AlertRule;
  /** When it was raised: as soon as it could be known. */
  readonly raisedAt: string;
  readonly inputs: readonly AlertInput[];
  /** What became of it: rules of a higher priority, the cause gone and back. */
  readonly changes: readonly { readonly at: string; readonly what: string }[];
  readonly acknowledged: { readonly at: string; readonly by: Person; readonly reason: string } | null;
  /** When the cause was gone; null while it lasts. */
  readonly clearedAt: string | null;
  /** Whether it still asks for something: not acknowledged, or its cause lasts. */
  readonly open: boolean;
  /** To whom it has gone further while nobody answered. */
  readonly escalated: readonly { readonly at: string; readonly to: string }[];
  /** Whether it is to be heard now. */
  readonly sounding: boolean;
}

const ranks: Readonly<Record<Priority, number>> = { high: 2, medium: 1, low: 0 };

/** Greater means sooner. */
export function rank(priority: Priority): number {
  return ranks[priority];
}
