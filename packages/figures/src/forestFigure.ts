import { scaleLinear } from 'd3-scale';
import { type Theme, type Tokens, tokens } from './colours.ts';
import { axisName, axisTicks, type EffectScale } from './effectAxis.ts';
import { type Attributes, element } from './svg.ts';
import { svgDocument, write } from './svgDocument.ts';
import { textWidth, wrap } from './text.ts';

/** One study: its effect with the interval, and its weight. */
export interface ForestRow {
  readonly label: string;
  /** Null when the study says nothing of this measure; it is listed all the same. */
  readonly effect: { readonly estimate: number; readonly lower: number; readonly upper: number } | null;
  /** Percent; drawn as the area of the square. Null where studies stand side by side without being pooled. */
  readonly weight: number | null;
}

/** A forest plot: studies above, their pooled effect below. */
export interface Forest {
  readonly title: string;
  /** What the figure shows, for those who hear it instead of seeing it. */
  readonly description: string;
  /** What the axis measures, with its unit; for logarithms the ratio that is printed. */
  readonly axis: string;
  /** `logarithm`: effects are logarithms and the numbers printed are their ratios. */
  readonly scale: EffectScale;
  /** What rows and numbers are, where they are not studies and their 95 % intervals. */
  readonly heads?: { readonly row: string; readonly effect: string };
  readonly rows: readonly ForestRow[];
  readonly pooled: {
    readonly label: string;
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number;
  } | null;
  /** Where the effect of a new study is expected. */
  readonly prediction: { readonly lower: number; readonly upper: number } | null;
  /** Heterogeneity, method, warnings: printed below. */
  readonly notes: readonly string[];
  /** Width of the whole, px, at least 480. */
  readonly width: number;
  readonly theme: Theme;
}

const size = 12;
const noteSize = 10;
const rowHeight = 22;
const margin = 14;

/**
 * Draws a forest plot as a stand-alone SVG document. A square is a study (its area the weight), a whisker its interval, the
 * diamond the pooled effect, the open bar under it the prediction interval; an arrow says that an interval
 * runs on beyond the axis. Every number stands beside its mark.
 *
 * @returns the text of one `<svg>` element, with `<title>` and `<desc>`; no ids, styles or scripts.
 * @throws RangeError when there is nothing to draw or the width is too small
 */
