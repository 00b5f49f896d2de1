import { type Area, inView } from '../plots/area.ts';
import type { PlotColours } from '../plots/colours.ts';
import type { Learnt } from './learnt.ts';

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
