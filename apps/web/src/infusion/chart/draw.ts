import type uPlot from 'uplot';
import { type Area, areaOf } from '../../studio/plots/area.ts';
import type { PlotColours } from '../../studio/plots/colours.ts';
import type { ChartPanel, Measured, Point, Predicted, Shape } from './panels.ts';

/** Draws one panel: what is predicted behind, what was measured in front, and the line of now. @param now seconds since 1970 */
export function drawPanel(
  plot: uPlot,
  panel: ChartPanel,
  events: readonly number[],
  now: number,
  colours: PlotColours,
): void {
  const area = areaOf(plot);
  const { ctx, left, top, width, height, ratio } = area;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top - 4 * ratio, width, height + 8 * ratio);
  ctx.clip();
  for (const at of events) upright(area, at, colours.rule, [2, 3]);
  if (panel.predicted !== null) drawPredicted(area, panel.predicted, now, colours);
  drawSteps(area, panel.steps, colours);
  drawSpans(area, panel, colours);
  for (const one of panel.measured) drawMeasured(area, one, colours);
  upright(area, now, colours.ink, []);
  ctx.restore();
}

function upright(
  { ctx, ratio, x, top, height }: Area,
  at: number,
  colour: string,
  dash: readonly number[],
): void {
  ctx.beginPath();
  ctx.setLineDash(dash.map((length) => length * ratio));
  ctx.moveTo(x(at), top);
  ctx.lineTo(x(at), top + height);
  ctx.lineWidth = ratio;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The band of uncertainty and the typical line; dashed where it is still to come. */
function drawPredicted(
  area: Area,
  { at, typical, low, high }: Predicted,
  now: number,
  colours: PlotColours,
): void {
  const { ctx, ratio, x, y } = area;
  const colour = colours.series[0] ?? colours.ink;
  if (low !== undefined && high !== undefined) {
    ctx.beginPath();
    for (const [index, time] of at.entries()) ctx.lineTo(x(time), y(high[index] ?? 0));
    for (const [index, time] of [...at.entries()].reverse()) ctx.lineTo(x(time), y(low[index] ?? 0));
    ctx.globalAlpha = colours.bandOpacity;
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * ratio;
  for (const isPast of [true, false]) {
    ctx.setLineDash(isPast ? [] : [4 * ratio, 4 * ratio]);
    ctx.beginPath();
    for (const [index, time] of at.entries()) {
      if (isPast ? time <= now : (at[index + 1] ?? time) > now) ctx.lineTo(x(time), y(typical[index] ?? 0));
    }
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

function drawSteps({ ctx, ratio, x, y }: Area, steps: readonly Point[], colours: PlotColours): void {
  const first = steps[0];
  if (first === undefined) return;
  const trace = () => {
    ctx.lineTo(x(first.at), y(0));
    let before = 0;
    for (const { at, value } of steps) {
      ctx.lineTo(x(at), y(before));
      ctx.lineTo(x(at), y(value));
      before = value;
    }
  };
  const colour = colours.series[0] ?? colours.ink;
  ctx.beginPath();
  trace();
  ctx.lineTo(x(steps.at(-1)?.at ?? first.at), y(0));
  ctx.globalAlpha = colours.bandOpacity;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.beginPath();
  trace();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2 * ratio;
  ctx.stroke();
}

/** Blood pressure as anaesthetic charts have it: an arrow from above and one from below. */
function drawSpans({ ctx, ratio, x, y }: Area, { spans }: ChartPanel, colours: PlotColours): void {
  ctx.strokeStyle = colours.ink;
  ctx.lineWidth = 1.25 * ratio;
  const head = 4 * ratio;
  for (const { at, from, to } of spans) {
    const [px, high, low] = [x(at), y(to), y(from)];
    ctx.beginPath();
    ctx.moveTo(px - head, high - head);
    ctx.lineTo(px, high);
    ctx.lineTo(px + head, high - head);
    ctx.moveTo(px, high);
    ctx.lineTo(px, low);
    ctx.moveTo(px - head, low + head);
    ctx.lineTo(px, low);
    ctx.lineTo(px + head, low + head);
    ctx.stroke();
  }
}

function drawMeasured(area: Area, measured: Measured, colours: PlotColours): void {
  const { ctx, ratio, x, y } = area;
  const colour = measured.colour === null ? colours.ink : (colours.series[measured.colour] ?? colours.ink);
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = ratio;
  ctx.beginPath();
  let isBroken = true;
  for (const point of measured.sent) {
    if (point !== null) {
      if (isBroken) ctx.moveTo(x(point.at), y(point.value));
      ctx.lineTo(x(point.at), y(point.value));
    }
    isBroken = point === null;
  }
  ctx.stroke();
  if (measured.sent.length === 0) {
    ctx.beginPath();
    for (const [index, { at, value }] of measured.charted.entries()) {
      const before = measured.charted[index - 1];
      if (before === undefined || at - before.at > measured.gap) ctx.moveTo(x(at), y(value));
      else ctx.lineTo(x(at), y(value));
    }
    ctx.stroke();
  }
  for (const { at, value } of measured.charted) drawMark(area, measured.shape, x(at), y(value));
}

function drawMark({ ctx, ratio }: Area, shape: Shape, x: number, y: number): void {
  const size = 3.5 * ratio;
  ctx.beginPath();
  switch (shape) {
    case 'circle':
      ctx.arc(x, y, size, 0, 2 * Math.PI);
      break;
    case 'square':
      ctx.rect(x - size, y - size, 2 * size, 2 * size);
      break;
    case 'triangle':
      ctx.moveTo(x, y - size * 1.2);
      ctx.lineTo(x + size * 1.2, y + size);
      ctx.lineTo(x - size * 1.2, y + size);
      break;
    case 'diamond':
      ctx.moveTo(x, y - size * 1.4);
      ctx.lineTo(x + size * 1.4, y);
      ctx.lineTo(x, y + size * 1.4);
      ctx.lineTo(x - size * 1.4, y);
      break;
    case 'cross':
      ctx.lineWidth = 2 * ratio;
      ctx.moveTo(x - size, y - size);
      ctx.lineTo(x + size, y + size);
      ctx.moveTo(x + size, y - size);
      ctx.lineTo(x - size, y + size);
      ctx.stroke();
      ctx.lineWidth = ratio;
      return;
  }
  ctx.fill();
}
