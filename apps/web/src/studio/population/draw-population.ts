import type { PopulationCourse } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { type Area, inView } from '../plots/area.ts';
import type { Panel } from '../plots/panels.ts';

/** "90 % of 1,000 virtual patients, seed 2011". */
export function populationLabel({ subjects, random }: PopulationCourse): string {
  return `90 % of ${numberText(subjects)} virtual patients, seed ${random.seed}`;
}

/** The band of virtual patients, if the panel has one: between two dotted edges, fainter than that of uncertainty. */
export function drawPopulation(
  { ctx, ratio, x, y, fromH, toH }: Area,
  { factor, populationOf }: Panel,
  population: PopulationCourse | undefined,
  colour: string,
  opacity: number,
): void {
  if (population === undefined || populationOf === undefined) return;
  const { timesH } = population;
  const { low, high } = populationOf(population);
  const [first, last] = inView(timesH, fromH, toH);
  const edge = (values: Float64Array) => {
    for (let i = first; i <= last; i++) ctx.lineTo(x(timesH[i] as number), y((values[i] as number) * factor));
  };
  ctx.save();
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  ctx.globalAlpha = opacity * 0.6;
  ctx.beginPath();
  edge(high);
  for (let i = last; i >= first; i--) ctx.lineTo(x(timesH[i] as number), y((low[i] as number) * factor));
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = ratio;
  ctx.setLineDash([ratio, 3 * ratio]);
  for (const values of [low, high]) {
    ctx.beginPath();
    edge(values);
    ctx.stroke();
  }
  ctx.restore();
}
