import { quantile } from '../cohort/bands.ts';
import type { Dose } from '../dosing/dose.ts';
import { InputError } from '../error.ts';
import type { LinearSystem } from '../model/individual.ts';
import { outputsAt, solve } from '../solve/solution.ts';
import { type TargetCourse, targetAt } from './target.ts';

/**
 * How well a target was met (Varvel JR, Donoho DL, Shafer SL. J Pharmacokinet Biopharm 1992;20:63-94): errors are
 * (output - target) / target, in percent.
 */
export interface Performance {
  /** MDPE: median error, the bias. */
  readonly medianErrorPercent: number;
  /** MDAPE: median absolute error, the inaccuracy. */
  readonly medianAbsoluteErrorPercent: number;
  /** Median absolute deviation of the error from its median. */
  readonly wobblePercent: number;
  /** The greatest error above the target; 0 when it was never exceeded. */
  readonly greatestOverPercent: number;
  /** Hours from the start until the output is first within 5 % of its target; null when it never is. */
  readonly withinFivePercentH: number | null;
}

/** Points on which a course is compared with its target. */
const POINTS = 1000;

/**
 * Compares a course with its target where that is above 0.
 *
 * @param doses all that is given
 * @throws InputError for an unknown output, or when the target is nowhere above 0
 */
export function performance(
  system: LinearSystem,
  doses: readonly Dose[],
  target: TargetCourse,
  fromH: number,
  untilH: number,
): Performance {
  const timesH = Float64Array.from(
    { length: POINTS },
    (_, i) => fromH + ((i + 1) * (untilH - fromH)) / POINTS,
  );
  const values = outputsAt(solve(system, doses), timesH, [target.output])[target.output]!;
  const errors: { readonly timeH: number; readonly percent: number }[] = [];
  timesH.forEach((timeH, index) => {
    const wanted = targetAt(target, timeH);
    if (wanted > 0) errors.push({ timeH, percent: (100 * (values[index]! - wanted)) / wanted });
  });
  if (errors.length === 0)
    throw new InputError('target', `it is nowhere above 0 from ${fromH} to ${untilH} h`);
  const median = (numbers: number[]) => quantile(Float64Array.from(numbers), 0.5);
  const bias = median(errors.map(({ percent }) => percent));
  const reached = errors.find(({ percent }) => Math.abs(percent) <= 5);
  return {
    medianErrorPercent: bias,
    medianAbsoluteErrorPercent: median(errors.map(({ percent }) => Math.abs(percent))),
    wobblePercent: median(errors.map(({ percent }) => Math.abs(percent - bias))),
    greatestOverPercent: Math.max(0, ...errors.map(({ percent }) => percent)),
    withinFivePercentH: reached === undefined ? null : reached.timeH - fromH,
  };
}
