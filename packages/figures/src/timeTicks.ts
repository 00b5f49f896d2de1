export type TimeUnit = 'h' | 'days' | 'weeks';

export interface TimeAxis {
  /** Hours. */
  readonly from: number;
  readonly to: number;
  /** What the axis counts in. */
  readonly unit: TimeUnit;
}

export const hoursPer: Readonly<Record<TimeUnit, number>> = { h: 1, days: 24, weeks: 168 };
export const timeUnitNames: Readonly<Record<TimeUnit, string>> = { h: 'hours', days: 'days', weeks: 'weeks' };

/** Steps that people count time in, each in the unit of the axis. */
const steps: Readonly<Record<TimeUnit, readonly number[]>> = {
  h: [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 24, 48, 72, 168],
  days: [0.25, 0.5, 1, 2, 5, 7, 14, 28],
  weeks: [1, 2, 4, 8, 13, 26],
};

/**
 * Ticks at round numbers of the axis' unit, at most `most` of them.
 * @returns times in hours with the number to print.
 */
export function timeTicks(axis: TimeAxis, most: number): { timeH: number; text: string }[] {
  const unit = hoursPer[axis.unit];
  const span = (axis.to - axis.from) / unit;
  const list = steps[axis.unit];
  const largest = list.at(-1) ?? 1;
  const step =
    list.find((candidate) => span / candidate <= most) ?? largest * Math.ceil(span / largest / most);
  const first = Math.ceil(axis.from / unit / step - 1e-9);
  const last = Math.floor(axis.to / unit / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const value = Number(((first + index) * step).toPrecision(12));
    return { timeH: value * unit, text: String(value) };
  });
}
