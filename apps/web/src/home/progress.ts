import { type DiaryState, type HomeSideEffect, heldOf } from '@ketame/care';

/**
 * Change of average pain, 0 to 10, that is told as a change; ours, near the least change that patients of trials call
 * better (Dworkin RH et al., J Pain 2008;9:105-121: 10 to 20 % of the scale).
 */
export const TOLD_CHANGE = 1;
/** Days with an answer that the first and the last week must have at least; ours. */
const LEAST_DAYS = 3;
const WEEK = 7;

export interface DayOfPain {
  /** Days since the first entry. */
  readonly day: number;
  readonly date: string;
  readonly pain: number;
}

export interface Progress {
  readonly days: readonly DayOfPain[];
  /** Means of average pain; null where too few days were answered. */
  readonly first: number | null;
  readonly last: number | null;
  readonly verdict: 'lower' | 'higher' | 'same' | 'backAgain' | null;
  /** Side effects of the last 7 days, with on how many days; the most frequent first. */
  readonly sideEffects: readonly { readonly id: HomeSideEffect; readonly days: number }[];
  readonly dosesLastWeek: number;
}

/**
 * The patient's own course, from what was entered and nothing else.
 * @param today YYYY-MM-DD, the patient's
 * @param now ISO 8601 instant
 */
export function progressOf(diary: DiaryState, today: string, now: string): Progress {
  const entries = heldOf(diary, 'day').toSorted((one, other) =>
    one.statement.date < other.statement.date ? -1 : 1,
  );
  const start = entries[0]?.statement.date ?? today;
  const days = entries.flatMap(({ statement: { date, painAverage } }) =>
    painAverage === null ? [] : [{ day: daysBetween(start, date), date, pain: painAverage }],
  );
  const thisDay = daysBetween(start, today);
  const first = meanOf(days.filter(({ day }) => day < WEEK));
  const last = thisDay + 1 < 2 * WEEK ? null : meanOf(within(days, thisDay, 0));
  const before = thisDay + 1 < 3 * WEEK ? null : meanOf(within(days, thisDay, WEEK));
  const counts = new Map<HomeSideEffect, number>();
  for (const { statement } of entries) {
    const ago = daysBetween(statement.date, today);
    if (ago < 0 || ago >= WEEK) continue;
    for (const id of statement.sideEffects ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const weekAgo = Date.parse(now) - WEEK * 86_400_000;
  return {
    days,
    first,
    last,
    verdict: verdictOf(first, before, last),
    sideEffects: [...counts]
      .map(([id, number]) => ({ id, days: number }))
      .sort((one, other) => other.days - one.days),
    dosesLastWeek: heldOf(diary, 'dose').filter(({ at }) => Date.parse(at) > weekAgo).length,
  };
}

function verdictOf(first: number | null, before: number | null, last: number | null): Progress['verdict'] {
  if (first === null || last === null) return null;
  if (last - first >= TOLD_CHANGE) return 'higher';
  if (first - last < TOLD_CHANGE) return 'same';
  return before !== null && last - before >= TOLD_CHANGE ? 'backAgain' : 'lower';
}

const within = (days: readonly DayOfPain[], thisDay: number, ago: number) =>
  days.filter(({ day }) => day > thisDay - ago - WEEK && day <= thisDay - ago);

function meanOf(days: readonly DayOfPain[]): number | null {
  return days.length < LEAST_DAYS ? null : days.reduce((sum, { pain }) => sum + pain, 0) / days.length;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
