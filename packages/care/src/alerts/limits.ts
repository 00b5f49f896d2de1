/**
 * Limits of what is measured or rated while ketamine runs. No published source gives them for ketamine against pain:
 * they are ours, and a clinic looks at each, changes what it would have otherwise, and confirms them before its first
 * session.
 */
export interface AlertLimit {
  readonly id: LimitId;
  readonly meaning: string;
  /** UCUM, or "of 10". */
  readonly unit: string;
  /** What Ketame proposes. */
  readonly proposed: number;
  /** Beyond these a limit is taken for a slip of the keyboard. */
  readonly least: number;
  readonly most: number;
  readonly status: 'ours';
}

export const limitIds = [
  'oxygenSaturationLow',
  'oxygenSaturationVeryLow',
  'respirationLow',
  'respirationVeryLow',
  'respirationHigh',
  'heartRateLow',
  'heartRateVeryLow',
  'heartRateHigh',
  'heartRateVeryHigh',
  'systolicLow',
  'systolicHigh',
  'systolicVeryHigh',
  'diastolicHigh',
  'diastolicVeryHigh',
  'drugHigh',
  'perception',
  'noSignalMinutes',
] as const;
export type LimitId = (typeof limitIds)[number];

const limit = (
  id: LimitId,
  meaning: string,
  unit: string,
  proposed: number,
  [least, most]: readonly [number, number],
): AlertLimit => ({ id, meaning, unit, proposed, least, most, status: 'ours' });

export const alertLimits: readonly AlertLimit[] = [
  limit('oxygenSaturationLow', 'Oxygen saturation below', '%', 94, [85, 97]),
  limit('oxygenSaturationVeryLow', 'Oxygen saturation below, dangerous', '%', 90, [80, 94]),
  limit('respirationLow', 'Breaths below', '/min', 10, [6, 14]),
  limit('respirationVeryLow', 'Breaths below, dangerous', '/min', 8, [4, 10]),
  limit('respirationHigh', 'Breaths above', '/min', 28, [20, 40]),
  limit('heartRateLow', 'Pulse below', '/min', 50, [35, 60]),
  limit('heartRateVeryLow', 'Pulse below, dangerous', '/min', 40, [30, 50]),
  limit('heartRateHigh', 'Pulse above', '/min', 120, [90, 150]),
  limit('heartRateVeryHigh', 'Pulse above, dangerous', '/min', 140, [110, 180]),
  limit('systolicLow', 'Systolic pressure below', 'mm[Hg]', 90, [70, 110]),
  limit('systolicHigh', 'Systolic pressure above', 'mm[Hg]', 160, [130, 190]),
  limit('systolicVeryHigh', 'Systolic pressure above, dangerous', 'mm[Hg]', 180, [150, 220]),
  limit('diastolicHigh', 'Diastolic pressure above', 'mm[Hg]', 100, [85, 120]),
  limit('diastolicVeryHigh', 'Diastolic pressure above, dangerous', 'mm[Hg]', 110, [95, 130]),
  limit('drugHigh', 'Drug high rated at or above', 'of 10', 7, [4, 10]),
  limit('perception', 'Internal or external perception rated at or above', 'of 10', 7, [4, 10]),
  limit('noSignalMinutes', 'A monitor silent for longer than', 'min', 2, [1, 10]),
];

export type LimitValues = Readonly<Record<LimitId, number>>;

/** The limits as a clinic confirmed them. */
export interface ConfirmedLimits {
  /** 1, 2, 3: of this clinic. */
  readonly version: number;
  readonly values: LimitValues;
  readonly confirmedBy: string;
  readonly confirmedAt: string;
}

export const proposedLimits = Object.fromEntries(
  alertLimits.map(({ id, proposed }) => [id, proposed]),
) as Record<LimitId, number>;

/** Pairs of which the first stands between the patient and the second. */
const order: readonly (readonly [LimitId, 'above' | 'below', LimitId])[] = [
  ['oxygenSaturationLow', 'above', 'oxygenSaturationVeryLow'],
  ['respirationLow', 'above', 'respirationVeryLow'],
  ['respirationHigh', 'above', 'respirationLow'],
  ['heartRateLow', 'above', 'heartRateVeryLow'],
  ['heartRateHigh', 'below', 'heartRateVeryHigh'],
  ['systolicHigh', 'below', 'systolicVeryHigh'],
  ['diastolicHigh', 'below', 'diastolicVeryHigh'],
];

/** What is wrong with limits that somebody would confirm: the path of each and what is expected; empty when nothing is. */
export function limitFaults(values: LimitValues): { path: string; expected: string }[] {
  const outside = alertLimits
    .filter(({ id, least, most }) => !(values[id] >= least && values[id] <= most))
    .map(({ id, least, most, unit }) => ({ path: id, expected: `${least} to ${most} ${unit}` }));
  const crossed = order
    .filter(([one, side, other]) =>
      side === 'above' ? values[one] <= values[other] : values[one] >= values[other],
    )
    .map(([one, side, other]) => ({ path: one, expected: `${side} ${other}, ${values[other]}` }));
  return [...outside, ...crossed];
}