export function forestFigure(forest: Forest): string {
  if (!(forest.width >= 480))
    throw new RangeError(`A forest plot is at least 480 px wide, not ${forest.width}.`);
  if (forest.rows.length === 0) throw new RangeError('A forest plot has at least one study.');
  const token = tokens[forest.theme];
  const numbers = forest.rows.map((row) =>
    row.effect ? interval(row.effect, forest.scale) : 'no information',
  );
  const right = Math.max(...[...numbers, pooledText(forest)].map((text) => textWidth(text, size)), 90);
  const weighted = forest.rows.some(({ weight }) => weight !== null);
  const weightWidth = weighted ? textWidth('100.0 %', size) : -12;
  const labels = [...forest.rows.map((row) => row.label), forest.pooled?.label ?? '', 'Prediction interval'];
  const labelWidth = Math.min(0.36 * forest.width, Math.max(...labels.map((text) => textWidth(text, size))));
  const from = margin + labelWidth + 12;
  const to = forest.width - margin - right - weightWidth - 24;
  const scale = scaleLinear(domainOf(forest), [from, to]);
  const columns = {
    label: margin,
    number: forest.width - margin - weightWidth - 12,
    weight: forest.width - margin,
  };

  const parts: string[] = [];
  let y = margin;
  for (const line of wrap(forest.title, forest.width - 2 * margin, 15)) {
    y += 18;
    parts.push(write(line, margin, y, { 'font-size': 15, 'font-weight': 600, fill: token.ink }));
  }
  y += 26;
  const head = { 'font-size': noteSize, fill: token.dim };
  parts.push(write(forest.heads?.row ?? 'Study', columns.label, y, head));
  const effectHead = forest.heads?.effect ?? 'Effect (95 % interval)';
  parts.push(write(effectHead, columns.number, y, { ...head, 'text-anchor': 'end' }));
  if (weighted) parts.push(write('Weight', columns.weight, y, { ...head, 'text-anchor': 'end' }));
  y += 8;
  const top = y;
  forest.rows.forEach((row, i) => {
    y += rowHeight;
    parts.push(...study(row, numbers[i] ?? '', y - rowHeight / 2, scale, columns, labelWidth, token));
  });
  const { pooled, prediction } = forest;
  if (pooled) {
    y += rowHeight;
    parts.push(
      write(pooled.label, columns.label, y - rowHeight / 2 + 4, {
        'font-size': size,
        'font-weight': 600,
        fill: token.ink,
      }),
    );
    parts.push(
      write(pooledText(forest), columns.number, y - rowHeight / 2 + 4, {
        'font-size': size,
        'font-weight': 600,
        fill: token.ink,
        'text-anchor': 'end',
      }),
    );
    parts.push(diamond(pooled, y - rowHeight / 2, scale, token));
  }
  if (prediction) {
    y += rowHeight;
    parts.push(
      write('Prediction interval', columns.label, y - rowHeight / 2 + 4, {
        'font-size': size,
        fill: token.ink,
      }),
    );
    parts.push(
      write(limits(prediction, forest.scale), columns.number, y - rowHeight / 2 + 4, {
        'font-size': size,
        fill: token.ink,
        'text-anchor': 'end',
      }),
    );
    parts.push(predictionBar(prediction, y - rowHeight / 2, scale, token));
  }
  y += 6;
  const drawn = axis(forest, scale, top, y, token);
  parts.push(...drawn.parts);
  y = drawn.bottom + 5;
  for (const note of forest.notes) {
    for (const line of wrap(note, forest.width - 2 * margin, noteSize)) {
      y += 14;
      parts.push(write(line, margin, y, { 'font-size': noteSize, fill: token.dim }));
    }
  }
  const height = Math.ceil(y + margin);
  return svgDocument(forest, height, token, parts);
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;
type Limits = { readonly lower: number; readonly upper: number };

const printed = (value: number, scale: Forest['scale']): string => {
  const shown = scale === 'logarithm' ? Math.exp(value) : value;
  return Math.abs(shown) >= 100 ? shown.toFixed(0) : shown.toFixed(2);
};

const limits = ({ lower, upper }: Limits, scale: Forest['scale']): string =>
  `(${printed(lower, scale)} to ${printed(upper, scale)})`;

const interval = (effect: Limits & { readonly estimate: number }, scale: Forest['scale']): string =>
  `${printed(effect.estimate, scale)} ${limits(effect, scale)}`;

const pooledText = ({ pooled, scale }: Forest): string => (pooled ? interval(pooled, scale) : '');

/**
 * The axis shows every estimate, no effect, the pooled and the prediction interval; whiskers may run on, so that one
 * tiny study does not flatten the others.
 */
function domainOf({ rows, pooled, prediction }: Forest): [number, number] {
  const effects = rows.flatMap((row) => (row.effect ? [row.effect] : []));
  const must = [0, ...effects.map(({ estimate }) => estimate)];
  for (const whole of [pooled, prediction]) if (whole) must.push(whole.lower, whole.upper);
  const [low, high] = [Math.min(...must), Math.max(...must)];
  const reach = Math.max(high - low, 1e-6);
  const lowest = Math.max(Math.min(low, ...effects.map(({ lower }) => lower)), low - 0.6 * reach);
  const highest = Math.min(Math.max(high, ...effects.map(({ upper }) => upper)), high + 0.6 * reach);
  const pad = 0.04 * (highest - lowest || 1);
  return [lowest - pad, highest + pad];
}

function study(
  { label, effect, weight }: ForestRow,
  numbers: string,
  y: number,
  scale: Scale,
  columns: { readonly label: number; readonly number: number; readonly weight: number },
  labelWidth: number,
  token: Tokens,
): string[] {
  const text = { 'font-size': size, fill: token.ink };
  const parts = [
    write(shortened(label, labelWidth), columns.label, y + 4, text),
    write(numbers, columns.number, y + 4, { ...text, 'text-anchor': 'end' }),
  ];
  if (weight !== null) {
    parts.push(write(`${weight.toFixed(1)} %`, columns.weight, y + 4, { ...text, 'text-anchor': 'end' }));
  }
  if (!effect) return parts;
  const [left, right] = scale.range() as [number, number];
  const [x1, x2] = [Math.max(scale(effect.lower), left), Math.min(scale(effect.upper), right)];
  parts.push(element('line', { x1, x2, y1: y, y2: y, stroke: token.ink, 'stroke-width': 1.25 }));
  if (scale(effect.lower) < left) parts.push(arrow(left, y, 1, token));
  if (scale(effect.upper) > right) parts.push(arrow(right, y, -1, token));
  const side = weight === null ? 7 : 3 + 1.2 * Math.sqrt(Math.max(0, weight));
  const x = scale(effect.estimate) - side / 2;
  parts.push(element('rect', { x, y: y - side / 2, width: side, height: side, fill: token.colours.blue }));
  return parts;
}

/** A label that fits its column; what is cut off stands in the data, and an ellipsis says so. */
function shortened(label: string, width: number): string {
  if (textWidth(label, size) <= width) return label;
  let text = label;
  while (text.length > 1 && textWidth(`${text}…`, size) > width) text = text.slice(0, -1);
  return `${text.trimEnd()}…`;
}

const arrow = (x: number, y: number, direction: 1 | -1, token: Tokens): string =>
  element('path', {
    d: `M${x + 6 * direction} ${y - 4}L${x} ${y}L${x + 6 * direction} ${y + 4}`,
    fill: 'none',
    stroke: token.ink,
    'stroke-width': 1.25,
  });

const diamond = (
  pooled: Limits & { readonly estimate: number },
  y: number,
  scale: Scale,
  token: Tokens,
): string =>
  element('path', {
    d: `M${scale(pooled.lower).toFixed(2)} ${y}L${scale(pooled.estimate).toFixed(2)} ${y - 7}L${scale(pooled.upper).toFixed(2)} ${y}L${scale(pooled.estimate).toFixed(2)} ${y + 7}Z`,
    fill: token.colours.blue,
  });

const predictionBar = ({ lower, upper }: Limits, y: number, scale: Scale, token: Tokens): string =>
  element('rect', {
    x: scale(lower),
    y: y - 4,
    width: Math.max(scale(upper) - scale(lower), 1),
    height: 8,
    fill: token.colours.blue,
    'fill-opacity': token.bandOpacity,
    stroke: token.colours.blue,
  });

function axis(forest: Forest, scale: Scale, top: number, bottom: number, token: Tokens) {
  const [left, right] = scale.range() as [number, number];
  const line = (x: number, attributes: Attributes) =>
    element('line', { x1: x, x2: x, y1: top, y2: bottom, ...attributes });
  const parts = [
    line(scale(0), { stroke: token.axis }),
    element('line', { x1: left, x2: right, y1: bottom, y2: bottom, stroke: token.axis }),
  ];
  if (forest.pooled) {
    parts.push(
      line(scale(forest.pooled.estimate), { stroke: token.colours.blue, 'stroke-dasharray': '2 3' }),
    );
  }
  for (const tick of axisTicks(forest.scale, scale)) {
    const x = scale(tick.value);
    parts.push(element('line', { x1: x, x2: x, y1: bottom, y2: bottom + 4, stroke: token.axis }));
    parts.push(
      write(tick.text, x, bottom + 15, { 'font-size': noteSize, fill: token.dim, 'text-anchor': 'middle' }),
    );
  }
  const name = axisName(
    forest.axis,
    { x: (left + right) / 2, y: bottom + 29 },
    { width: forest.width, margin, size: noteSize, fill: token.ink },
  );
  return { parts: [...parts, ...name.parts], bottom: name.y };
}
