import type { NewRegister } from '@ketame/contract';

/** Micrograms as milligrams, exactly: "25 mg", "0.125 mg". */
export const milligramsText = (micrograms: number): string =>
  `${(micrograms / 1000).toLocaleString('en-GB', { maximumFractionDigits: 3 })} mg`;

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
