const msPerDay = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The date at an instant in a time zone, YYYY-MM-DD.
 * @param at ISO 8601
 * @param timeZone IANA
 */
export function dateIn(timeZone: string, at: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(Date.parse(at));
}

// Not those of Intl: browsers and servers differ in September, and a reason that is signed must read the same on both.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A date as people read it, as exact as it was given: a year stays a year ("2019"), a month a month ("Mar 2019"), anything
 * longer a day ("7 Mar 2019", the day that it names in its own offset).
 * @param date YYYY, YYYY-MM, YYYY-MM-DD or an instant of ISO 8601
 */
export function dateText(date: string): string {
  const [year = date, month, day] = date.slice(0, 10).split('-');
  if (month === undefined) return year;
  const monthAndYear = `${months[Number(month) - 1] ?? month} ${year}`;
  return day === undefined ? monthAndYear : `${Number(day)} ${monthAndYear}`;
}

/**
 * An instant as people read it: "22 Nov 2026, 17:05".
 * @param at ISO 8601
 * @param timeZone IANA; that of the device when absent
 */
export function instantText(at: string, timeZone?: string): string {
  const zone = timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return `${dateText(dateIn(zone, at))}, ${new Intl.DateTimeFormat('en-GB', clock).format(Date.parse(at))}`;
}

/** The date so many days later; whatever the clocks do, a day is a day. @param date YYYY-MM-DD */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * msPerDay).toISOString().slice(0, 10);
}

/** Days from one date to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / msPerDay);
}

/** The same day of the month so many months later; the last of the month where it is shorter. @param date YYYY-MM-DD */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const wanted = new Date(
    Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())),
  );
  return wanted.toISOString().slice(0, 10);
}

/** Noon of a date in a time zone, which no change of the clocks leaves out; ISO 8601 in UTC. @param date YYYY-MM-DD */
export function noonIn(timeZone: string, date: string): string {
  const asUtc = Date.parse(`${date}T12:00:00.000Z`);
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(clock.formatToParts(asUtc).map(({ type, value }) => [type, value]));
  const there = Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:00.000Z`);
  return new Date(asUtc - (there - asUtc)).toISOString();
}
