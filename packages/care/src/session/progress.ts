import type { CheckIn, Person, SyringeCheck } from './event.ts';
import type { SessionPlan } from './plan.ts';

/** Where a session stands. `recovering` is the observation after the infusion. */
export const sessionStates = [
  'planned',
  'checked in',
  'armed',
  'infusing',
  'paused',
  'recovering',
  'discharged',
  'aborted',
] as const;
export type SessionState = (typeof sessionStates)[number];

/** A check of a syringe by one person. */
export interface OneCheck {
  readonly by: Person;
  readonly at: string;
  readonly content: SyringeCheck;
}

/** From this instant on the pump gives so much, mg/h of the drug as ordered; 0 while it stands. */
export interface RateChange {
  readonly at: string;
  readonly mgPerH: number;
}

/** What the steps of a session have made of it so far. */
export interface Progress {
  readonly plan: SessionPlan;
  readonly state: SessionState;
  /** When it came into this state. */
  readonly since: string;
  /** The state that a pause interrupted, to which the session returns. */
  readonly heldFrom: SessionState | null;
  readonly checkIn: CheckIn | null;
  /** By number of the syringe. */
  readonly checks: readonly OneCheck[];
  /** The syringe in the pump. */
  readonly loaded: SyringeCheck | null;
  /** The rate to which a pause returns, mg/h. */
  readonly setMgPerH: number;
  readonly rates: readonly RateChange[];
  /** Of the infusion. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly weaningSince: string | null;
  /** Handed over and not yet taken over. */
  readonly handedOverAt: string | null;
  readonly responsible: Person | null;
}

/** Of a session that has been planned and no more. */
export function planned(plan: SessionPlan, at: string): Progress {
  return {
    plan,
    state: 'planned',
    since: at,
    heldFrom: null,
    checkIn: null,
    checks: [],
    loaded: null,
    setMgPerH: plan.rates[0]?.mgPerH ?? 0,
    rates: [],
    startedAt: null,
    endedAt: null,
    weaningSince: null,
    handedOverAt: null,
    responsible: null,
  };
}

/** Whether there is still somebody to look after: all states but discharged, and aborted before any drug was given. */
export function isOpen({ state, startedAt }: Pick<Progress, 'state' | 'startedAt'>): boolean {
  return state !== 'discharged' && !(state === 'aborted' && startedAt === null);
}

/** Whether drug is or has been given and the patient has not left: alerts and intervals hold. */
export function isWatched(progress: Pick<Progress, 'state' | 'startedAt'>): boolean {
  return progress.startedAt !== null && isOpen(progress);
}

/** Whether the infusion has begun and not ended, pauses included. */
export function isOnInfusion({ startedAt, endedAt }: Pick<Progress, 'startedAt' | 'endedAt'>): boolean {
  return startedAt !== null && endedAt === null;
}
