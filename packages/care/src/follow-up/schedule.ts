import type { FollowUpItem, FollowUpVisit } from '../protocol/protocol.ts';
import { addDays, dateIn, daysBetween } from './days.ts';
import { countedResults, type FollowUpContent, type FollowUpResult, type GivenSession } from './result.ts';

export const dueStates = ['overdue', 'due', 'later', 'done', 'not done', 'missed'] as const;
export type DueState = (typeof dueStates)[number];

/** One item of one visit of the schedule. */
export interface FollowUpDue {
  readonly item: FollowUpItem;
  /** Days after the end of the last session. */
  readonly day: number;
  /** The clinic's dates, YYYY-MM-DD: when it opens, is due, and after which it is overdue. */
  readonly from: string;
  readonly on: string;
  readonly until: string;
  readonly state: DueState;
  /** Days past `until`; 0 when it is not overdue. */
  readonly overdueDays: number;
  /** What is still missing of it, in words; empty when done. */
  readonly missing: readonly string[];
  readonly source: string;
}

/** Which instruments serve an item of the schedule. HVLT-R serves none: no rule judges it, and nobody would be told of a fall. */
export const instrumentsOf: Partial<Record<FollowUpItem, readonly string[]>> = {
  contact: ['ketame-contact'],
  function: ['ketame-function', 'bpi-interference'],
  mood: ['phq-9'],
  'urine symptoms': ['ketame-urine', 'icsi', 'ipss'],
  cognition: ['moca'],
};

const enzymes = ['ALT', 'AST', 'ALP', 'GGT'] as const;

/**
 * What is due after the last session, visit by visit and item by item. A visit opens as many days before its day as it
 * stays in time after it; it is served by what was entered from then until the next visit for the same item opens. The
 * next session ends the schedule and begins it anew.
 * @param sessions of the patient, in any order
 * @param followUp of the protocol of the last session
 * @param now ISO 8601; days are those of `timeZone`
 * @returns in the order of the schedule; empty while a session runs and before the first
 */
export function followUpDue(
  sessions: readonly GivenSession[],
  followUp: readonly FollowUpVisit[],
  results: readonly FollowUpResult[],
  { now, timeZone }: { readonly now: string; readonly timeZone: string },
): FollowUpDue[] {
  const end = lastEnd(sessions);
  if (end === null) return [];
  const today = dateIn(timeZone, now);
  const ended = dateIn(timeZone, end);
  const counted = countedResults(results).map(({ at, content }) => ({ on: dateIn(timeZone, at), content }));
  return followUp.flatMap(({ day, withinDays, items, source }) =>
    items.map((item): FollowUpDue => {
      const [from, on, until] = [day - withinDays, day, day + withinDays].map((days) =>
        addDays(ended, days),
      ) as [string, string, string];
      const next = followUp.find((later) => later.day > day && later.items.includes(item));
      const closes = next === undefined ? null : addDays(ended, next.day - next.withinDays);
      const within = counted.filter((one) => one.on >= from && (closes === null || one.on < closes));
      const missing = missingOf(
        item,
        within.map(({ content }) => content),
      );
      const given = within.some(({ content }) => content.kind === 'not done' && content.item === item);
      const isMissed = closes !== null && today >= closes;
      const state: DueState =
        missing.length === 0
          ? 'done'
          : given
            ? 'not done'
            : isMissed
              ? 'missed'
              : today > until
                ? 'overdue'
                : today >= from
                  ? 'due'
                  : 'later';
      const overdueDays = state === 'overdue' ? daysBetween(until, today) : 0;
      return { item, day, from, on, until, state, overdueDays, missing, source };
    }),
  );
}

/** When the last session ended; null before the first, and while one runs. */
export function lastEnd(sessions: readonly GivenSession[]): string | null {
  const last = lastSession(sessions);
  return last?.endedAt ?? null;
}

/** The session that began last. */
export function lastSession(sessions: readonly GivenSession[]): GivenSession | undefined {
  return [...sessions].sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt)).at(-1);
}

/** What an item still lacks, in words; empty when these results serve it. */
export function missingOf(item: FollowUpItem, contents: readonly FollowUpContent[]): string[] {
  const measured = new Set(
    contents.flatMap((content) =>
      content.kind === 'laboratory' ? content.values.map(({ measure }) => measure) : [],
    ),
  );
  const has = (kind: FollowUpContent['kind']) => contents.some((content) => content.kind === kind);
  switch (item) {
    case 'pain':
      return has('pain') ? [] : ['pain'];
    case 'misuse':
      return has('misuse review') ? [] : ['misuse'];
    case 'liver enzymes':
      return enzymes.filter((measure) => !measured.has(measure));
    case 'creatinine':
      return measured.has('creatinine') || measured.has('eGFR') ? [] : ['creatinine or eGFR'];
    default: {
      const served = contents.some(
        (content) => content.kind === 'questionnaire' && instrumentsOf[item]?.includes(content.instrument),
      );
      return served ? [] : [item];
    }
  }
}
