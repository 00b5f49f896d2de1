import type { DoseKind } from './dose-kinds.ts';

/** S-ketamine and the racemate are different drugs here and are never converted into each other silently. */
export type Drug = 'S-ketamine' | 'racemic ketamine';

/** Whether an amount is of the free base or of the hydrochloride (base = hydrochloride x 0.867). */
export type AmountAs = 'base' | 'hydrochloride';

/**
 * What an amount or rate is per: as written (`patient`), multiplied by the weight in kg (`kg`), or by weight / 70 (`70 kg`).
 */
export type DoseBasis = 'patient' | 'kg' | '70 kg';

export interface Repeat {
  /** Hours from the start of one to the start of the next. */
  readonly everyH: number;
  /** How many times in all, the first included; an integer >= 1. */
  readonly count: number;
}

/** A constant-rate intravenous infusion. */
export interface InfusionStep {
  readonly kind: 'infusion';
  readonly startH: number;
  readonly durationH: number;
  /** mg/h, mg/kg/h or mg/h/70 kg, by `basis`. */
  readonly rate: number;
  readonly basis: DoseBasis;
  /** The rate never exceeds this, mg/h for the whole patient. */
  readonly capMgPerH?: number;
  readonly repeat?: Repeat;
}

/**
 * A dose given at once: an intravenous bolus, a film in the mouth (absorption by M1), or by a further route
 * (absorption published for other people, put before M1). Which routes a drug has: `doseKindsOf`.
 */
export interface DoseStep {
  readonly kind: DoseKind;
  readonly startH: number;
  /** mg, mg/kg or mg/70 kg, by `basis`. */
  readonly amount: number;
  readonly basis: DoseBasis;
  readonly repeat?: Repeat;
}

export type RegimenStep = InfusionStep | DoseStep;

export interface Regimen {
  readonly name: string;
  readonly drug: Drug;
  readonly amountAs: AmountAs;
  readonly steps: readonly RegimenStep[];
  /** Id of the published regimen from which it was made, while unchanged. */
  readonly published?: string;
  /** Id of the published regimen from which it was made, once it has been changed. */
  readonly changedFrom?: string;
  /** Found by a search outside what published trials gave: it may be drawn, and no plan takes it. */
  readonly research?: true;
}
