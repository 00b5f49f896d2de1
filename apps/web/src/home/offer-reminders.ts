import { downloadText } from '../evidence/download.ts';
import { calendarFile, type Reminder } from './calendar.ts';

/** Hands reminders to the phone, which asks whether its calendar shall take them. */
export const offerReminders = (reminders: readonly Reminder[]): void =>
  downloadText(calendarFile(reminders, new Date().toISOString()), 'reminders.ics', 'text/calendar');
