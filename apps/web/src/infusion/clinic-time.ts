/** Instants as the fields of a form hold them, in the time zone of the clinic and not of the device. */

const minute = 60_000;

/** "2026-11-22T15:04" in a zone. @param instant ISO 8601 */
export function fieldOf(instant: string, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The instant that a field names in a zone; of an hour that comes twice (clocks go back), the first.
 * @param field "2026-11-22T15:04"
 * @returns ISO 8601; null when it is no time, or one that the clocks leave out
 */
export function instantOf(field: string, timeZone: string | undefined): string | null {
  const asUtc = Date.parse(`${field}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  // No zone is further from UTC than 14 h, and all keep to quarters of an hour.
  for (let offset = 14 * 60; offset >= -14 * 60; offset -= 15) {
    const instant = new Date(asUtc - offset * minute).toISOString();
    if (fieldOf(instant, timeZone) === field) return instant;
  }
  return null;
}

/** "14:20", or "Mon 14:20" of another day than `now`. */
export function clockText(instant: string, now: string, timeZone: string | undefined): string {
  const [day, clock] = fieldOf(instant, timeZone).split('T');
  if (day === fieldOf(now, timeZone).split('T')[0]) return clock ?? '';
  const weekday = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(instant));
  return `${weekday} ${clock}`;
}

/** "in 4 min", "now", "6 min late", "in 3 h 10 min". @param minutes negative when overdue */
export function dueText(minutes: number): string {
  if (Math.abs(minutes) < 0.5) return 'now';
  return minutes > 0 ? `in ${spanText(minutes)}` : `${spanText(-minutes)} late`;
}

/** "4 min", "3 h 10 min". @param minutes not negative */
export function spanText(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
}
