import type { Band, SiteFit } from '@ketame/ketamine';
import { numberText } from '../../parts/format.ts';
import { type Area, inView } from '../plots/area.ts';
import type { PlotColours } from '../plots/colours.ts';
import type { Drawn } from '../state/courses.ts';
import { moment } from '../state/words.ts';
import type { FitAnswer } from './fit-worker.ts';

/** What arterial samples of the drug told: it alone may stand in the arterial plasma panel. ng/mL. */
export interface Learnt {
  readonly timesH: Float64Array;
  /** Of this patient; null where the fit may not be believed. */
  readonly patient: Band | null;
  readonly points: SiteFit['residuals'];
}

/** The drawn regimens, the selected one with what was measured under it. */
export function withLearntOf(
  drawn: readonly Drawn[],
  selected: number,
  answer: FitAnswer | null,
): readonly Drawn[] {
  if (answer === null || answer.problem !== null) return drawn;
  const arterial = answer.sites.find(({ site }) => site === 'arterial');
  if (arterial === undefined) return drawn;
  return drawn.map((each) => {
    const curve = arterial.curves.find(({ analyte }) => analyte === each.regimen.drug);
    if (each.index !== selected || curve === undefined) return each;
    const points = arterial.residuals.filter(({ output }) => output === curve.analyte);
    return { ...each, learnt: { timesH: arterial.timesH, patient: curve.patient, points } };
  });
}

/** The greatest value that is drawn, ng/mL. */
export const greatestLearnt = ({ patient, points }: Learnt): number =>
  Math.max(...(patient?.high ?? []), ...points.map(({ observed }) => observed));

/** "Measured: 215 at 2 h, below 10 at day 3.", for those who do not see the marks. */
export const learntInWords = ({ points }: Learnt): string =>
  `Measured: ${points
    .map(
      ({ timeH, observed, isBelowLimit }) =>
        `${isBelowLimit ? 'below ' : ''}${numberText(observed)} at ${moment(timeH)}`,
    )
    .join(', ')}.`;

/** The band of this patient, and a mark for each sample: filled where it was measured, an arrow down below the limit. */
export function drawLearnt(
  { ctx, ratio, x, y, fromH, toH }: Area,
  { timesH, patient, points }: Learnt,
  colours: PlotColours,
): void {
  ctx.save();
  if (patient !== null) {
    const [first, last] = inView(timesH, fromH, toH);
    ctx.beginPath();
    for (let i = first; i <= last; i++) ctx.lineTo(x(timesH[i] as number), y(patient.high[i] as number));
    for (let i = last; i >= first; i--) ctx.lineTo(x(timesH[i] as number), y(patient.low[i] as number));
    ctx.globalAlpha = colours.bandOpacity;
    ctx.fillStyle = colours.ink;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.beginPath();
    for (let i = first; i <= last; i++) ctx.lineTo(x(timesH[i] as number), y(patient.typical[i] as number));
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = 1.25 * ratio;
    ctx.stroke();
  }
  ctx.fillStyle = colours.ink;
  ctx.strokeStyle = colours.ink;
  ctx.lineWidth = 1.5 * ratio;
  for (const { timeH, observed, isBelowLimit } of points) {
    const [px, py] = [x(timeH), y(observed)];
    ctx.beginPath();
    if (isBelowLimit) {
      ctx.moveTo(px - 4 * ratio, py);
      ctx.lineTo(px + 4 * ratio, py);
      ctx.moveTo(px, py);
      ctx.lineTo(px, py + 9 * ratio);
      ctx.moveTo(px - 3 * ratio, py + 5 * ratio);
      ctx.lineTo(px, py + 9 * ratio);
      ctx.lineTo(px + 3 * ratio, py + 5 * ratio);
      ctx.stroke();
    } else {
      ctx.arc(px, py, 3.5 * ratio, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
  ctx.restore();
}
