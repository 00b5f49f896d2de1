import { orderedDoses } from '../doses.ts';
import type { Patient } from '../patient.ts';
import type { Regimen } from '../regimen.ts';
import { baseMg } from '../substance.ts';

/** A constant-rate infusion by vein. */
export interface Infusion {
  readonly startH: number;
  readonly durationH: number;
  /** mg of base. */
  readonly mgPerH: number;
}

/** How much of a drug a regimen gives and how fast; all mg of base. */
export interface Exposure {
  readonly mostMgPerH: number;
  /** The longest infusion without a break, h. */
  readonly longestH: number;
  /** Hours of infusion in all. */
  readonly totalH: number;
  /** From the first start to the last end, h. */
  readonly spanH: number;
  /** Periods of 24 h from the start in which something is given. */
  readonly days: number;
  /** The most that is given from any start of an infusion on within 24 h, mg. */
  readonly mostMgIn24H: number;
  readonly totalMg: number;
  /** Of what is given at once by another route: the largest dose, mg, and how many there are. */
  readonly mostMgAtOnce: number;
  readonly doses: number;
}

/** Times typed by hand meet within this, h. */
export const sameInstantH = 1e-6;

/** The infusions of a regimen in a patient, mg of base; null when it has anything else than infusions. */
export function infusionsOf(regimen: Regimen, patient: Patient): Infusion[] | null {
  if (regimen.steps.some(({ kind }) => kind !== 'infusion')) return null;
  return orderedDoses(regimen, patient).map(({ timeH, durationH, amountMg }) => ({
    startH: timeH,
    durationH,
    mgPerH: baseMg(amountMg, regimen.amountAs) / durationH,
  }));
}

/** The 24 h periods from 0, by number, in which an infusion runs. */
export function daysOf({ startH, durationH }: Infusion): number[] {
  const first = Math.floor(startH / 24 + sameInstantH);
  const last = Math.ceil((startH + durationH) / 24 - sameInstantH) - 1;
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}

/** @param infusions in order of time, none beside another */
export function exposureOf(infusions: readonly Infusion[]): Exposure {
  const within = ({ startH, durationH, mgPerH }: Infusion, fromH: number, toH: number) =>
    mgPerH * Math.max(0, Math.min(toH, startH + durationH) - Math.max(fromH, startH));
  let longestH = 0;
  let runStartH = infusions[0]?.startH ?? 0;
  let runEndH = 0;
  for (const { startH, durationH } of infusions) {
    if (startH > runEndH + sameInstantH) runStartH = startH;
    runEndH = startH + durationH;
    longestH = Math.max(longestH, runEndH - runStartH);
  }
  // The fullest 24 h begin where a rate begins, or end where one ends.
  const windows = infusions.flatMap(({ startH, durationH }) => [startH, startH + durationH - 24]);
  const sums = windows.map((fromH) =>
    infusions.reduce((sum, each) => sum + within(each, fromH, fromH + 24), 0),
  );
  return {
    mostMgPerH: Math.max(0, ...infusions.map(({ mgPerH }) => mgPerH)),
    longestH,
    totalH: infusions.reduce((sum, { durationH }) => sum + durationH, 0),
    spanH: runEndH - (infusions[0]?.startH ?? runEndH),
    days: new Set(infusions.flatMap(daysOf)).size,
    mostMgIn24H: Math.max(0, ...sums),
    totalMg: infusions.reduce((sum, { durationH, mgPerH }) => sum + durationH * mgPerH, 0),
    mostMgAtOnce: 0,
    doses: 0,
  };
}
