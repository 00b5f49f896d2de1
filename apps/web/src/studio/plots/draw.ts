import { occurrences } from '@ketame/ketamine';
import type uPlot from 'uplot';
import { drawLearnt } from '../fit/draw-learnt.ts';
import { drawPopulation } from '../population/draw-population.ts';
import type { Drawn } from '../state/courses.ts';
import { letterOf } from '../state/words.ts';
import { type Area, areaOf, inView, type Picture } from './area.ts';
import { drawLabels } from './labels.ts';
import type { Panel } from './panels.ts';

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
  if (isSelected) drawPopulation(area, panel, drawn.population, colour, colours.bandOpacity);
  if (isSelected && line.low !== undefined && line.high !== undefined) {
    fillBand(area, panel, course.timesH, line.low, line.high, colour, colours.bandOpacity);
  }
  if (isSelected && panel.stepped) {
    const floor = new Float64Array(course.timesH.length);
    fillBand(area, panel, course.timesH, floor, line.values, colour, colours.bandOpacity * 0.8);
  }
  if (isSelected) {
    for (const further of panel.furtherOf(course, shown)) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1.25 * ratio;
      ctx.setLineDash((further.dots ?? []).map((length) => length * ratio));
      strokeLine(area, panel, course.timesH, further.values);
    }
  }
  if (isSelected && drawn.without !== undefined && !panel.stepped) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = ratio;
    ctx.setLineDash([1.5 * ratio, 3 * ratio]);
    strokeLine(area, panel, course.timesH, panel.lineOf(drawn.without.course).values);
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = (isSelected ? 2 : 1.5) * ratio;
  ctx.setLineDash(line.extrapolated ? [6 * ratio, 4 * ratio] : []);
  strokeLine(area, panel, course.timesH, line.values);
  ctx.setLineDash([]);
  if (panel.id === 'plasma' && drawn.learnt !== undefined) drawLearnt(area, drawn.learnt, colours);
  drawDoses(area, panel, drawn, colour);
}

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

/** A dose given at once has no rate: a triangle at its time on the axis of the rate panel, filled for a bolus by vein. */
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
