/** A range of values with the steps in which a handle moves through it. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  /** Step at a value: small values move in small steps. */
  readonly stepAt: (value: number) => number;
}

/** Moves `value` to the nearest step and into the range. */
export function snap(value: number, scale: Scale): number {
  const bounded = Math.min(scale.max, Math.max(scale.min, value));
  const step = scale.stepAt(bounded);
  return tidy(Math.min(scale.max, Math.max(scale.min, Math.round(bounded / step) * step)));
}

/** One press of an arrow key (`direction` 1 or -1), or ten with shift, from the grid line at or next to `value`. */
export function nudge(value: number, direction: 1 | -1, big: boolean, scale: Scale): number {
  const step = scale.stepAt(value) * (big ? 10 : 1);
  const from = direction > 0 ? Math.floor(value / step + 1e-9) : Math.ceil(value / step - 1e-9);
  const next = tidy((from + direction) * step);
  return Math.min(scale.max, Math.max(scale.min, next));
}

/** Takes the binary dust off a decimal number: 0.30000000000000004 becomes 0.3. */
const tidy = (value: number): number => Number(value.toFixed(6));

const HOURS_MAX = 24 * 7 * 12;

/** A start of a step, hours. Quarters on the first two days, hours later. */
export const startScale = (max = HOURS_MAX): Scale => ({
  min: 0,
  max,
  stepAt: (hours) => (hours < 48 ? 0.25 : 1),
});

/** A duration, hours: minutes below an hour, quarters below two days, whole hours above. */
export const durationScale = (max = HOURS_MAX): Scale => ({
  min: 1 / 60,
  max,
  stepAt: (hours) => (hours <= 1 ? 5 / 60 : hours < 48 ? 0.25 : 1),
});

/** An infusion rate in the unit of its basis (mg/h, mg/h/70 kg; mg/kg/h). */
export const rateScale = (perKg: boolean): Scale =>
  perKg
    ? { min: 0, max: 1000, stepAt: (rate) => (rate < 1 ? 0.01 : rate < 10 ? 0.1 : 1) }
    : { min: 0, max: 1000, stepAt: (rate) => (rate < 10 ? 0.5 : rate < 100 ? 1 : 10) };

/** A bolus or film in the unit of its basis (mg, mg/70 kg; mg/kg). */
export const amountScale = (perKg: boolean): Scale =>
  perKg
    ? { min: 0.01, max: 2000, stepAt: (amount) => (amount < 1 ? 0.01 : 0.1) }
    : { min: 0.5, max: 2000, stepAt: (amount) => (amount < 10 ? 0.5 : amount < 100 ? 1 : 10) };
