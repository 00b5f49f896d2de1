import { dateText } from '../parts/format.ts';

/** A sentence of the rules with its dates (YYYY-MM-DD) as people read them. */
export const withDates = (text: string): string => text.replaceAll(/\d{4}-\d{2}-\d{2}/g, dateText);
