import type { Trend } from '@ketame/care';
import { useElementSize } from '@mantine/hooks';
import { useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { dateText, numberText, unitText } from '../parts/format.ts';
import { type PlotColours, usePlotColours } from '../studio/plots/colours.ts';
import classes from './follow-up.module.css';

const HEIGHT = 120;

interface TrendChartProps {
  readonly trend: Trend;
  /** From the first to the last instant of all charts beside it, s since 1970, so that they are read together. */
  readonly span: readonly [number, number];
  /** Ends of sessions, s since 1970: drawn as lines from top to bottom. */
  readonly sessions: readonly number[];
}

/** One measured thing over time: filled marks are what was measured, a dashed line the upper limit. */
export function TrendChart({ trend, span, sessions }: TrendChartProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const host = useRef<HTMLDivElement>(null);
  const colours = usePlotColours();

  useLayoutEffect(() => {
    if (host.current === null || width === 0) return;
    const plot = new uPlot(
      optionsOf(trend, span, sessions, colours, width),
      [trend.points.map(({ at }) => Date.parse(at) / 1000), trend.points.map(({ value }) => value)],
      host.current,
    );
    return () => plot.destroy();
  }, [trend, span, sessions, colours, width]);

  const last = trend.points.at(-1);
  const values = trend.points.map(({ at, value }) => `${numberText(value, 4)} on ${dateText(at)}`);
  return (
    <figure className={classes.trend}>
      <figcaption>
        {trend.title} <span className={classes.soft}>{unitText(trend.unit)}</span>
        {last !== undefined && <strong>{numberText(last.value, 4)}</strong>}
      </figcaption>
      <div ref={ref}>
        <div ref={host} role="img" aria-label={`${trend.title}: ${values.join(', ')}`} />
      </div>
    </figure>
  );
}

function optionsOf(
  { range, limit, points }: Trend,
  span: readonly [number, number],
  sessions: readonly number[],
  colours: PlotColours,
  width: number,
): uPlot.Options {
  const top = Math.max(...points.map(({ value }) => value), limit ?? 0) * 1.15;
  const axis = {
    stroke: colours.inkSoft,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { show: false },
    font: `11px ${colours.font}`,
  };
  const line = (plot: uPlot, x1: number, y1: number, x2: number, y2: number, dash: number[]) => {
    plot.ctx.save();
    plot.ctx.strokeStyle = colours.inkSoft;
    plot.ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
    plot.ctx.beginPath();
    plot.ctx.moveTo(x1, y1);
    plot.ctx.lineTo(x2, y2);
    plot.ctx.stroke();
    plot.ctx.restore();
  };
  return {
    width,
    height: HEIGHT,
    // To the right half a date is written.
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: () => [...span] },
      y: { range: () => (range === null ? [0, top] : [...range]) },
    },
    axes: [
      { ...axis, size: 22, space: 64, values: (_, ticks) => ticks.map(dayText) },
      { ...axis, size: 34, space: 26, values: (_, ticks) => ticks.map((tick) => numberText(tick)) },
    ],
    series: [
      {},
      {
        stroke: colours.series[0] ?? colours.ink,
        width: 1.5,
        points: { show: true, size: 7, fill: colours.series[0] ?? colours.ink },
      },
    ],
    hooks: {
      drawAxes: [
        (plot) => {
          const { left, top: y, width: w, height: h } = plot.bbox;
          for (const at of sessions) {
            const x = plot.valToPos(at, 'x', true);
            line(plot, x, y, x, y + h, [2, 3]);
          }
          if (limit === null) return;
          const at = plot.valToPos(limit, 'y', true);
          line(plot, left, at, left + w, at, [6, 4]);
        },
      ],
    },
  };
}

const dayText = (seconds: number): string => {
  const [day, month] = dateText(new Date(seconds * 1000).toISOString()).split(' ');
  return `${day} ${month}`;
};
