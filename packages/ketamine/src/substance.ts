import { type Parameter, rowsOf } from './published.ts';
import type { AmountAs, Drug } from './regimen.ts';

const chemistry = rowsOf('molar mass of the free base; both enantiomers have the same', 'T');

/** Molar masses, by the names that the models use. */
export const molarMasses = {
  massK: chemistry('massK', 237.73, 'g/mol', 'molar mass of ketamine'),
  massNK: chemistry('massNK', 223.7, 'g/mol', 'molar mass of norketamine'),
  massHNK: chemistry('massHNK', 239.7, 'g/mol', 'molar mass of hydroxynorketamine'),
} as const satisfies Record<string, Parameter>;

/** Mass of free base in a mass of ketamine hydrochloride. */
export const basePerHydrochloride: Parameter = {
  symbol: 'base/HCl',
  meaning: 'mass of ketamine base in one of ketamine hydrochloride',
  value: 0.867,
  unit: '1',
  row: 'molar masses 237.73 and 274.2 g/mol; Simons 2022 gives 57.7 mg of hydrochloride for 50 mg of base',
  status: 'T',
};

/** What one nasal device of S-ketamine holds. */
export const nasalDevice: Parameter = {
  symbol: 'device',
  meaning: 'S-ketamine base in one nasal device',
  value: 28,
  unit: 'mg',
  row: 'Perez-Ruixo 2021: doses of 28, 56 and 84 mg are one, two and three devices',
  status: 'T2',
};

/**
 * Mass of ketamine base, mg.
 * @param amountMg mass as ordered, mg
 * @param amountAs what was weighed, base or hydrochloride
 */
export function baseMg(amountMg: number, amountAs: AmountAs): number {
  return amountAs === 'base' ? amountMg : amountMg * basePerHydrochloride.value;
}

/** Share of each enantiomer in a drug; the racemate is half and half by definition. */
export const enantiomerShares: Readonly<Record<Drug, { readonly S: number; readonly R: number }>> = {
  'S-ketamine': { S: 1, R: 0 },
  'racemic ketamine': { S: 0.5, R: 0.5 },
};
