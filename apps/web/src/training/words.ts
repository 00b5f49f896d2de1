import type { ModuleStanding, TrainingLanguage } from '@ketame/care';
import { dateText } from '../parts/format.ts';

/** What a reader of the training meets around it. */
export const readerWords = {
  en: {
    test: 'Take the test',
    handIn: 'Hand in',
    passed: 'Passed',
    notYet: 'Not yet: read this again, then take another test',
    right: (right: number, of: number) => `${right} of ${of} right`,
    source: 'Source',
    close: 'Close',
    certificate: 'Certificate as PDF',
    state: {
      valid: 'valid',
      expired: 'expired',
      'after an incident': 'after an incident',
      'not passed': 'not passed',
    },
    until: 'until',
    on: 'on',
  },
  nl: {
    test: 'Doe de toets',
    handIn: 'Inleveren',
    passed: 'Gehaald',
    notYet: 'Nog niet: lees dit nog eens en doe een nieuwe toets',
    right: (right: number, of: number) => `${right} van ${of} goed`,
    source: 'Bron',
    close: 'Sluiten',
    certificate: 'Certificaat als pdf',
    state: {
      valid: 'geldig',
      expired: 'verlopen',
      'after an incident': 'na een voorval',
      'not passed': 'niet gehaald',
    },
    until: 'tot en met',
    on: 'op',
  },
} as const satisfies Record<TrainingLanguage, object>;

/** How somebody stands with a module: "valid until 22 Nov 2027". */
export function standingText({ state, until }: ModuleStanding, language: TrainingLanguage = 'en'): string {
  const words = readerWords[language];
  if (until !== null && state === 'valid')
    return `${words.state.valid} ${words.until} ${dateIn(until, language)}`;
  if (until !== null && state === 'expired')
    return `${words.state.expired} ${words.on} ${dateIn(until, language)}`;
  return words.state[state];
}

/** @param date YYYY-MM-DD */
const dateIn = (date: string, language: TrainingLanguage): string =>
  language === 'en'
    ? dateText(date)
    : new Intl.DateTimeFormat('nl-NL', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(date));
