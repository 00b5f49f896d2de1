import { scaleLinear } from 'd3-scale';
import { type Colour, type Theme, tokens } from './colours.ts';
import { element } from './svg.ts';
import { svgDocument, write } from './svgDocument.ts';
import { wrap } from './text.ts';

/** A set of points in a plane, as where two unknown numbers may lie. */
export interface Region {
  readonly title: string;
  /** What the figure shows, for those who hear it instead of seeing it. */
  readonly description: string;
  readonly x: { readonly label: string; readonly from: number; readonly to: number };
  readonly y: { readonly label: string; readonly from: number; readonly to: number };
  /** Sets drawn one over the other, each with its name and colour. */
  readonly sets: readonly {
    readonly name: string;
    readonly colour: Colour;
    readonly points: readonly { readonly x: number; readonly y: number }[];
  }[];
  /** Single points with their names. */
  readonly marks: readonly { readonly label: string; readonly x: number; readonly y: number }[];
  readonly notes: readonly string[];
  /** Width of the whole, px, at least 320. */
  readonly width: number;
  readonly theme: Theme;
}

const size = 10;
const margin = 14;
const plotHeight = 280;
/** Each set smaller than the one beneath it, so that both are seen where they coincide. */
const radius = (set: number): number => Math.max(1.6, 3.4 - 1.6 * set);

/**
 * Draws sets of points in a plane as a stand-alone SVG document: dots for the sets, open rings with a name for
 * single points.
 *
 * @returns the text of one `<svg>` element, with `<title>` and `<desc>`; no ids, styles or scripts.
 * @throws RangeError when the width is too small or a range is empty
 */
export function regionFigure(region: Region): string {
  const { width, x, y, sets, marks } = region;
  if (!(width >= 320)) throw new RangeError(`A figure of a region is at least 320 px wide, not ${width}.`);
  if (!(x.to > x.from && y.to > y.from)) throw new RangeError('A range runs from the smaller to the larger.');
  const token = tokens[region.theme];
  const dim = { 'font-size': size, fill: token.dim };
  const parts: string[] = [];
  let top = margin;
  for (const line of wrap(region.title, width - 2 * margin, 15)) {
    top += 18;
    parts.push(write(line, margin, top, { 'font-size': 15, 'font-weight': 600, fill: token.ink }));
  }
  for (const { name, colour } of sets) {
    top += 18;
    parts.push(
      element('circle', { cx: margin + 4, cy: top - 3.5, r: 3.5, fill: token.colours[colour] }),
      write(name, margin + 14, top, { ...dim, fill: token.ink }),
    );
  }
  top += 26;
  parts.push(write(y.label, margin, top - 8, { ...dim, fill: token.ink }));
  const [left, right, bottom] = [margin + 34, width - margin - 8, top + plotHeight];
  const across = scaleLinear([x.from, x.to], [left, right]);
  const up = scaleLinear([y.from, y.to], [bottom, top]);
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string) =>
    element('line', { x1, y1, x2, y2, stroke });
  const xFormat = across.tickFormat(6);
  const yFormat = up.tickFormat(6);
  for (const value of across.ticks(6)) {
    parts.push(line(across(value), top, across(value), bottom, token.grid));
    parts.push(write(xFormat(value), across(value), bottom + 15, { ...dim, 'text-anchor': 'middle' }));
  }
  for (const value of up.ticks(6)) {
    parts.push(line(left, up(value), right, up(value), token.grid));
    parts.push(write(yFormat(value), left - 6, up(value) + 3.5, { ...dim, 'text-anchor': 'end' }));
  }
  parts.push(line(left, bottom, right, bottom, token.axis), line(left, top, left, bottom, token.axis));
  for (const [i, { colour, points }] of sets.entries()) {
    for (const point of points) {
      parts.push(
        element('circle', {
          cx: across(point.x),
          cy: up(point.y),
          r: radius(i),
          fill: token.colours[colour],
        }),
      );
    }
  }
  for (const mark of marks) {
    const [cx, cy] = [across(mark.x), up(mark.y)];
    const nearRight = cx > (left + right) / 2;
    parts.push(
      element('circle', { cx, cy, r: 5, fill: 'none', stroke: token.ink, 'stroke-width': 1.5 }),
      write(mark.label, nearRight ? cx - 9 : cx + 9, nearRight ? cy + 14 : cy - 7, {
        'font-size': size + 1,
        fill: token.ink,
        'text-anchor': nearRight ? 'end' : 'start',
      }),
    );
  }
  parts.push(
    write(x.label, (left + right) / 2, bottom + 31, { ...dim, fill: token.ink, 'text-anchor': 'middle' }),
  );
  let last = bottom + 36;
  for (const note of region.notes) {
    for (const text of wrap(note, width - 2 * margin, size)) {
      last += 14;
      parts.push(write(text, margin, last, dim));
    }
  }
  const height = Math.ceil(last + margin);
  return svgDocument(region, height, token, parts);
}
