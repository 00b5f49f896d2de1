import { addDays, dateIn, daysBetween } from '../follow-up/days.ts';
import { countedResults, type FollowUpResult } from '../follow-up/result.ts';
import type { ProtocolNumber, Retreatment } from '../protocol/protocol.ts';

/** Relief at a day after the course, as it was told. */
export interface ReliefPoint {
  /** Days after the end of the course. */
  readonly day: number;
  /** Of the pain before treatment; below 0 when it is worse. */
  readonly percent: number;
  /** Of the result. */
  readonly id: string;
}

/** How the relief that counts went after the last course. */
export type OwnCourse =
  | { readonly kind: 'not known' }
  /** It was never there, up to that day. */
  | { readonly kind: 'never came'; readonly day: number }
  /** It was there on the last day that was asked for. */
  | { readonly kind: 'still there'; readonly day: number }
  /** It was there on the one day and not on the next that was asked for. */
  | { readonly kind: 'waned'; readonly lastWith: number; readonly firstWithout: number };

/** When the next course is thought of: from the patient's own relief where it is known, else from the literature. */
export interface RetreatmentWindow {
  /** The clinic's dates, YYYY-MM-DD. `until` is null while relief is still there; both where nothing came of the course. */
  readonly from: string | null;
  readonly until: string | null;
  readonly basis: 'own course' | 'literature';
  readonly reason: string;
  /** Today is before, in or after it; null without a window. */
  readonly state: 'before' | 'in' | 'after' | null;
  /** Never before this day, whatever else is true. */
  readonly notBefore: { readonly on: string; readonly limit: ProtocolNumber };
  readonly literature: { readonly from: ProtocolNumber; readonly to: ProtocolNumber };
  readonly own: OwnCourse;
  readonly relief: readonly ReliefPoint[];
}

/**
 * Relief after the end of a course, the earliest first.
 * @param endedAt of the course, ISO 8601
 * @param baselinePain before treatment, 0 to 10; null where nobody has put it down: then only results that carry a
 * relief of their own are read
 */
export function reliefAfter(
  endedAt: string,
  results: readonly FollowUpResult[],
  baselinePain: number | null,
  timeZone: string,
): ReliefPoint[] {
  const ended = dateIn(timeZone, endedAt);
  return countedResults(results).flatMap(({ id, at, content }) => {
    if (content.kind !== 'pain' || Date.parse(at) <= Date.parse(endedAt)) return [];
    const computed = baselinePain === null ? null : (100 * (baselinePain - content.mean)) / baselinePain;
    const percent = content.reliefPercent ?? computed;
    return percent === null ? [] : [{ day: daysBetween(ended, dateIn(timeZone, at)), percent, id }];
  });
}

/** @param relief in the order of time @param atLeast relief that counts, percent */
export function ownCourse(relief: readonly ReliefPoint[], atLeast: number): OwnCourse {
  const last = relief.at(-1);
  if (last === undefined) return { kind: 'not known' };
  const lastWith = relief.findLastIndex(({ percent }) => percent >= atLeast);
  const held = relief[lastWith];
  if (held === undefined) return { kind: 'never came', day: last.day };
  const after = relief[lastWith + 1];
  return after === undefined
    ? { kind: 'still there', day: held.day }
    : { kind: 'waned', lastWith: held.day, firstWithout: after.day };
}

/**
 * The window for the next course.
 * @param endedAt of the last course, ISO 8601
 * @param relief after it, in the order of time
 * @param now ISO 8601
 */
export function retreatmentWindow(
  rule: Retreatment,
  endedAt: string,
  relief: readonly ReliefPoint[],
  { now, timeZone }: { readonly now: string; readonly timeZone: string },
): RetreatmentWindow {
  const ended = dateIn(timeZone, endedAt);
  const today = dateIn(timeZone, now);
  const own = ownCourse(relief, rule.reliefPercent.value);
  const { days, basis, reason } = daysOf(rule, own);
  const from = days === null ? null : addDays(ended, days.from);
  const until = days === null || days.to === null ? null : addDays(ended, days.to);
  return {
    from,
    until,
    basis,
    reason,
    state: from === null ? null : today < from ? 'before' : until !== null && today > until ? 'after' : 'in',
    notBefore: { on: addDays(ended, rule.notBeforeDays.value), limit: rule.notBeforeDays },
    literature: { from: rule.windowFromDays, to: rule.windowToDays },
    own,
    relief,
  };
}

interface WindowDays {
  readonly days: { readonly from: number; readonly to: number | null } | null;
  readonly basis: RetreatmentWindow['basis'];
  readonly reason: string;
}

/** Days after the end of the course; none before the rule's earliest. */
function daysOf(rule: Retreatment, own: OwnCourse): WindowDays {
  const earliest = rule.notBeforeDays.value;
  const percent = `${rule.reliefPercent.value} %`;
  switch (own.kind) {
    case 'waned': {
      const from = Math.max(earliest, own.lastWith);
      const early = own.firstWithout < earliest ? ` That is earlier than day ${earliest}, which stands.` : '';
      return {
        days: {
          from,
          to: Math.max(own.firstWithout, from + rule.windowToDays.value - rule.windowFromDays.value),
        },
        basis: 'own course',
        reason: `Relief of ${percent} was there on day ${own.lastWith} and no longer on day ${own.firstWithout}.${early}`,
      };
    }
    case 'still there':
      return {
        days: { from: Math.max(earliest, own.day), to: null },
        basis: 'own course',
        reason: `Relief of ${percent} was still there on day ${own.day}, the last that was asked for: nothing is to be renewed yet.`,
      };
    case 'never came':
      return {
        days: null,
        basis: 'own course',
        reason: `Relief of ${percent} was not there on any day that was asked for, up to day ${own.day}: there is nothing to renew.`,
      };
    case 'not known':
      return {
        days: { from: Math.max(earliest, rule.windowFromDays.value), to: rule.windowToDays.value },
        basis: 'literature',
        reason: `No relief of this patient is known after the course: the window is that of the literature, day ${rule.windowFromDays.value} to ${rule.windowToDays.value}.`,
      };
  }
}
