import { scaleLinear } from 'd3-scale';
import { type Tokens, tokens } from './colours.ts';
import { endLabels, type LineEnd, labelColumnWidth, labelsHeight, levelPattern } from './endLabels.ts';
import type { Figure, Panel, Series } from './figure.ts';
import { plotMarks } from './plotMarks.ts';
import { changes, simplify } from './simplify.ts';
import { element, escapeText } from './svg.ts';
import { svgDocument, write } from './svgDocument.ts';
import { textWidth, wrap } from './text.ts';
import { timeTicks, timeUnitNames } from './timeTicks.ts';
import { type Between, type Point, windowOf } from './window.ts';

const tickSize = 10.5;
const titleSize = 12.5;
const sourceSize = 9.5;
const margin = 14;

const between: Readonly<Record<Series['kind'], Between>> = {
  predicted: 'linear',
  extrapolated: 'linear',
  given: 'held',
  measured: 'nothing',
};

/**
 * Draws panels on one shared time axis as a stand-alone SVG document in Ketame's picture language: a line is predicted,
 * a translucent band is its uncertainty, a dashed line is extrapolated, a filled mark is measured; each line bears its
 * name at its end, each axis its unit, each panel its source.
 *
 * @returns the text of one `<svg>` element, with `<title>` and `<desc>`; no ids, styles or scripts.
 * @throws RangeError when a width, time axis or series cannot be drawn: the message says which and why.
 */
export function courseFigure(figure: Figure): string {
  refuseWhatCannotBeDrawn(figure);
  const token = tokens[figure.theme];
  const panels = figure.panels.map((panel) => prepare(panel, figure));

  const left =
    margin +
    Math.max(...panels.flatMap((panel) => panel.ticks.map((tick) => textWidth(tick.text, tickSize)))) +
    7;
  const column = labelColumnWidth(figure.panels, figure.width);
  const right = figure.width - column - 4;
  const time = scaleLinear([figure.time.from, figure.time.to], [left, right]);

  const parts: string[] = [];
  let y = margin;
  for (const line of wrap(figure.title, figure.width - 2 * margin, 15)) {
    y += 15;
    parts.push(write(line, margin, y, { 'font-size': 15, 'font-weight': 600, fill: token.ink }));
    y += 4;
  }
  const ticks = timeTicks(figure.time, Math.max(2, Math.floor((right - left) / 52)));
  panels.forEach((prepared, index) => {
    const drawn = drawPanel(prepared, {
      figure,
      token,
      top: y + 14,
      left,
      right,
      column,
      time,
      timeTicksH: ticks.map((tick) => tick.timeH),
      timeTexts: index === panels.length - 1 ? ticks.map((tick) => tick.text) : null,
    });
    parts.push(drawn.svg);
    y = drawn.bottom;
  });

  const height = Math.ceil(y + margin - 4);
  return svgDocument(figure, height, token, parts);
}

function refuseWhatCannotBeDrawn({ width, time, panels }: Figure): void {
  if (!(width >= 320)) throw new RangeError(`A figure is at least 320 px wide, not ${width}.`);
  if (!(Number.isFinite(time.from) && Number.isFinite(time.to) && time.to > time.from))
    throw new RangeError(
      `A time axis runs from an earlier to a later time, not from ${time.from} to ${time.to} h.`,
    );
  if (panels.length === 0) throw new RangeError('A figure has at least one panel.');
  for (const panel of panels)
    if (panel.band === undefined && panel.series.some((series) => series.low || series.high))
      throw new RangeError(`Panel "${panel.title}" has a band but does not say what the band means.`);
}

