import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { PlotColours } from './colours.ts';

/** What stands around every plot of Ketame: quiet axes, one empty series, and curves that the caller draws itself. */
export const quietAxis = (colours: () => PlotColours) => ({
  stroke: () => colours().inkSoft,
  grid: { stroke: () => colours().grid, width: 1 },
  ticks: { show: false },
  font: `12px ${colours().font}`,
  gap: 6,
});

/** @param draw draws the curves, after grid and axes */
export const quietPlot = (draw: (plot: uPlot) => void) =>
  ({
    legend: { show: false },
    cursor: { show: false },
    series: [{}, { show: true, paths: () => null, points: { show: false } }],
    hooks: { draw: [draw] },
  }) satisfies Partial<uPlot.Options>;

/** The size of a plot with its labels, px, and the corners of what it shows. */
export interface PlotFrame {
  readonly size: { readonly width: number; readonly height: number };
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/**
 * A uPlot that draws at once, in the same task as the change that React commits.
 *
 * @param optionsOf options that read the newest properties whenever uPlot asks
 * @param frameOf size and corners of the newest properties
 * @param readOnce what uPlot reads only once: a change of any of these makes a new plot
 * @returns where the plot stands
 */
export function usePlot<Props>(
  props: Props,
  optionsOf: (newest: () => Props) => uPlot.Options,
  frameOf: (props: Props) => PlotFrame,
  readOnce: readonly unknown[],
): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const newest = useRef<Props>(props);
  newest.current = props;

  useLayoutEffect(() => {
    if (host.current === null) return;
    const made = new uPlot(
      optionsOf(() => newest.current),
      [
        [0, 1],
        [0, 1],
      ],
      host.current,
    );
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: what uPlot reads only once is the caller's to say.
  }, readOnce);

  useLayoutEffect(() => {
    const { size, x, y } = frameOf(props);
    plot.current?.batch(() => {
      if (size.width !== plot.current?.width || size.height !== plot.current.height) {
        plot.current?.setSize(size);
      }
      plot.current?.setData([[...x], [...y]]);
    });
  });
  return host;
}
