import uPlot from 'uplot';
import { numberText } from '../../parts/format.ts';
import type { PlotColours } from '../../studio/plots/colours.ts';
import { type PlotFrame, quietAxis, quietPlot, usePlot } from '../../studio/plots/use-plot.ts';
import { fieldOf } from '../clinic-time.ts';

/** Room for the labels of values and of time, px. */
const left = 40;
const timeLabels = 24;
const foot = 6;

interface TimePlotProps {
  readonly width: number;
  readonly height: number;
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly timeLabelled: boolean;
  readonly timeZone: string;
  readonly colours: PlotColours;
  /** Draws after grid and axes. */
  readonly draw: (plot: uPlot) => void;
}

function optionsOf(props: () => TimePlotProps): uPlot.Options {
  const first = props();
  const axis = quietAxis(() => props().colours);
  return {
    ...quietPlot((plot) => props().draw(plot)),
    ...sizeOf(first),
    padding: [6, 10, 0, 0],
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), first.timeZone),
    scales: {
      x: { range: () => [props().from, props().to] },
      y: { range: () => [props().low, props().high] },
    },
    axes: [
      {
        ...axis,
        size: first.timeLabelled ? timeLabels : foot,
        space: 64,
        values: (_, ticks) =>
          ticks.map((tick) => (first.timeLabelled ? tickText(tick, first.timeZone) : null)),
      },
      { ...axis, size: left, space: 24, values: (_, ticks) => ticks.map((tick) => numberText(tick)) },
    ],
  };
}

/** "14:30"; at midnight the day, "23 Nov". */
function tickText(tick: number, timeZone: string): string {
  const instant = new Date(tick * 1000);
  const clock = fieldOf(instant.toISOString(), timeZone).slice(11);
  if (clock !== '00:00') return clock;
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone }).format(instant);
}

const sizeOf = ({ width, height, timeLabelled }: TimePlotProps) => ({
  width,
  height: height + (timeLabelled ? timeLabels : foot),
});

const frameOf = (props: TimePlotProps): PlotFrame => ({
  size: sizeOf(props),
  x: [props.from, props.to],
  y: [props.low, props.high],
});

/** A plot over the hours of a day, in the zone of the clinic. */
export function TimePlot(props: TimePlotProps) {
  const { colours, timeLabelled, timeZone } = props;
  const host = usePlot(props, optionsOf, frameOf, [colours.font, timeLabelled, timeZone]);
  return <div ref={host} aria-hidden="true" />;
}
