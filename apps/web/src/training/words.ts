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
  },
  nl: {
    test: 'Doe de toets',
    handIn: 'Inleveren',
    passed: 'Gehaald',
    notYet: 'Nog niet: lees dit nog eens en doe een nieuwe toets',
    right: (right: number, of: number) => `${right} van ${of} goed`,
    source: 'Bron',
    close: 'Sluiten',
  },
} as const satisfies Record<TrainingLanguage, unknown>;

export function standingText({ state, until }: ModuleStanding): string {
  if (until !== null && state === 'valid') return `valid until ${dateText(until)}`;
  return until !== null && state === 'expired' ? `expired on ${dateText(until)}` : state;
}
