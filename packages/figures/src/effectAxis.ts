import type { ScaleLinear } from 'd3-scale';

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
