import type { Tokens } from './colours.ts';
import { type Attributes, element, escapeText } from './svg.ts';

const fontFamily = "Inter, system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";

/** Text at a place. */
export const write = (text: string, x: number, y: number, attributes: Attributes): string =>
  element('text', { x, y, ...attributes }, [escapeText(text)]);

/** A figure as a document of its own: named and described for those who cannot see it, on its own paper. */
export function svgDocument(
  figure: { readonly title: string; readonly description: string; readonly width: number },
  height: number,
  token: Tokens,
  parts: readonly string[],
): string {
  const { title, description, width } = figure;
  const frame = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'font-family': fontFamily,
    'font-variant': 'tabular-nums',
  };
  return element('svg', frame, [
    element('title', {}, [escapeText(title)]),
    element('desc', {}, [escapeText(description)]),
    element('rect', { width, height, fill: token.paper }),
    ...parts,
  ]);
}