interface PreparedPanel {
  readonly panel: Panel;
  readonly visible: readonly { readonly series: Series; readonly points: readonly Point[] }[];
  readonly domain: readonly [number, number];
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

function prepare(panel: Panel, figure: Figure): PreparedPanel {
  const visible = panel.series.map((series) => ({
    series,
    points: windowOf(series, figure.time.from, figure.time.to, between[series.kind]),
  }));
  const numbers = visible
    .flatMap(({ points }) => points.flatMap((point) => [point.value, point.low, point.high]))
    .filter((value) => !Number.isNaN(value));
  const levels = (panel.levels ?? []).map((level) => level.value);
  let top = panel.reachesTo ?? 0;
  let bottom = 0;
  for (const value of [...numbers, ...levels]) {
    top = Math.max(top, value);
    bottom = Math.min(bottom, value);
  }
  const scale = scaleLinear([bottom, top > bottom ? top : bottom + 1], [0, 1]).nice(4);
  const format = scale.tickFormat(4);
  const [low = 0, high = 1] = scale.domain();
  return {
    panel,
    visible,
    domain: [low, high],
    ticks: scale.ticks(4).map((value) => ({ value, text: format(value) })),
  };
}

interface Place {
  readonly figure: Figure;
  readonly token: Tokens;
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly column: number;
  readonly time: (hours: number) => number;
  readonly timeTicksH: readonly number[];
  /** Printed below the last panel alone. */
  readonly timeTexts: readonly string[] | null;
}

function drawPanel(
  { panel, visible, domain, ticks }: PreparedPanel,
  place: Place,
): { svg: string; bottom: number } {
  const { token, left, right, column, figure } = place;
  const parts: string[] = [];
  let y = place.top + titleSize;
  const lines = wrap(panel.title, figure.width - left - margin, titleSize);
  const last = lines.pop() ?? '';
  for (const line of lines) {
    parts.push(write(line, left, y, { 'font-size': titleSize, 'font-weight': 600, fill: token.ink }));
    y += titleSize + 3;
  }
  const room = figure.width - left - margin - textWidth(last, titleSize) - 6;
  const unitFits = textWidth(panel.unit, titleSize) <= room;
  parts.push(
    element('text', { x: left, y, 'font-size': titleSize, fill: token.ink }, [
      element('tspan', { 'font-weight': 600 }, [escapeText(last)]),
      ...(unitFits ? [element('tspan', { dx: 6, fill: token.dim }, [escapeText(panel.unit)])] : []),
    ]),
  );
  if (!unitFits) {
    y += titleSize + 3;
    parts.push(write(panel.unit, left, y, { 'font-size': titleSize, fill: token.dim }));
  }
  if (panel.band !== undefined) {
    for (const line of wrap(`shaded: ${panel.band}`, figure.width - left - margin, tickSize)) {
      y += 13.5;
      parts.push(write(line, left, y, { 'font-size': tickSize, fill: token.dim }));
    }
  }

  const top = y + 12;
  const height = Math.max(panel.height ?? 110, labelsHeight(panel, column));
  const bottom = top + height;
  const value = scaleLinear([...domain], [bottom, top]);

  for (const tick of ticks) {
    const at = value(tick.value);
    parts.push(rule(left, at, right, at, tick.value === 0 ? token.axis : token.grid));
    parts.push(
      write(tick.text, left - 7, at + tickSize * 0.35, {
        'font-size': tickSize,
        fill: token.dim,
        'text-anchor': 'end',
      }),
    );
  }
  for (const hours of place.timeTicksH)
    parts.push(rule(place.time(hours), top, place.time(hours), bottom, token.grid));

  const tolerance = (0.1 * (domain[1] - domain[0])) / height;
  const fewer = (series: Series, points: readonly Point[]) => {
    if (series.kind === 'measured') return points;
    return series.kind === 'given' ? changes(points) : simplify(points, tolerance);
  };
  parts.push(
    // A nested svg cuts at its frame without needing an id; three pixels of air keep line widths whole.
    element(
      'svg',
      {
        x: left - 3,
        y: top - 3,
        width: right - left + 6,
        height: height + 6,
        viewBox: `${left - 3} ${top - 3} ${right - left + 6} ${height + 6}`,
      },
      visible.flatMap(({ series, points }) =>
        plotMarks(series, fewer(series, points), place.time, value, figure.theme, token),
      ),
    ),
  );
  const ends: LineEnd[] = visible.map(({ series, points }) => {
    const known = points.filter((point) => !Number.isNaN(point.value));
    const last = known.at(-1);
    return {
      named: series,
      y: value(last?.value ?? domain[0]),
      peakY: value(Math.max(domain[0], ...known.map((point) => point.value))),
      reachesEdge: series.kind !== 'measured' && last !== undefined && place.time(last.time) > right - 2,
    };
  });
  for (const level of panel.levels ?? []) {
    const at = value(level.value);
    parts.push(rule(left, at, right, at, token.dim, levelPattern));
    ends.push({ named: level, y: at, peakY: at, reachesEdge: true });
  }
  parts.push(...endLabels(ends, { x: right, width: column, from: top, to: bottom }, figure.theme, token));

  y = bottom;
  if (place.timeTexts) {
    y += tickSize + 5;
    place.timeTexts.forEach((text, index) => {
      parts.push(
        write(text, place.time(place.timeTicksH[index] ?? 0), y, {
          'font-size': tickSize,
          fill: token.dim,
          'text-anchor': 'middle',
        }),
      );
    });
    y += tickSize + 4;
    parts.push(
      write(`Time, ${timeUnitNames[figure.time.unit]}`, (left + right) / 2, y, {
        'font-size': tickSize,
        fill: token.dim,
        'text-anchor': 'middle',
      }),
    );
  }
  y += 4;
  for (const line of wrap(`Source: ${panel.source}`, figure.width - left - margin, sourceSize)) {
    y += sourceSize + 2;
    parts.push(write(line, left, y, { 'font-size': sourceSize, fill: token.dim }));
  }
  return { svg: element('g', { 'data-panel': panel.title }, parts), bottom: y };
}

function rule(x1: number, y1: number, x2: number, y2: number, stroke: string, dash?: string): string {
  return element('line', { x1, y1, x2, y2, stroke, 'stroke-width': 1, 'stroke-dasharray': dash });
}
