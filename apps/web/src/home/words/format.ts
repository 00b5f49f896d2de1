import type { ReasonValues } from '@ketame/care';
import type { Language } from './words.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', nl: 'nl-NL' };

/** "20:10" today, else "Tue 24 Nov, 20:10". */
export function timeText(language: Language, instant: string, timeZone: string, now: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone });
  const isToday = day.format(new Date(instant)) === day.format(new Date(now));
  return new Intl.DateTimeFormat(locales[language], {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(isToday ? {} : { weekday: 'short', day: 'numeric', month: 'short' }),
  }).format(new Date(instant));
}

/** A calendar date YYYY-MM-DD: "Tuesday 24 November". */
export function dateText(language: Language, date: string): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(new Date(`${date}T00:00:00Z`));
}

/** Micrograms as "20 mg" or, in Dutch, "12,5 mg": exactly as many digits as there are. */
export function doseText(language: Language, micrograms: number): string {
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 3 });
  return `${number.format(micrograms / 1000)} mg`;
}

/** One decimal, as means of scores are shown. */
export function meanText(language: Language, value: number): string {
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 }).format(value);
}

/** Values of a reason whose names say that they are instants. */
const instants = new Set(['validUntil', 'since', 'opensAt', 'from', 'lastAt', 'at', 'until']);

/** The values of a reason, as they are read. */
export function readable(
  language: Language,
  values: ReasonValues,
  timeZone: string,
  now: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (instants.has(name) && value !== '') return [name, timeText(language, String(value), timeZone, now)];
      if (name === 'doseUg') return [name, doseText(language, Number(value))];
      if (name === 'fromHour' || name === 'toHour') return [name, `${value}:00`];
      return [name, String(value)];
    }),
  );
}
