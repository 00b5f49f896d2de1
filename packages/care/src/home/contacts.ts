import { addDays, dateIn, daysBetween } from '../follow-up/days.ts';
import type { ContactKind, HomeProgramme } from './programme.ts';

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

export const contactStates = ['later', 'due', 'overdue', 'done', 'no-show', 'missed'] as const;
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

/** Ours: how far ahead contacts are planned, days. */
const horizonDays = 28;

/**
 * The contacts of a programme from its first day on, in the order of time. An overdue one is missed once a later contact
 * has been made; one that the patient did not keep stays until it is made.
 * @param firstDay YYYY-MM-DD, day 0: the first dose at home
 * @param timeZone of the clinic, IANA
 * @param today of the clinic, YYYY-MM-DD
 */
export function plannedContacts(
  programme: Pick<HomeProgramme, 'contacts'>,
  firstDay: string,
  records: readonly HomeContact[],
  timeZone: string,
  today: string,
): PlannedContact[] {
  const lastDay = daysBetween(firstDay, today) + horizonDays;
  const done = records.filter(({ outcome }) => outcome === 'done');
  const planned = new Map<string, PlannedContact>();
  for (const { kind, fromDay, toDay, everyDays, withinDays, source } of programme.contacts) {
    for (let day = fromDay; day <= Math.min(toDay ?? lastDay, lastDay); day += everyDays) {
      const key = `${kind}-${day}`;
      const on = addDays(firstDay, day);
      const until = addDays(on, withinDays);
      const isMissed = done.some(({ at }) => dateIn(timeZone, at) > until);
      const outcomes = records.filter((record) => record.planned === key).map(({ outcome }) => outcome);
      const state = stateOf({ on, until, outcomes, isMissed }, today);
      const overdueDays =
        state === 'overdue' || state === 'no-show' ? Math.max(0, daysBetween(until, today)) : 0;
      planned.set(key, { key, kind, day, on, until, state, overdueDays, source });
    }
  }
  return [...planned.values()].sort((one, other) => one.day - other.day || (one.kind < other.kind ? -1 : 1));
}

function stateOf(
  {
    on,
    until,
    outcomes,
    isMissed,
  }: { on: string; until: string; outcomes: readonly ContactOutcome[]; isMissed: boolean },
  today: string,
): ContactState {
  if (outcomes.includes('done')) return 'done';
  if (isMissed) return 'missed';
  if (outcomes.includes('no-show')) return 'no-show';
  if (today < on) return 'later';
  return today <= until ? 'due' : 'overdue';
}
