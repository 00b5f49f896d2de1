import {
  type Course,
  type CourseCurve,
  type CurveId,
  courseCurves,
  hartvig1995,
  type PopulationBand,
  type PopulationCourse,
  reliefThatCounts,
} from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { greatestLearnt } from '../fit/learnt.ts';
import type { Drawn } from '../state/courses.ts';

export interface Line {
  /** Written at the line. */
  readonly label: string;
  readonly values: Float64Array;
  readonly low?: Float64Array;
  readonly high?: Float64Array;
  /** Drawn dashed and said to be an extrapolation. */
  readonly extrapolated: boolean;
  /** Dots and gaps of a further substance, px: the colour says the regimen, the pattern and the label the substance. */
  readonly dots?: readonly number[];
}

/** Substances that are drawn of the selected regimen when asked for. */
export interface Shown {
  readonly norketamine: boolean;
  readonly hydroxynorketamine: boolean;
  readonly rKetamine: boolean;
}

export interface Mark {
  readonly value: number;
  readonly label: string;
}

/** One row of the picture: the same quantity in hours and in weeks. */
export interface Panel extends Omit<CourseCurve, 'of'> {
  readonly height: number;
  /** Top of the axis where it is fixed; otherwise it follows the curves. */
  readonly top: number | null;
  readonly marks: readonly Mark[];
  /** Held until the next value, as a rate is, instead of joined by a straight line. */
  readonly stepped: boolean;
  readonly lineOf: (course: Course) => Line;
  /** What is drawn of virtual patients; absent where nothing is. */
  readonly populationOf?: (population: PopulationCourse) => PopulationBand;
  /** Further lines of the selected regimen. */
  readonly furtherOf: (course: Course, shown: Shown) => readonly Line[];
}

const none = (): readonly Line[] => [];
const dotted = (label: string, values: Float64Array, dots: readonly number[]): Line => ({
  label,
  values,
  extrapolated: false,
  dots,
});

/** How each curve is drawn; what it is and where it comes from is the drug room's. */
const drawing: Readonly<
  Record<
    CurveId,
    Pick<Panel, 'height' | 'top'> &
      Partial<Pick<Panel, 'marks' | 'stepped' | 'populationOf' | 'furtherOf'>> & { readonly label: string }
  >
> = {
  rate: { label: 'rate', height: 116, top: null, stepped: true },
  plasma: {
    label: 'ketamine',
    height: 150,
    top: null,
    marks: [
      {
        value: hartvig1995.threshold.value,
        label: `S ${hartvig1995.threshold.value}: perception affected (Hartvig 1995)`,
      },
    ],
    populationOf: ({ ketamine }) => ketamine,
    furtherOf: ({ plasma }, shown) => [
      ...(shown.norketamine ? [dotted('S-norketamine', plasma.sNorketamine, [1.5, 2.5])] : []),
      ...(shown.hydroxynorketamine
        ? [dotted('S-hydroxynorketamine', plasma.sHydroxynorketamine, [1.5, 5])]
        : []),
      ...(shown.rKetamine && plasma.rKetamine !== null
        ? [dotted('R-ketamine', plasma.rKetamine, [4, 2, 1.5, 2])]
        : []),
    ],
  },
  effectSite: { label: 'S-ketamine', height: 96, top: null },
  acuteRelief: { label: 'relief', height: 96, top: 100 },
  drugHigh: { label: 'drug high', height: 96, top: 100 },
  slowRelief: {
    label: 'relief',
    height: 170,
    top: 100,
    marks: [
      {
        value: reliefThatCounts.value * 100,
        label: `${reliefThatCounts.value * 100} %: moderately important`,
      },
    ],
    populationOf: ({ slowRelief }) => slowRelief,
  },
};

export const panels: readonly Panel[] = courseCurves.map(({ of, ...curve }) => {
  const { label, ...drawn } = drawing[curve.id];
  return {
    marks: [],
    stepped: false,
    furtherOf: none,
    ...curve,
    ...drawn,
    lineOf: (course) => {
      const { typical, ...rest } = of(course);
      return { label, values: typical, ...rest };
    },
  };
});

/** Top of each panel's axis in its own unit, the same in hours and weeks. */
export function topsOf(
  drawn: readonly Drawn[],
  selected: number,
  shown: Shown,
): Readonly<Record<Panel['id'], number>> {
  const tops = panels.map((panel) => {
    if (panel.top !== null) return [panel.id, panel.top] as const;
    let greatest = 0;
    for (const { index, course, population, without, learnt } of drawn) {
      if (panel.id === 'plasma' && learnt !== undefined) {
        greatest = Math.max(greatest, greatestLearnt(learnt));
      }
      const band = population && panel.populationOf?.(population).high;
      for (const value of band ?? []) greatest = Math.max(greatest, value * panel.factor);
      const further = index === selected ? panel.furtherOf(course, shown) : [];
      const compared = index === selected && without !== undefined ? [panel.lineOf(without.course)] : [];
      for (const { values } of [panel.lineOf(course), ...further, ...compared]) {
        for (const value of values) greatest = Math.max(greatest, value * panel.factor);
      }
    }
    return [panel.id, roundTop(greatest)] as const;
  });
  return Object.fromEntries(tops) as Record<Panel['id'], number>;
}

/** A top of the axis that reads well and leaves the curves a little room. */
export function roundTop(greatest: number): number {
  if (!(greatest > 0)) return 10;
  const power = 10 ** Math.floor(Math.log10(greatest));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= greatest * 1.06);
  return (step ?? 10) * power;
}

/** Value of a curve at a time: on the straight line between its points, or held from the earlier one. */
export function valueAt(times: Float64Array, values: Float64Array, time: number, stepped: boolean): number {
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle;
    else high = middle;
  }
  const before = values[low] as number;
  const after = values[high] as number;
  if (stepped) return time >= (times[high] as number) ? after : before;
  const from = times[low] as number;
  const to = times[high] as number;
  return to === from ? after : before + ((after - before) * (time - from)) / (to - from);
}

/** "203 ng/mL", or with its interval "41 (33–50) %". */
export function reading(panel: Panel, line: Line, times: Float64Array, time: number): string {
  const digits = panel.factor === 1 ? 3 : 2;
  const at = (values: Float64Array) => {
    const value = valueAt(times, values, time, panel.stepped) * panel.factor;
    return value > 0 && value < 0.01 ? '< 0.01' : numberText(value, digits);
  };
  const typical = at(line.values);
  const interval =
    line.low === undefined || line.high === undefined ? '' : ` (${at(line.low)}–${at(line.high)})`;
  return `${typical}${interval}`;
}
