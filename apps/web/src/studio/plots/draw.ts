import type uPlot from 'uplot';
import type { Drawn } from '../state/courses.ts';
import { occurrences } from '../state/time-grid.ts';
import { letterOf } from '../state/words.ts';
import type { PlotColours } from './colours.ts';
import { type Line, type Panel, type Shown, valueAt } from './panels.ts';

/** What the canvas of one panel shows. */
export interface Picture {
  readonly panel: Panel;
  readonly drawn: readonly Drawn[];
  readonly selected: number;
  readonly shown: Shown;
  readonly colours: PlotColours;
  /** Whether lines at a value bear their words here, or in the column beside. */
  readonly marksNamed: boolean;
}

/** The canvas, its plot area and the two linear maps, in canvas pixels. */
interface Area {
  readonly ctx: CanvasRenderingContext2D;
  readonly ratio: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly fromH: number;
  readonly toH: number;
  readonly x: (hours: number) => number;
  readonly y: (value: number) => number;
}

function areaOf(plot: uPlot): Area {
  const { left, top, width, height } = plot.bbox;
  const { min: fromH = 0, max: toH = 1 } = plot.scales.x ?? {};
  const { min: low = 0, max: high = 1 } = plot.scales.y ?? {};
  const perHour = width / (toH - fromH);
  const perUnit = height / (high - low);
  return {
    ctx: plot.ctx,
    ratio: devicePixelRatio,
    left,
    top,
    width,
    height,
    fromH,
    toH,
    x: (hours) => left + (hours - fromH) * perHour,
    y: (value) => top + height - (value - low) * perUnit,
  };
}

/** Draws bands, curves, marks and letters of one panel; the selected regimen last, on top. */
export function drawPicture(plot: uPlot, picture: Picture): void {
  const area = areaOf(plot);
  const { ctx } = area;
  ctx.save();
  ctx.beginPath();
  ctx.rect(area.left, 0, area.width, area.top + area.height + area.ratio);
  ctx.clip();
  drawMarks(area, picture);
  const order = [...picture.drawn].sort(
    (a, b) => Number(a.index === picture.selected) - Number(b.index === picture.selected),
  );
  for (const drawn of order) drawRegimen(area, picture, drawn);
  drawLabels(area, picture, order.reverse());
  ctx.restore();
}

function drawMarks({ ctx, ratio, left, width, y }: Area, { panel, colours, marksNamed }: Picture): void {
  for (const mark of panel.marks) {
    ctx.fillStyle = colours.inkSoft;
    ctx.fillRect(left, Math.round(y(mark.value)), width, ratio);
    if (!marksNamed) continue;
    ctx.font = `${11 * ratio}px ${colours.font}`;
    ctx.textAlign = 'right';
    ctx.textBaseline = 'bottom';
    ctx.fillText(mark.label, left + width - 2 * ratio, y(mark.value) - 2 * ratio);
  }
}

