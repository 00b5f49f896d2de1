import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Theme, Tokens } from './colours.ts';
import { linePattern } from './endLabels.ts';
import type { Series } from './figure.ts';
import { element } from './svg.ts';
import type { Point } from './window.ts';

type Scale = (value: number) => number;

/** The marks of one series: band below, line or marks above. */
export function plotMarks(
  series: Series,
  points: readonly Point[],
  time: Scale,
  value: Scale,
  theme: Theme,
  token: Tokens,
): string[] {
  const colour = token.colours[series.colour];
  const known = (point: Point) => !Number.isNaN(point.value);
  if (series.kind === 'measured') {
    return points.filter(known).flatMap((point) => [
      ...(point.low < point.high ? [whisker(point, time, value, colour)] : []),
      element('circle', {
        cx: time(point.time),
        cy: value(point.value),
        r: 3,
        fill: colour,
        stroke: token.paper,
        'stroke-width': 1,
      }),
    ]);
  }

  const curve = series.kind === 'given' ? curveStepAfter : curveLinear;
  const across = (point: Point) => time(point.time);
  const stroke = line<Point>(across, (point) => value(point.value))
    .digits(1)
    .defined(known)
    .curve(curve);
  const between = area<Point>(
    across,
    (point) => value(series.kind === 'given' ? 0 : point.low),
    (point) => value(series.kind === 'given' ? point.value : point.high),
  )
    .digits(1)
    .defined((point) => known(point) && !Number.isNaN(point.low) && !Number.isNaN(point.high))
    .curve(curve);
  const filled = series.kind === 'given' || series.low !== undefined || series.high !== undefined;
  return [
    ...(filled
      ? [element('path', { d: between([...points]) ?? '', fill: colour, 'fill-opacity': token.bandOpacity })]
      : []),
    element('path', {
      d: stroke([...points]) ?? '',
      stroke: colour,
      'stroke-width': 1.75,
      'stroke-dasharray': linePattern(series, theme),
      'stroke-linejoin': 'round',
      fill: 'none',
    }),
  ];
}

function whisker(point: Point, time: Scale, value: Scale, colour: string): string {
  const x = time(point.time);
  return element('line', {
    x1: x,
    x2: x,
    y1: value(point.low),
    y2: value(point.high),
    stroke: colour,
    'stroke-width': 1,
  });
}
