/** When something is to be remembered: at an instant, on a day, or every day at a time of the phone's own clock. */
export type ReminderTime =
  /** ISO 8601. */
  | { readonly at: string }
  /** YYYY-MM-DD. */
  | { readonly on: string }
  /** From a day on, YYYY-MM-DD, at HH:MM, so many times. */
  | { readonly from: string; readonly clock: string; readonly times: number };

/** Something of which the phone's calendar reminds, whether the app is open or not. */
export interface Reminder {
  /** Stable: imported again, it stays one entry. */
  readonly id: string;
  /** Stands on the locked screen: it says nothing of a drug. */
  readonly title: string;
  readonly when: ReminderTime;
}

/** On the day of a contact the phone reminds at this hour; ours. */
const HOUR_OF_DAYS = 9;
/** Octets in a line. Source: RFC 5545, 3.1. */
const LINE = 75;

/**
 * A calendar file (iCalendar, RFC 5545) with an alarm for each reminder.
 * @param made ISO 8601 instant
 */
export function calendarFile(reminders: readonly Reminder[], made: string): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ketame//Reminders//EN',
    ...reminders.flatMap(({ id, title, when }) => [
      'BEGIN:VEVENT',
      `UID:${id}@ketame`,
      `DTSTAMP:${compact(made)}`,
      ...startOf(when),
      `SUMMARY:${escaped(title)}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(title)}`,
      `TRIGGER:${'on' in when ? `PT${HOUR_OF_DAYS}H` : 'PT0S'}`,
      'END:VALARM',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}

function startOf(when: ReminderTime): string[] {
  if ('at' in when) return [`DTSTART:${compact(when.at)}`];
  if ('on' in when) return [`DTSTART;VALUE=DATE:${compact(when.on)}`];
  return [`DTSTART:${compact(when.from)}T${compact(when.clock)}00`, `RRULE:FREQ=DAILY;COUNT=${when.times}`];
}

/** "2026-11-23T08:00:00.000Z" as "20261123T080000Z". */
const compact = (time: string): string => time.replace(/\.\d+|[-:]/g, '');

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

/** A longer line goes on after a line break and a space; a character is not parted. */
function folded(line: string): string {
  const parts = [''];
  let octets = 0;
  for (const character of line) {
    const more = new TextEncoder().encode(character).length;
    if (octets + more > LINE) {
      parts.push(' ');
      octets = 1;
    }
    parts[parts.length - 1] += character;
    octets += more;
  }
  return parts.join('\r\n');
}
