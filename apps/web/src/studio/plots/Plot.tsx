import { memo } from 'react';
import type uPlot from 'uplot';
import { numberText } from '../../parts/format.ts';
import type { AxisWindow } from '../state/axis-window.ts';
import type { PlotColours } from './colours.ts';
import { timeLabels, timeSteps } from './time-axis.ts';
import { type PlotFrame, quietAxis, quietPlot, usePlot } from './use-plot.ts';

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
  const axis = quietAxis(() => props().colours);
  return {
    ...quietPlot((plot) => props().draw(plot)),
    ...sizeOf(first),
    padding: [HEADROOM, first.right, 0, 0],
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
  };
}

const sizeOf = ({ width, height, timeLabelled, track }: PlotProps) => ({
  width,
  height: height + (timeLabelled ? TIME_LABELS : FOOT) + track,
});

const frameOf = (props: PlotProps): PlotFrame => ({
  size: sizeOf(props),
  x: [props.window.fromH, props.window.toH],
  y: [0, props.top],
});

/** A plot of the studio. */
export const Plot = memo(function Plot(props: PlotProps) {
  const { colours, count, left, right, track } = props;
  const host = usePlot(props, optionsOf, frameOf, [colours.font, count, left, right, track]);
  return <div ref={host} aria-hidden="true" />;
});
