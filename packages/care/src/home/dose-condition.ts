import type { OpenStop } from './rules.ts';

export const doseHeadlines = ['not met', 'met until', 'clock doubtful', 'ask the clinic'] as const;
export type DoseHeadline = (typeof doseHeadlines)[number];

export const doseConditionIds = [
  'programme',
  'no-stop',
  'no-conflict',
  'supply',
  'window',
  'doses-today',
  'distance',
  'after-dose',
  'blood-pressure',
  'sitter',
  'substances',
] as const;
export type DoseConditionId = (typeof doseConditionIds)[number];

/** Why a condition stands as it does; `values` of a reason are named beside it. Words are of the patient's app. */
export const doseReasons = [
  /** validUntil */
  'programme-valid',
  'programme-not-active',
  /** validUntil */
  'programme-ran-out',
  'nothing-stops',
  /** stop, since */
  'stopped',
  'nothing-disagrees',
  /** conflicts (how many) */
  'entries-disagree',
  /** doseUg, packs (how many are in hand) */
  'supply-in-hand',
  'supply-missing',
  /** fromHour, toHour */
  'within-window',
  /** fromHour, toHour, opensAt */
  'outside-window',
  /** taken, most */
  'doses-left-today',
  /** taken, most, from */
  'no-doses-left-today',
  'no-dose-before',
  /** lastAt, hours (whole) */
  'far-enough',
  /** lastAt, hours, from */
  'too-soon',
  'checks-answered',
  /** doseId, minute */
  'check-open',
  /** systolic, diastolic, at, until */
  'pressure-in-range',
  /** systolic, diastolic, at */
  'pressure-too-high',
  /** at; empty when there is none */
  'pressure-not-fresh',
  /** at, until */
  'sitter-confirmed',
  'sitter-not-there',
  'sitter-not-confirmed',
  /** hours, at, until */
  'substances-none',
  /** hours, from */
  'substances-taken',
  /** hours */
  'substances-not-asked',
] as const;
export type DoseReason = (typeof doseReasons)[number];

export const clockReasons = [
  'server-never-heard',
  /** minutes */
  'device-differs-from-server',
  'set-back-since-server',
  'runs-differently',
  /** at */
  'entry-in-the-future',
] as const;
export type ClockReason = (typeof clockReasons)[number];

export interface ClockDoubt {
  readonly reason: ClockReason;
  readonly values: ReasonValues;
}

/** What stands in a reason: numbers, instants as ISO 8601. */
export type ReasonValues = Readonly<Record<string, string | number>>;

export interface DoseCondition {
  readonly id: DoseConditionId;
  readonly state: 'met' | 'not met' | 'unknown';
  readonly reason: DoseReason;
  readonly values: ReasonValues;
  /** When time alone changes it, ISO 8601 instant; null: it does not. */
  readonly changesAt: string | null;
}

/** Whether the conditions of the plan are met now. It never says to take a dose, and it expires. */
export interface DoseConditions {
  readonly headline: DoseHeadline;
  /** Every condition, in the order of `doseConditionIds`; empty while the clock is doubtful: none can be judged. */
  readonly conditions: readonly DoseCondition[];
  /** With `clock doubtful`: why. */
  readonly clock: ClockDoubt | null;
  /** With `ask the clinic`: why it cannot be said here. */
  readonly ask: 'server-not-heard-for-days' | 'stopped' | 'programme' | 'entries-disagree' | null;
  /** With `met until`: the answer must be asked again then. Otherwise when time alone may change it; null: it does not. */
  readonly validUntil: string | null;
}

/** What a device knows beside the diary. */
export interface DoseContext {
  /** IANA, of the patient's home as enrolled: a journey shifts no window by itself. */
  readonly timeZone: string;
  readonly enrolment: {
    readonly status: 'active' | 'suspended' | 'ended';
    readonly validUntil: string;
  } | null;
  /** As prescribed now, micrograms. */
  readonly doseUg: number;
  /** Supplied and not returned. Those whose dose the diary holds count no longer. */
  readonly packs: readonly { readonly code: string; readonly doseUg: number; readonly expiry: string }[];
  /** Micrograms in hand without packs: supplied, less returned, less every dose and loss, those not yet sent among them. */
  readonly looseUg: number;
  /** As the server said last; what the diary holds beside them is found on the device. */
  readonly stops: readonly OpenStop[];
  readonly clock: {
    /** What the server said last, and the device's clock at that moment; null: never heard. */
    readonly server: { readonly at: string; readonly deviceAt: string } | null;
    /** The device's clock at some moment of this visit, and milliseconds since by a clock that nobody sets. */
    readonly steady: { readonly deviceAt: string; readonly elapsedMs: number } | null;
  };
}
