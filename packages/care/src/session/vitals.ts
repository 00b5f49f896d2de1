import { type Refusal, refusal } from './refusal.ts';

/** What a monitor sends. */
export const vitalMeasures = [
  'systolic',
  'diastolic',
  'heartRate',
  'oxygenSaturation',
  'respiration',
] as const;
export type VitalMeasure = (typeof vitalMeasures)[number];

/**
 * What one monitor measured at one instant: mmHg, per minute, %. Null: the monitor says that it has no value (a probe
 * has come off); absent: it does not measure this now.
 */
export interface Reading {
  /** When the monitor took it, by its own clock. */
  readonly at: string;
  /** When the server took it. */
  readonly receivedAt: string;
  /** Which monitor. */
  readonly monitor: string;
  readonly values: Readonly<Partial<Record<VitalMeasure, number | null>>>;
}

/** Factors to the unit that is kept, by UCUM code. */
const pressure = { 'mm[Hg]': 1, kPa: 7.500617 } as const;
const frequency = { '/min': 1, '1/min': 1, '{beats}/min': 1, '{breaths}/min': 1, '/s': 60, Hz: 60 } as const;
const share = { '%': 1, '1': 100 } as const;
const units: Readonly<Record<VitalMeasure, Readonly<Record<string, number>>>> = {
  systolic: pressure,
  diastolic: pressure,
  heartRate: frequency,
  oxygenSaturation: share,
  respiration: frequency,
};

/** Outside these a value is an artefact or a slip and not a state of a person. Ours. */
export const observationLimits: Readonly<
  Record<VitalMeasure, { readonly least: number; readonly most: number }>
> = {
  systolic: { least: 30, most: 300 },
  diastolic: { least: 10, most: 200 },
  heartRate: { least: 15, most: 300 },
  oxygenSaturation: { least: 30, most: 100 },
  respiration: { least: 0, most: 80 },
};

/**
 * A value of a monitor in the unit that is kept: mmHg, per minute, %.
 * @param unit UCUM
 * @returns the value; null for an artefact (which counts as no value); or why the unit is refused
 */
export function vitalValue(
  measure: VitalMeasure,
  value: number,
  unit: string,
): { readonly value: number | null } | { readonly refusal: Refusal } {
  const factor = units[measure][unit];
  if (factor === undefined) {
    return {
      refusal: refusal(
        'unit',
        `"${unit}" is no unit of ${measure}.`,
        `Send it in one of: ${Object.keys(units[measure]).join(', ')} (UCUM).`,
      ),
    };
  }
  const converted = Number((value * factor).toFixed(1));
  const { least, most } = observationLimits[measure];
  return { value: converted < least || converted > most ? null : converted };
}
