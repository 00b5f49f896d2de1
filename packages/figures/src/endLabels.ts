import { extrapolatedPattern, printPatterns, type Theme, type Tokens } from './colours.ts';
import type { Level, Panel, Series } from './figure.ts';
import { spread } from './spread.ts';
import { element, escapeText } from './svg.ts';
import { textWidth, wrap } from './text.ts';

const fontSize = 11;
const lineHeight = 13.5;
const gap = 3;
const swatchFrom = 14;
const swatchTo = 32;
const textFrom = 37;

/** The dash of the line at a level. */
export const levelPattern = '3 3';

/** Room for the labels at the right of the plots, px. */
export function labelColumnWidth(panels: readonly Panel[], figureWidth: number): number {
  const most = Math.max(64, figureWidth * 0.26);
  const widest = panels
    .flatMap((panel) => [...panel.series, ...(panel.levels ?? [])])
    .flatMap((named) => linesOf(named, most).map((line) => textWidth(line, fontSize)));
  return widest.length === 0 ? 12 : textFrom + Math.max(...widest) + 2;
}

/** Height that the labels of one panel need together, px. */
export function labelsHeight(panel: Panel, columnWidth: number): number {
  return [...panel.series, ...(panel.levels ?? [])]
    .map((named) => boxHeight(linesOf(named, columnWidth - textFrom - 2)))
    .reduce((sum, height) => sum + height, 0);
}

function linesOf(named: Series | Level, width: number): string[] {
  const lines = wrap(named.label, width, fontSize);
  return isExtrapolated(named) ? [...lines, 'extrapolated'] : lines;
}

function isExtrapolated(named: Series | Level): boolean {
  return 'kind' in named && named.kind === 'extrapolated';
}

function boxHeight(lines: readonly string[]): number {
  return lines.length * lineHeight + gap;
}

/** What is named at the right edge of a plot, and where. */
export interface LineEnd {
  readonly named: Series | Level;
  /** Height at which the line ends, px. */
  readonly y: number;
  /** Highest place of the line, px: lines that end together are named in the order of their peaks. */
  readonly peakY: number;
  /** Whether the line reaches the right edge, so that a leader can join it to its label. */
  readonly reachesEdge: boolean;
}

/**
 * The labels of a panel beside the ends of its lines, none over another, each with a sample of its line and a thin
 * leader from the line's end.
 */
export function endLabels(
  ends: readonly LineEnd[],
  place: { readonly x: number; readonly width: number; readonly from: number; readonly to: number },
  theme: Theme,
  token: Tokens,
): string[] {
  const lines = ends.map((end) => linesOf(end.named, place.width - textFrom - 2));
  const middles = spread(
    ends.map((end, index) => ({
      wanted: end.y + 0.02 * (end.peakY - end.y),
      height: boxHeight(lines[index] ?? []),
    })),
    place.from,
    place.to,
  );
  return ends.map((end, index) => {
    const text = lines[index] ?? [];
    const first = (middles[index] ?? end.y) - ((text.length - 1) * lineHeight) / 2;
    const leader = element('path', {
      d: `M${(place.x + 1).toFixed(1)},${end.y.toFixed(1)}L${(place.x + swatchFrom - 3).toFixed(1)},${first.toFixed(1)}`,
      stroke: token.axis,
      'stroke-width': 0.75,
      fill: 'none',
    });
    return element('g', { 'data-label': end.named.label }, [
      ...(end.reachesEdge ? [leader] : []),
      swatch(end.named, place.x, first, theme, token),
      ...text.map((line, row) =>
        element(
          'text',
          {
            x: place.x + textFrom,
            y: first + row * lineHeight + fontSize * 0.35,
            'font-size': fontSize,
            fill:
              !('kind' in end.named) || (isExtrapolated(end.named) && row === text.length - 1)
                ? token.dim
                : token.ink,
          },
          [escapeText(line)],
        ),
      ),
    ]);
  });
}

function swatch(named: Series | Level, x: number, y: number, theme: Theme, token: Tokens): string {
  const from = (x + swatchFrom).toFixed(1);
  const d = `M${from},${y.toFixed(1)}H${(x + swatchTo).toFixed(1)}`;
  if (!('kind' in named))
    return element('path', { d, stroke: token.dim, 'stroke-dasharray': levelPattern, fill: 'none' });
  const colour = token.colours[named.colour];
  if (named.kind === 'measured')
    return element('circle', { cx: x + (swatchFrom + swatchTo) / 2, cy: y, r: 3, fill: colour });
  return element('path', {
    d,
    stroke: colour,
    'stroke-width': named.kind === 'given' ? 5 : 2,
    'stroke-opacity': named.kind === 'given' ? 0.55 : undefined,
    'stroke-dasharray': linePattern(named, theme),
    fill: 'none',
  });
}

/** The dash of a series: extrapolated lines are dashed everywhere, the others only on paper, each colour its own way. */
export function linePattern(series: Series, theme: Theme): string | undefined {
  if (series.kind === 'extrapolated') return extrapolatedPattern;
  return theme === 'print' && series.kind === 'predicted' ? printPatterns[series.colour] : undefined;
}
