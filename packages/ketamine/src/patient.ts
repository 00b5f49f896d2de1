import type { Cyp2b6Genotype } from './interactions/genotype.ts';
import type { OtherDrug } from './interactions/observed.ts';

/** What the models need to know of a patient. No identity. */
export interface Patient {
  /** Actual body weight, kg. */
  readonly weightKg: number;
  /** Age, years. */
  readonly ageYears: number;
  readonly sex: 'female' | 'male';
  /** Height, cm; only for the ideal weight that is shown beside the actual one. */
  readonly heightCm?: number;
  readonly pregnant?: boolean;
  readonly severeLiverDisease?: boolean;
  /** Whether the pain is complex regional pain syndrome type 1, in which the slow relief was studied. */
  readonly diagnosis?: 'CRPS-1' | 'other';
  /** What else is taken that bears on how long ketamine stays. */
  readonly otherDrugs?: readonly OtherDrug[];
  /** Genotype of the enzyme that clears ketamine, where it is known. */
  readonly cyp2b6?: Cyp2b6Genotype;
}
