import type { ChartedItem, Monitoring } from '../protocol/protocol.ts';
import { isOnInfusion, type Progress } from './progress.ts';

const msPerMinute = 60_000;

/** How often an item is charted now, with its source; null when the protocol does not ask for it in this phase. */
export function intervalOf(
  { plan, startedAt, endedAt }: Pick<Progress, 'plan' | 'startedAt' | 'endedAt'>,
  item: ChartedItem,
): Monitoring['charted'][number] | null {
  const phase = isOnInfusion({ startedAt, endedAt }) ? 'infusion' : 'recovery';
  return plan.monitoring.charted.find((one) => one.item === item && one.phase === phase) ?? null;
}

/**
 * When an item is due next: one interval after it was last charted, or after the phase began. At night, while rate and
 * state have not changed since, the interval of the night holds.
 * @param lastAt when it was last charted, ms since 1970; null when never
 * @returns ms since 1970; null when the protocol does not ask for it in this phase, or nothing is being watched
 */
export function dueAt(progress: Progress, item: ChartedItem, lastAt: number | null): number | null {
  const interval = intervalOf(progress, item);
  if (interval === null || progress.startedAt === null) return null;
  const begin = Date.parse(progress.endedAt ?? progress.startedAt);
  const from = Math.max(begin, lastAt ?? begin);
  const byDay = from + interval.everyMin * msPerMinute;
  const { night } = progress.plan.monitoring;
  if (night === null || interval.atNightEveryMin === null) return byDay;
  const changedAt = Math.max(
    Date.parse(progress.since),
    Date.parse(progress.rates.at(-1)?.at ?? progress.since),
  );
  const isQuiet = changedAt <= from && isWithin(byDay, night, progress.plan.timeZone);
  return isQuiet ? from + interval.atNightEveryMin * msPerMinute : byDay;
}

/** Whether an instant lies between two clock times of a zone, over midnight too. */
export function isWithin(
  at: number,
  { from, to }: { readonly from: string; readonly to: string },
  timeZone: string,
): boolean {
  const clock = clockAt(at, timeZone);
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}

const clocks = new Map<
  string,
  { readonly format: Intl.DateTimeFormat; readonly minute: number; readonly clock: string }
>();

/** HH:MM in a zone. Many instants of one minute are asked for one after the other, and formatting is slow. */
function clockAt(at: number, timeZone: string): string {
  const minute = Math.floor(at / msPerMinute);
  const known = clocks.get(timeZone);
  if (known !== undefined && known.minute === minute) return known.clock;
  const format = known?.format ?? clockFormat(timeZone);
  const clock = format.format(at);
  clocks.set(timeZone, { format, minute, clock });
  return clock;
}

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}
