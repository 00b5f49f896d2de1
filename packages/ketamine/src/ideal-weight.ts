import type { Patient } from './patient.ts';
import { type Parameter, rowsOf } from './published.ts';

const row = rowsOf('Devine BJ. Drug Intell Clin Pharm 1974;8:650-5, as quoted in dosing formularies', 'A2nd');

/** Devine's formula: a base weight at 60 inches of height, and as much again for every inch above. */
export const devine = {
  male: row('base, male', 50, 'kg', 'ideal weight of a man of 60 inches'),
  female: row('base, female', 45.5, 'kg', 'ideal weight of a woman of 60 inches'),
  perInch: row('slope', 2.3, 'kg/inch', 'for every inch above 60'),
  leastHeight: row('least height', 60, 'inch', 'the formula says nothing below'),
} as const satisfies Record<string, Parameter>;

const cmPerInch = 2.54;

/**
 * Ideal weight, kg (Devine 1974); null below 60 inches (152.4 cm), where the formula says nothing.
 * @param heightCm height, cm
 */
export function idealWeightKg(heightCm: number, sex: Patient['sex']): number | null {
  const inchesAbove = heightCm / cmPerInch - devine.leastHeight.value;
  return inchesAbove < 0 ? null : devine[sex].value + devine.perInch.value * inchesAbove;
}
