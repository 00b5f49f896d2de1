import type { PopulationBand, PopulationCourse } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { type Area, inView } from '../plots/area.ts';
import type { Panel } from '../plots/panels.ts';

/** The band of a panel; undefined where virtual patients are not drawn. */
export function populationBandOf(
  population: PopulationCourse,
  panel: Panel['id'],
): PopulationBand | undefined {
  if (panel === 'plasma') return population.ketamine;
  return panel === 'slowRelief' ? population.slowRelief : undefined;
}

/** "90 % of 1,000 virtual patients, seed 2011". */
export function populationLabel({ subjects, random }: PopulationCourse): string {
  return `90 % of ${numberText(subjects)} virtual patients, seed ${random.seed}`;
}

/** Between two dotted edges, fainter than the band of uncertainty. */
export function drawPopulation(
  { ctx, ratio, x, y, fromH, toH }: Area,
  { factor }: Panel,
  timesH: Float64Array,
  { low, high }: PopulationBand,
  colour: string,
  opacity: number,
): void {
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
