import { InputError } from '../error.ts';

/** What an output of the model should be, over time. */
export interface TargetCourse {
  /** The model's output: plasma, an effect site, a metabolite. */
  readonly output: string;
  /** Times in hours, rising, and the value wanted from there on, in the output's unit. */
  readonly points: readonly { readonly timeH: number; readonly value: number }[];
  /** Whether a value holds until the next point or runs straight to it; after the last point it holds. */
  readonly between?: 'held' | 'linear';
}

/** @throws InputError naming the point that is none */
export function checkTarget({ points }: TargetCourse): void {
  if (points.length === 0) throw new InputError('target.points', 'at least one point is needed');
  points.forEach(({ timeH, value }, index) => {
    const path = `target.points[${index}]`;
    if (!Number.isFinite(timeH))
      throw new InputError(`${path}.timeH`, `a finite time is needed, not ${timeH}`);
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new InputError(`${path}.value`, `a number from 0 is needed, not ${value}`);
    }
    if (index > 0 && timeH <= points[index - 1]!.timeH) {
      throw new InputError(
        `${path}.timeH`,
        `a time after ${points[index - 1]!.timeH} h is needed, not ${timeH}`,
      );
    }
  });
}

/** The value wanted at a time; 0 before the first point. */
export function targetAt({ points, between = 'held' }: TargetCourse, timeH: number): number {
  const last = points.findLastIndex((point) => point.timeH <= timeH);
  const before = points[last];
  const after = points[last + 1];
  if (before === undefined) return 0;
  if (after === undefined || between === 'held') return before.value;
  const share = (timeH - before.timeH) / (after.timeH - before.timeH);
  return before.value + share * (after.value - before.value);
}
