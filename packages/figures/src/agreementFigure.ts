import { scaleLog } from 'd3-scale';
import { type Theme, tokens } from './colours.ts';
import { element } from './svg.ts';
import { svgDocument, write } from './svgDocument.ts';
import { wrap } from './text.ts';

/** Computed numbers over printed ones: on the line of 1 both are the same. */
export interface Agreement {
  readonly title: string;
  /** What the figure shows, for those who hear it instead of seeing it. */
  readonly description: string;
  readonly rows: readonly {
    readonly label: string;
    /** Computed over printed, above 0. */
    readonly ratio: number;
    /** Filled when it agrees, open when it does not. */
    readonly agrees: boolean;
  }[];
  readonly notes: readonly string[];
  /** Width of the whole, px, at least 480. */
  readonly width: number;
  readonly theme: Theme;
}

const size = 11;
const margin = 14;
const rowHeight = 17;

/**
 * Draws ratios of computed to printed numbers on a logarithmic axis as a stand-alone SVG document. Each row names
 * what was computed and prints its ratio.
 *
 * @returns the text of one `<svg>` element, with `<title>` and `<desc>`; no ids, styles or scripts.
 * @throws RangeError when there is nothing to draw, a ratio is not above 0, or the width is too small
 */
export function agreementFigure({ title, description, rows, notes, width, theme }: Agreement): string {
  if (!(width >= 480)) throw new RangeError(`A figure of agreement is at least 480 px wide, not ${width}.`);
  if (rows.length === 0) throw new RangeError('A figure of agreement has at least one number.');
  const wrong = rows.find(({ ratio }) => !(ratio > 0));
  if (wrong) throw new RangeError(`${wrong.label}: the ratio must be above 0, not ${wrong.ratio}.`);
  const token = tokens[theme];
  const ratios = rows.map(({ ratio }) => ratio);
  const reach = Math.max(...ratios.map((ratio) => Math.max(ratio, 1 / ratio)), 1.25) * 1.05;
  const left = Math.round(0.58 * width);
  const right = width - margin - 44;
  const across = scaleLog([1 / reach, reach], [left, right]);
  const parts: string[] = [];
  let y = margin;
  for (const line of wrap(title, width - 2 * margin, 15)) {
    y += 18;
    parts.push(write(line, margin, y, { 'font-size': 15, 'font-weight': 600, fill: token.ink }));
  }
  y += 10;
  const top = y;
  const bottom = top + rows.length * rowHeight + 4;
  for (const value of [0.25, 0.5, 0.8, 1, 1.25, 2, 4]) {
    if (value < 1 / reach || value > reach) continue;
    const x = across(value);
    parts.push(
      element('line', {
        x1: x,
        x2: x,
        y1: top,
        y2: bottom,
        stroke: value === 1 ? token.axis : token.grid,
      }),
      write(String(value), x, bottom + 14, { 'font-size': 10, fill: token.dim, 'text-anchor': 'middle' }),
    );
  }
  for (const { label, ratio, agrees } of rows) {
    y += rowHeight;
    const [shown = ''] = wrap(label, left - margin - 16, size);
    const fill = agrees ? token.colours.blue : token.paper;
    parts.push(
      write(shown === label ? label : `${shown} …`, margin, y - 2, { 'font-size': size, fill: token.ink }),
      element('circle', { cx: across(ratio), cy: y - 6, r: 3.5, fill, stroke: token.colours.blue }),
      write(ratio.toFixed(2), width - margin, y - 2, {
        'font-size': size,
        fill: token.ink,
        'text-anchor': 'end',
      }),
    );
  }
  parts.push(
    write('computed over printed', (left + right) / 2, bottom + 28, {
      'font-size': 10,
      fill: token.ink,
      'text-anchor': 'middle',
    }),
  );
  y = bottom + 34;
  for (const note of notes) {
    for (const text of wrap(note, width - 2 * margin, 10)) {
      y += 14;
      parts.push(write(text, margin, y, { 'font-size': 10, fill: token.dim }));
    }
  }
  const height = Math.ceil(y + margin);
  return svgDocument({ title, description, width }, height, token, parts);
}
