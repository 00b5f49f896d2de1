import { useElementSize } from '@mantine/hooks';
import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { numberText } from '../../parts/format.ts';
import classes from './chart.module.css';

export interface ChartAxis {
  readonly from: number;
  readonly to: number;
  /** With its unit. */
  readonly title: string;
}

/** Where a point of the picture lies, px. */
export interface ChartScales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

interface ChartProps {
  readonly title: string;
  /** What is to be seen, for those who do not see it. */
  readonly words: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly children: (scales: ChartScales) => ReactNode;
}

const HEIGHT = 200;
const ROOM = { left: 46, right: 14, top: 20, bottom: 36 };
/** Until the page has told how wide it is, and on paper. */
const WIDTH = 360;
const LEAST_WIDTH = 240;

/** Two axes with their units; what stands between them is the caller's. */
export function Chart({ title, words, x, y, children }: ChartProps) {
  const { ref, width: measured } = useElementSize<HTMLElement>();
  const width = Math.max(LEAST_WIDTH, Math.floor(measured) || WIDTH);
  const [left, right] = [ROOM.left, width - ROOM.right];
  const [top, bottom] = [ROOM.top, HEIGHT - ROOM.bottom];
  const across = scaleLinear([x.from, x.to], [left, right]);
  const up = scaleLinear([y.from, y.to], [bottom, top]);
  return (
    <figure ref={ref} className={classes.chart} aria-label={`${title}. ${words}`}>
      <figcaption className={classes.title}>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
        {up.ticks(4).map((tick) => (
          <g key={tick}>
            <line x1={left} x2={right} y1={up(tick)} y2={up(tick)} className={classes.grid} />
            <text x={left - 6} y={up(tick) + 4} textAnchor="end">
              {numberText(tick)}
            </text>
          </g>
        ))}
        {across.ticks(Math.max(3, Math.floor((right - left) / 70))).map((tick) => (
          <text key={tick} x={across(tick)} y={bottom + 15} textAnchor="middle">
            {numberText(tick)}
          </text>
        ))}
        <line x1={left} x2={right} y1={bottom} y2={bottom} className={classes.axis} />
        <text x={left - 38} y={10}>
          {y.title}
        </text>
        <text x={right} y={bottom + 30} textAnchor="end">
          {x.title}
        </text>
        {children({ x: across, y: up })}
      </svg>
    </figure>
  );
}

/** Corners of a line as SVG writes them. */
export function corners({ x, y }: ChartScales, across: ArrayLike<number>, up: ArrayLike<number>): string {
  return Array.from(across, (value, index) => `${x(value).toFixed(1)},${y(up[index] ?? 0).toFixed(1)}`).join(
    ' ',
  );
}

/** Corners of a band, there by its upper edge and back by its lower. */
export function bandCorners(
  scales: ChartScales,
  across: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
): string {
  const back = [...corners(scales, across, low).split(' ')].reverse().join(' ');
  return `${corners(scales, across, high)} ${back}`;
}

interface MeasuredMarkProps {
  readonly x: number;
  readonly y: number;
  readonly isBelowLimit: boolean;
}

/** A filled mark is measured; an open one that points down lies somewhere below it. */
export function MeasuredMark({ x, y, isBelowLimit }: MeasuredMarkProps) {
  return isBelowLimit ? (
    <path d={`M${x - 4},${y} h8 M${x},${y} v9 m-3,-4 l3,4 l3,-4`} className={classes.below} />
  ) : (
    <circle cx={x} cy={y} r={3.5} className={classes.measured} />
  );
}
