import type { NewRegister } from '@ketame/contract';
import { instantText } from '../parts/format.ts';

/** Thousands are parted by a thin space: a comma is a decimal sign in half of the world. */
const parted = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: 3 }).replaceAll(',', '\u202f');

/** Micrograms as milligrams, exactly: "25 mg", "0.125 mg". */
export const milligramsText = (micrograms: number): string => `${parted(micrograms / 1000)} mg`;

/** Micrograms exactly, with thousands parted: "25\u202f000 µg". */
export const microgramsText = (micrograms: number): string => `${parted(micrograms)} µg`;

/** Typed milligrams as whole micrograms; null when it is no such number. */
export function microgramsOf(milligrams: string): number | null {
  const match = /^(\d{1,7})(?:[.,](\d{1,3}))?$/.exec(milligrams.trim());
  return match === null ? null : Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
}

export const productText = ({
  drug,
  form,
  strengthUg,
}: Pick<NewRegister, 'drug' | 'form' | 'strengthUg'>): string =>
  `${drug}, ${form} of ${milligramsText(strengthUg)}`;

/** "25 mg missing", "5 mg too much". */
export const differenceText = (micrograms: number): string =>
  `${milligramsText(Math.abs(micrograms))} ${micrograms < 0 ? 'missing' : 'too much'}`;

/** What the database refused: its instants, "2026-11-29T15:00Z", in the clinic's time. @param timeZone IANA */
export const refusalText = (message: string, timeZone: string | undefined): string =>
  message.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\dZ/g, (at) => instantText(at, timeZone));