function drawRegimen(area: Area, { panel, selected, shown, colours }: Picture, drawn: Drawn): void {
  const { course } = drawn;
  const isSelected = drawn.index === selected;
  const colour = colours.series[drawn.index] ?? colours.ink;
  const line = panel.lineOf(course);
  const { ctx, ratio } = area;
  if (isSelected && line.low !== undefined && line.high !== undefined) {
    fillBand(area, panel, course.timesH, line.low, line.high, colour, colours.bandOpacity);
  }
  if (isSelected && panel.stepped) {
    const floor = new Float64Array(course.timesH.length);
    fillBand(area, panel, course.timesH, floor, line.values, colour, colours.bandOpacity * 0.8);
  }
  if (isSelected) {
    for (const further of panel.furtherOf(course, shown)) {
      ctx.strokeStyle = furtherColour(further, colours);
      ctx.lineWidth = 1.25 * ratio;
      ctx.setLineDash([1.5 * ratio, 2.5 * ratio]);
      strokeLine(area, panel, course.timesH, further.values);
    }
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = (isSelected ? 2 : 1.5) * ratio;
  ctx.setLineDash(line.extrapolated ? [6 * ratio, 4 * ratio] : []);
  strokeLine(area, panel, course.timesH, line.values);
  ctx.setLineDash([]);
  drawDoses(area, panel, drawn, colour);
}

const furtherColour = (line: Line, colours: PlotColours): string =>
  line.ink === 'regimen' ? colours.ink : colours.substances[line.ink];

/** When each regimen runs, one lane for each: what is left of a rate at the scale of weeks. */
export function drawLanes(plot: uPlot, { drawn, selected, colours }: Picture): void {
  const { ctx, ratio, x, left, top } = areaOf(plot);
  const lane = 17 * ratio;
  ctx.save();
  for (const { index, regimen } of drawn) {
    const y = top + 4 * ratio + index * lane;
    const colour = colours.series[index] ?? colours.ink;
    let end = left;
    ctx.fillStyle = colour;
    ctx.globalAlpha = index === selected ? 1 : 0.75;
    for (const step of regimen.steps) {
      for (const start of occurrences(step)) {
        const stop = step.kind === 'infusion' ? start + step.durationH : start;
        const width = Math.max(2 * ratio, x(stop) - x(start));
        ctx.fillRect(x(start), y, width, 11 * ratio);
        end = Math.max(end, x(start) + width);
      }
    }
    ctx.globalAlpha = 1;
    ctx.font = `700 ${12 * ratio}px ${colours.font}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    ctx.fillText(letterOf(index), end + 5 * ratio, y + 6 * ratio);
  }
  ctx.restore();
}

/** First and last point to draw: those in view and one beyond each side. */
function inView(times: Float64Array, fromH: number, toH: number): [number, number] {
  let first = 0;
  while (first + 1 < times.length && (times[first + 1] as number) < fromH) first++;
  let last = first;
  while (last + 1 < times.length && (times[last] as number) < toH) last++;
  return [first, last];
}

function trace(
  area: Area,
  panel: Panel,
  times: Float64Array,
  values: Float64Array,
  [first, last]: [number, number],
  backwards: boolean,
): void {
  const { ctx, x, y } = area;
  const { factor, stepped } = panel;
  const step = backwards ? -1 : 1;
  let before = 0;
  for (let i = backwards ? last : first; backwards ? i >= first : i <= last; i += step) {
    const px = x(times[i] as number);
    const py = y((values[i] as number) * factor);
    // A rate is held until the next time: the corner lies at the later time of the two.
    if (stepped && i !== (backwards ? last : first)) {
      if (backwards) ctx.lineTo(before, py);
      else ctx.lineTo(px, before);
    }
    ctx.lineTo(px, py);
    before = backwards ? px : py;
  }
}

function strokeLine(area: Area, panel: Panel, times: Float64Array, values: Float64Array): void {
  area.ctx.beginPath();
  trace(area, panel, times, values, inView(times, area.fromH, area.toH), false);
  area.ctx.lineJoin = 'round';
  area.ctx.stroke();
}

function fillBand(
  area: Area,
  panel: Panel,
  times: Float64Array,
  low: Float64Array,
  high: Float64Array,
  colour: string,
  opacity: number,
): void {
  const { ctx } = area;
  const range = inView(times, area.fromH, area.toH);
  ctx.beginPath();
  trace(area, panel, times, high, range, false);
  trace(area, panel, times, low, range, true);
  ctx.globalAlpha = opacity;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** A bolus or film has no rate: a triangle at its time on the axis of the rate panel, open for a film. */
function drawDoses(area: Area, panel: Panel, drawn: Drawn, colour: string): void {
  if (panel.id !== 'rate') return;
  const { ctx, ratio, x, y, fromH, toH } = area;
  for (const step of drawn.regimen.steps) {
    if (step.kind === 'infusion') continue;
    for (const time of occurrences(step)) {
      if (time < fromH || time > toH) continue;
      const size = 5 * ratio;
      ctx.beginPath();
      ctx.moveTo(x(time), y(0) - 2 * ratio);
      ctx.lineTo(x(time) - size, y(0) - 2 * ratio - 2 * size);
      ctx.lineTo(x(time) + size, y(0) - 2 * ratio - 2 * size);
      ctx.closePath();
      ctx.fillStyle = colour;
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1.5 * ratio;
      if (step.kind === 'bolus') ctx.fill();
      ctx.stroke();
    }
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Writes each curve's letter (and further substances' names) at the curve, where no other label stands. */
function drawLabels(area: Area, picture: Picture, order: readonly Drawn[]): void {
  const { ctx, ratio } = area;
  const { panel, colours, selected, shown } = picture;
  const placed: Box[] = [];
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  const write = (text: string, colour: string, times: Float64Array, values: Float64Array) => {
    const width = ctx.measureText(text).width + 4 * ratio;
    for (const share of placesFor(area, times, values)) {
      const time = area.fromH + share * (area.toH - area.fromH);
      const value = valueAt(times, values, time, panel.stepped) * panel.factor;
      const box: Box = {
        x: Math.min(area.x(time) + 3 * ratio, area.left + area.width - width),
        y: Math.max(area.y(value) - 16 * ratio, 0),
        width,
        height: 14 * ratio,
      };
      if (placed.some((other) => overlap(box, other))) continue;
      placed.push(box);
      ctx.lineWidth = 3 * ratio;
      ctx.strokeStyle = colours.paper;
      ctx.lineJoin = 'round';
      ctx.strokeText(text, box.x, box.y + 12 * ratio);
      ctx.fillStyle = colour;
      ctx.fillText(text, box.x, box.y + 12 * ratio);
      return;
    }
  };
  for (const drawn of order) {
    const { course } = drawn;
    ctx.font = `700 ${12 * ratio}px ${colours.font}`;
    const colour = colours.series[drawn.index] ?? colours.ink;
    write(letterOf(drawn.index), colour, course.timesH, panel.lineOf(course).values);
    if (drawn.index !== selected) continue;
    ctx.font = `${11 * ratio}px ${colours.font}`;
    for (const further of panel.furtherOf(course, shown)) {
      write(further.label, furtherColour(further, colours), course.timesH, further.values);
    }
  }
}

/** Shares of the width at which a label may stand: the curve's greatest point first, then places along it. */
function placesFor({ fromH, toH }: Area, times: Float64Array, values: Float64Array): number[] {
  const [first, last] = inView(times, fromH, toH);
  let best = first;
  for (let i = first; i <= last; i++) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  const peak = ((times[best] as number) - fromH) / (toH - fromH);
  return [Math.min(0.97, Math.max(0, peak)), 0.3, 0.5, 0.7, 0.15, 0.85, 0.95];
}
