import { scaleLinear } from 'd3-scale';
import { type Theme, tokens } from './colours.ts';
import { axisName, axisTicks, type EffectScale } from './effectAxis.ts';
import { type Attributes, element, escapeText } from './svg.ts';
import { svgDocument, write } from './svgDocument.ts';
import { wrap } from './text.ts';

/** A study as a point: its effect and standard error on the scale of pooling. */
export interface FunnelPoint {
  readonly label: string;
  readonly estimate: number;
  /** Above 0. */
  readonly se: number;
  /** Put in by trim and fill: drawn open, since no such study exists. */
  readonly filled: boolean;
}

/** A funnel plot: effects against their standard errors, the most precise on top. */
export interface Funnel {
  readonly title: string;
  /** What the figure shows, for those who hear it instead of seeing it. */
  readonly description: string;
  /** What the horizontal axis measures, with its unit; for logarithms the ratio that is printed. */
  readonly axis: string;
  readonly scale: EffectScale;
  readonly points: readonly FunnelPoint[];
  /** Pooled effect: the axis of the funnel, within which 95 % would lie without heterogeneity and selection. */
  readonly pooled: number;
  /** Regression of the effects on their standard errors: the effect at 0 and the slope; null for none. */
  readonly regression: { readonly limit: number; readonly slope: number } | null;
  readonly notes: readonly string[];
  /** Width of the whole, px, at least 320. */
  readonly width: number;
  readonly theme: Theme;
}

const size = 10;
const margin = 14;
const plotHeight = 260;

/**
 * Draws a funnel plot as a stand-alone SVG document. A filled mark is a study, an open one was put in by trim and fill, the
 * dashed lines bound 95 % about the pooled effect, the orange line is the regression on the standard error. Each mark
 * names its study in a `<title>`.
 *
 * @returns the text of one `<svg>` element, with `<title>` and `<desc>`; no ids, styles or scripts.
 * @throws RangeError when there is nothing to draw, a standard error is not above 0, or the width is too small
 */
export function funnelFigure(funnel: Funnel): string {
  const { points, pooled, regression, width } = funnel;
  if (!(width >= 320)) throw new RangeError(`A funnel plot is at least 320 px wide, not ${width}.`);
  if (points.length === 0) throw new RangeError('A funnel plot has at least one study.');
  const wrong = points.find(({ se }) => !(se > 0));
  if (wrong) throw new RangeError(`${wrong.label}: the standard error must be above 0, not ${wrong.se}.`);
  const token = tokens[funnel.theme];

  const deepest = 1.08 * Math.max(...points.map(({ se }) => se));
  const reach = 1.96 * deepest;
  const across = [...points.map(({ estimate }) => estimate), pooled - reach, pooled + reach];
  const parts: string[] = [];
  let y = margin;
  for (const line of wrap(funnel.title, width - 2 * margin, 15)) {
    y += 18;
    parts.push(write(line, margin, y, { 'font-size': 15, 'font-weight': 600, fill: token.ink }));
  }
  y += 24;
  const [left, right] = [margin + 44, width - margin - 8];
  const [top, bottom] = [y, y + plotHeight];
  const x = scaleLinear([Math.min(...across), Math.max(...across)], [left, right]);
  const down = scaleLinear([0, deepest], [top, bottom]);

  const line = (x1: number, y1: number, x2: number, y2: number, attributes: Attributes) =>
    element('line', { x1, y1, x2, y2, ...attributes });
  parts.push(write('Standard error', margin, top - 8, { 'font-size': size, fill: token.dim }));
  const format = down.tickFormat(4);
  for (const value of down.ticks(4)) {
    parts.push(line(left, down(value), right, down(value), { stroke: token.grid }));
    parts.push(
      write(format(value), left - 6, down(value) + 3.5, {
        'font-size': size,
        fill: token.dim,
        'text-anchor': 'end',
      }),
    );
  }
  const bound = { stroke: token.dim, 'stroke-dasharray': '4 3' };
  parts.push(
    line(x(pooled), top, x(pooled - reach), bottom, bound),
    line(x(pooled), top, x(pooled + reach), bottom, bound),
  );
  parts.push(line(x(pooled), top, x(pooled), bottom, { stroke: token.ink }));
  if (regression) {
    const slanted = { stroke: token.colours.orange, 'stroke-width': 1.5 };
    parts.push(...regressionLine(regression, x, down, deepest, slanted));
  }
  for (const { label, estimate, se, filled } of points) {
    const fill = filled ? token.paper : token.colours.blue;
    const mark = { cx: x(estimate), cy: down(se), r: 4, fill, stroke: token.colours.blue };
    parts.push(element('circle', mark, [element('title', {}, [escapeText(label)])]));
  }
  parts.push(line(left, bottom, right, bottom, { stroke: token.axis }));
  for (const { value, text } of axisTicks(funnel.scale, x)) {
    parts.push(line(x(value), bottom, x(value), bottom + 4, { stroke: token.axis }));
    parts.push(
      write(text, x(value), bottom + 15, { 'font-size': size, fill: token.dim, 'text-anchor': 'middle' }),
    );
  }
  const name = axisName(
    funnel.axis,
    { x: (left + right) / 2, y: bottom + 30 },
    { width, margin, size, fill: token.ink },
  );
  parts.push(...name.parts);
  y = name.y + 6;
  for (const note of funnel.notes) {
    for (const text of wrap(note, width - 2 * margin, size)) {
      y += 14;
      parts.push(write(text, margin, y, { 'font-size': size, fill: token.dim }));
    }
  }
  const height = Math.ceil(y + margin);
  return svgDocument(funnel, height, token, parts);
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

/** The regression within the axis: cut where it leaves it. */
function regressionLine(
  { limit, slope }: { readonly limit: number; readonly slope: number },
  x: Scale,
  down: Scale,
  deepest: number,
  attributes: Attributes,
): string[] {
  const [low = 0, high = 0] = x.domain();
  const inside = (se: number) => limit + slope * se >= low && limit + slope * se <= high;
  const steps = Array.from({ length: 201 }, (_, i) => (deepest * i) / 200).filter(inside);
  const [from, to] = [steps[0], steps.at(-1)];
  if (from === undefined || to === undefined || from === to) return [];
  return [
    element('line', {
      x1: x(limit + slope * from),
      y1: down(from),
      x2: x(limit + slope * to),
      y2: down(to),
      ...attributes,
    }),
  ];
}
