import type { Retreatment } from '@ketame/care';
import type { ReliefLearnt } from '@ketame/ketamine';
import { fieldOf } from '../../infusion/clinic-time.ts';
import { dateText } from '../../parts/format.ts';

/** When the next course may be thought of, hours from the start of the last one. */
export interface OwnWindow {
  readonly fromH: number;
  readonly toH: number;
  /** Relief may fall earlier than a course may follow: the limit of the protocol stands. */
  readonly isHeldBack: boolean;
}

const DAY = 24;

/**
 * The time in which this patient's relief falls under the share that counts, 90 % interval, and never before the day
 * that the protocol sets.
 * @param endH last dose of the course, hours from its start
 * @returns null where relief as high is not likely ever to be reached: there is nothing to renew
 */
export function ownWindow(
  { timeH }: ReliefLearnt['fallsUnder'],
  endH: number,
  { notBeforeDays }: Pick<Retreatment, 'notBeforeDays'>,
): OwnWindow | null {
  if (timeH === null) return null;
  const earliestH = endH + DAY * notBeforeDays.value;
  return {
    fromH: Math.max(earliestH, timeH.low),
    toH: Math.max(earliestH, timeH.high),
    isHeldBack: timeH.low < earliestH,
  };
}

/** "7 Mar 2027", in the time zone of the device; so many hours after an instant (ISO 8601). */
export const dayAfter = (instant: string, hours: number): string =>
  dateText(fieldOf(new Date(Date.parse(instant) + hours * 3_600_000).toISOString(), undefined));
