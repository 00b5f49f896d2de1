import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useLayoutEffect, useRef } from 'react';
import { numberText } from '../../parts/format.ts';
import type { PlotColours } from '../../studio/plots/colours.ts';
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
  const axis = {
    stroke: () => props().colours.inkSoft,
    grid: { stroke: () => props().colours.grid, width: 1 },
    ticks: { show: false },
    font: `12px ${first.colours.font}`,
    gap: 6,
  };
  return {
    ...sizeOf(first),
    padding: [6, 10, 0, 0],
    legend: { show: false },
    cursor: { show: false },
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
    series: [{}, { show: true, paths: () => null, points: { show: false } }],
    hooks: { draw: [(plot) => props().draw(plot)] },
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

/** A uPlot over the hours of a day, in the zone of the clinic. */
export function TimePlot(props: TimePlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const newest = useRef<TimePlotProps>(props);
  newest.current = props;
  const { colours, timeLabelled, timeZone } = props;

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
  }, [colours.font, timeLabelled, timeZone]);

  useLayoutEffect(() => {
    const { from, to, low, high } = props;
    plot.current?.batch(() => {
      const size = sizeOf(props);
      if (size.width !== plot.current?.width || size.height !== plot.current.height)
        plot.current?.setSize(size);
      plot.current?.setData([
        [from, to],
        [low, high],
      ]);
    });
  });

  return <div ref={host} aria-hidden="true" />;
}
