import { addDays } from '../follow-up/days.ts';

const msPerHour = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows: the date YYYY-MM-DD, and minutes since midnight as it reads. */
export interface LocalTime {
  readonly date: string;
  readonly minutes: number;
}

/**
 * What the clock on the wall shows at an instant.
 * @param timeZone IANA
 * @param at ms since 1970
 */
export function localTime(timeZone: string, at: number): LocalTime {
  // "2026-10-25, 02:30"
  const text = formatOf(timeZone).format(at);
  return { date: text.slice(0, 10), minutes: Number(text.slice(12, 14)) * 60 + Number(text.slice(15, 17)) };
}

/**
 * The instant at which the clock on the wall first shows a full hour of a day. Where the clocks skip it, the instant of
 * the change; where they show it twice, the first.
 * @param date YYYY-MM-DD
 * @param hour 0 to 24
 * @returns ms since 1970
 */
export function instantOfHour(timeZone: string, date: string, hour: number): number {
  const [day, clock] = hour === 24 ? [addDays(date, 1), 0] : [date, hour];
  const asUtc = Date.parse(`${day}T00:00:00Z`) + clock * msPerHour;
  const before = asUtc - offsetMs(timeZone, asUtc - 24 * msPerHour);
  const after = asUtc - offsetMs(timeZone, asUtc + 24 * msPerHour);
  const shows = [before, after]
    .filter((at) => {
      const there = localTime(timeZone, at);
      return there.date === day && there.minutes === clock * 60;
    })
    .sort((one, other) => one - other)[0];
  return shows ?? before;
}

function offsetMs(timeZone: string, at: number): number {
  const { date, minutes } = localTime(timeZone, at);
  const minute = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${date}T00:00:00Z`) + minutes * 60_000 - minute;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}
