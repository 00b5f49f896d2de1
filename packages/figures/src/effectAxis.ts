import type { ScaleLinear } from 'd3-scale';
import { write } from './svgDocument.ts';
import { textWidth, wrap } from './text.ts';

/** Effects as they are, or as logarithms whose ratios are printed. */
export type EffectScale = 'difference' | 'logarithm';

/** Round differences, or round ratios at their logarithms, at most about seven. */
export function axisTicks(
  kind: EffectScale,
  scale: ScaleLinear<number, number>,
): { value: number; text: string }[] {
  if (kind === 'difference') {
    const format = scale.tickFormat(5);
    return scale.ticks(5).map((value) => ({ value, text: format(value) }));
  }
  const [low = 0, high = 0] = scale.domain();
  const round = [-4, -3, -2, -1, 0, 1, 2, 3].flatMap((power) =>
    [1, 2, 5].map((digit) => digit * 10 ** power),
  );
  const inside = round.filter((ratio) => Math.log(ratio) >= low && Math.log(ratio) <= high);
  if (inside.length < 2) {
    return scale.ticks(4).map((value) => ({ value, text: String(Number(Math.exp(value).toPrecision(3))) }));
  }
  const every = Math.max(1, Math.ceil(inside.length / 7));
  const one = Math.max(0, inside.indexOf(1));
  return inside
    .filter((_, i) => (i - one) % every === 0)
    .map((ratio) => ({ value: Math.log(ratio), text: String(Number(ratio.toPrecision(1))) }));
}

/**
 * The name of a horizontal axis, broken into lines and centred under it as far as the edges of the figure allow.
 *
 * @param at middle of the axis and baseline of the first line, px
 * @param width of the figure, of which `margin` stays free on both sides, px
 * @returns the lines, and the baseline of the last
 */
export function axisName(
  name: string,
  at: { readonly x: number; readonly y: number },
  { width, margin, size, fill }: Record<'width' | 'margin' | 'size', number> & { readonly fill: string },
): { parts: string[]; y: number } {
  const lines = wrap(name, width - 2 * margin, size);
  const parts = lines.map((line, index) => {
    const half = textWidth(line, size) / 2;
    const x = Math.min(Math.max(at.x, margin + half), width - margin - half);
    return write(line, x, at.y + index * (size + 3), { 'font-size': size, fill, 'text-anchor': 'middle' });
  });
  return { parts, y: at.y + Math.max(0, lines.length - 1) * (size + 3) };
}
