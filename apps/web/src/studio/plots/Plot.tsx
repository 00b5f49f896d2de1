import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { memo, useLayoutEffect, useRef } from 'react';
import { numberText } from '../../parts/format.ts';
import type { AxisWindow } from '../state/axis-window.ts';
import type { PlotColours } from './colours.ts';
import { timeLabels, timeSteps } from './time-axis.ts';

/** Height of the row of time labels, px. */
const TIME_LABELS = 22;
/** Room below a plot without time labels, px, for the lower half of the lowest value's label. */
const FOOT = 8;
/** Room above the top of the value axis, px, so that a handle or letter at the top is not cut. */
export const HEADROOM = 8;

interface PlotProps {
  readonly width: number;
  /** Of the plot proper; time labels come below it. */
  readonly height: number;
  /** Room for the labels of the values, px. */
  readonly left: number;
  readonly right: number;
  readonly window: AxisWindow;
  readonly count: 'hours' | 'weeks';
  readonly top: number;
  readonly timeLabelled: boolean;
  /** Room for handles between the plot and its time labels, px. */
  readonly track: number;
  readonly valuesLabelled: boolean;
  readonly colours: PlotColours;
  /** Draws the curves, after grid and axes. */
  readonly draw: (plot: uPlot) => void;
}

function optionsOf(props: () => PlotProps): uPlot.Options {
  const first = props();
  const axis = {
    stroke: () => props().colours.inkSoft,
    grid: { stroke: () => props().colours.grid, width: 1 },
    ticks: { show: false },
    font: `12px ${first.colours.font}`,
    gap: 6,
  };
  return {
    ...sizeOf(first),
    padding: [HEADROOM, first.right, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [props().window.fromH, props().window.toH] },
      y: { range: () => [0, props().top] },
    },
    axes: [
      {
        ...axis,
        size: () => (props().timeLabelled ? TIME_LABELS : FOOT) + first.track,
        gap: axis.gap + first.track,
        incrs: timeSteps(first.count),
        space: first.count === 'weeks' ? 52 : 58,
        values: (_, ticks) => (props().timeLabelled ? timeLabels(ticks, first.count) : ticks.map(() => null)),
      },
      {
        ...axis,
        size: first.left,
        space: 28,
        values: (_, ticks) => ticks.map((tick) => (props().valuesLabelled ? numberText(tick) : null)),
      },
    ],
    series: [{}, { show: true, paths: () => null, points: { show: false } }],
    hooks: { draw: [(plot) => props().draw(plot)] },
  };
}

const sizeOf = ({ width, height, timeLabelled, track }: PlotProps) => ({
  width,
  height: height + (timeLabelled ? TIME_LABELS : FOOT) + track,
});

/** A uPlot that draws at once, in the same task as the change that React commits. */
export const Plot = memo(function Plot(props: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const newest = useRef<PlotProps>(props);
  newest.current = props;
  const { colours, count, left, right, track } = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what uPlot reads only once makes a new one.
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
  }, [colours.font, count, left, right, track]);

  useLayoutEffect(() => {
    const { window, top } = props;
    plot.current?.batch(() => {
      const size = sizeOf(props);
      if (size.width !== plot.current?.width || size.height !== plot.current.height) {
        plot.current?.setSize(size);
      }
      plot.current?.setData([
        [window.fromH, window.toH],
        [0, top],
      ]);
    });
  });

  return <div ref={host} aria-hidden="true" />;
});
