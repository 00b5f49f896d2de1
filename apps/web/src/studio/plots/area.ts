import type uPlot from 'uplot';
import type { Drawn } from '../state/courses.ts';
import type { PlotColours } from './colours.ts';
import type { Panel, Shown } from './panels.ts';

/** What the canvas of one panel shows. */
export interface Picture {
  readonly panel: Panel;
  readonly drawn: readonly Drawn[];
  readonly selected: number;
  readonly shown: Shown;
  readonly colours: PlotColours;
  /** Whether lines at a value bear their words here, or in the column beside. */
  readonly marksNamed: boolean;
}

/** The canvas, its plot area and the two linear maps, in canvas pixels. */
export interface Area {
  readonly ctx: CanvasRenderingContext2D;
  readonly ratio: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly fromH: number;
  readonly toH: number;
  readonly x: (hours: number) => number;
  readonly y: (value: number) => number;
}

export function areaOf(plot: uPlot): Area {
  const { left, top, width, height } = plot.bbox;
  const { min: fromH = 0, max: toH = 1 } = plot.scales.x ?? {};
  const { min: low = 0, max: high = 1 } = plot.scales.y ?? {};
  const perHour = width / (toH - fromH);
  const perUnit = height / (high - low);
  return {
    ctx: plot.ctx,
    ratio: devicePixelRatio,
    left,
    top,
    width,
    height,
    fromH,
    toH,
    x: (hours) => left + (hours - fromH) * perHour,
    y: (value) => top + height - (value - low) * perUnit,
  };
}

/** First and last point to draw: those in view and one beyond each side. */
export function inView(times: Float64Array, fromH: number, toH: number): [number, number] {
  let first = 0;
  while (first + 1 < times.length && (times[first + 1] as number) < fromH) first++;
  let last = first;
  while (last + 1 < times.length && (times[last] as number) < toH) last++;
  return [first, last];
}
