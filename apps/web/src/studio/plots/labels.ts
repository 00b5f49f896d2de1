import { populationLabel } from '../population/draw-population.ts';
import type { Drawn } from '../state/courses.ts';
import { letterOf } from '../state/words.ts';
import { type Area, inView, type Picture } from './area.ts';
import { valueAt } from './panels.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Writes each curve's letter (and further substances' names) at the curve, where no other label stands. */
export function drawLabels(area: Area, picture: Picture, order: readonly Drawn[]): void {
  const { ctx, ratio } = area;
  const { panel, colours, selected, shown } = picture;
  const placed: Box[] = [];
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  const write = (text: string, colour: string, times: Float64Array, values: Float64Array) => {
    const width = ctx.measureText(text).width + 4 * ratio;
    for (const place of placesFor(area, picture, times, values)) {
      const box: Box = {
        x: Math.max(area.left, Math.min(place.x, area.left + area.width - width)),
        y: Math.max(place.y - 16 * ratio, 0),
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
  for (const { index, course, population, without, learnt } of order) {
    ctx.font = `700 ${12 * ratio}px ${colours.font}`;
    const colour = colours.series[index] ?? colours.ink;
    const isCompared = index === selected && without !== undefined && !panel.stepped;
    const name = isCompared ? `${letterOf(index)} with ${without.name}` : letterOf(index);
    write(name, colour, course.timesH, panel.lineOf(course).values);
    if (index !== selected) continue;
    ctx.font = `${11 * ratio}px ${colours.font}`;
    if (isCompared) {
      write(`without ${without.name}`, colour, course.timesH, panel.lineOf(without.course).values);
    }
    for (const further of panel.furtherOf(course, shown)) {
      write(further.label, colour, course.timesH, further.values);
    }
    if (panel.id === 'plasma' && learnt?.patient) {
      write('this patient', colours.ink, learnt.timesH, learnt.patient.typical);
    }
    const band = population && panel.populationOf?.(population);
    if (band) write(populationLabel(population), colour, population.timesH, band.high);
  }
}

/** Shares of the width that are tried after the curve's greatest point. */
const ALONG = [0.97, 0.85, 0.7, 0.5, 0.3, 0.15];
/** A label does not stand at a curve that is all but zero there: it would name the axis. */
const LEAST_HEIGHT = 0.05;

/** Where a label may stand, best first, in canvas pixels: about the curve's greatest point in view, then along it. */
function placesFor(
  area: Area,
  { panel }: Picture,
  times: Float64Array,
  values: Float64Array,
): { readonly x: number; readonly y: number }[] {
  const { fromH, toH, ratio } = area;
  const at = (time: number) => area.y(valueAt(times, values, time, panel.stepped) * panel.factor);
  const [first, last] = inView(times, fromH, toH);
  let best = first;
  for (let i = first; i <= last; i++) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  const peakH = Math.max(fromH, Math.min(toH, times[best] as number));
  const peak = { x: area.x(peakH) + 3 * ratio, y: at(peakH) };
  const floor = area.top + area.height * (1 - LEAST_HEIGHT);
  const along = ALONG.map((share) => fromH + share * (toH - fromH))
    .map((time) => ({ x: area.x(time), y: at(time) }))
    .filter(({ y }) => y < floor);
  return [
    peak,
    { x: peak.x + 13 * ratio, y: peak.y },
    { x: peak.x - 17 * ratio, y: peak.y },
    { x: peak.x, y: peak.y + 15 * ratio },
    ...along,
    { x: peak.x + 26 * ratio, y: peak.y },
  ];
}
