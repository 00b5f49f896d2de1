import { type Parameter, rowsOf } from '../published.ts';

/** Copies of CYP2B6*6, the variant of the enzyme that clears ketamine more slowly. */
export type Cyp2b6Genotype = '*1/*1' | '*1/*6' | '*6/*6';

const li2015 = rowsOf('Li 2015, 49 patients with chronic pain on subcutaneous ketamine', 'C');

/** Clearance with copies of CYP2B6*6 over that without. */
export const clearanceOfGenotype: Readonly<Record<Cyp2b6Genotype, Parameter>> = {
  '*1/*1': li2015('*1/*1', 1, '1', 'clearance without a copy of CYP2B6*6, 68.1 L/h'),
  '*1/*6': li2015('*1/*6', 0.6, '1', 'clearance with one copy over that without, 40.6 of 68.1 L/h'),
  '*6/*6': li2015('*6/*6', 0.32, '1', 'clearance with two copies over that without, 21.6 of 68.1 L/h'),
};
