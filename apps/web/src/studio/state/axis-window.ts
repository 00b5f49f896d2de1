/** The stretch of time that the hours view shows, hours after the start of the treatment. */
export interface AxisWindow {
  readonly fromH: number;
  readonly toH: number;
}

/** What the weeks view always shows. */
export const WEEKS: AxisWindow = { fromH: 0, toH: 12 * 168 };

/** Narrowest window of the hours view. */
export const NARROWEST_H = 2;

/** The window moved and, where needed, narrowed so that it lies inside the twelve weeks. */
export function contained(window: AxisWindow): AxisWindow {
  const width = Math.min(WEEKS.toH, Math.max(NARROWEST_H, window.toH - window.fromH));
  const fromH = Math.min(WEEKS.toH - width, Math.max(0, window.fromH));
  return { fromH, toH: fromH + width };
}

export const shifted = (window: AxisWindow, byH: number): AxisWindow =>
  contained({ fromH: window.fromH + byH, toH: window.toH + byH });

/** Moves one edge, the other stays. */
export function resized(window: AxisWindow, edge: 'from' | 'to', hours: number): AxisWindow {
  if (edge === 'from') {
    return { fromH: Math.max(0, Math.min(hours, window.toH - NARROWEST_H)), toH: window.toH };
  }
  return { fromH: window.fromH, toH: Math.min(WEEKS.toH, Math.max(hours, window.fromH + NARROWEST_H)) };
}

/** Zooms by `factor` (below 1 closer) about `aroundH`, which keeps its place on the screen. */
export function zoomed(
  window: AxisWindow,
  factor: number,
  aroundH = (window.fromH + window.toH) / 2,
): AxisWindow {
  const width = window.toH - window.fromH;
  const next = Math.min(WEEKS.toH, Math.max(NARROWEST_H, width * factor));
  const share = (aroundH - window.fromH) / width;
  return contained({ fromH: aroundH - share * next, toH: aroundH + (1 - share) * next });
}

/** Lengths that read well on the axis, hours. */
const ROUND_WIDTHS = [2, 3, 6, 12, 24, 36, 48, 72, 96, 132, 168, 240, 336, 504, 672, 1008, WEEKS.toH];

/** From the first dose to a good while after the last one, so that the fall is seen. */
export function windowOfTreatment(lastDoseEndH: number): AxisWindow {
  const wanted = lastDoseEndH <= 4 ? Math.max(6, lastDoseEndH * 3) : lastDoseEndH * 1.15 + 6;
  return { fromH: 0, toH: ROUND_WIDTHS.find((width) => width >= wanted) ?? WEEKS.toH };
}

/** Maps hours to pixels of a plot and back. */
export interface AxisMap {
  readonly left: number;
  readonly width: number;
  readonly window: AxisWindow;
}

export const pixelOf = (axis: AxisMap, hours: number): number =>
  axis.left + ((hours - axis.window.fromH) / (axis.window.toH - axis.window.fromH)) * axis.width;

export const hoursAt = (axis: AxisMap, pixel: number): number =>
  axis.window.fromH + ((pixel - axis.left) / axis.width) * (axis.window.toH - axis.window.fromH);
