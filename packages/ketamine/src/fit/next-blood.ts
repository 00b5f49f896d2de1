import {
  areaUnder,
  InputError,
  individual,
  mapEstimate,
  type NextSamples,
  nextSample,
  outputsAt,
  solve,
} from '@ketame/pharmacometrics';
import { drawingTimes, lastDoseEndH } from '../course-times.ts';
import type { MeasuredModel } from '../estimation/measured-models.ts';
import type { SamplingSite } from '../published.ts';
import type { Drug } from '../regimen.ts';
import type { PatientData } from './patient-data.ts';
import { givenDoses, siteEstimation } from './site-estimation.ts';

/** What may matter most of one patient. */
export type LearntQuantity = 'exposure' | 'peak';

/** What each quantity is, in plain words. */
export const learntQuantities: Readonly<Record<LearntQuantity, string>> = {
  exposure: 'exposure, and so the rate of the next dose',
  peak: 'highest concentration, and so the acute effect',
};

/** After the last dose ketamine is followed so long, h: five half-lives of the slowest published model (7.4 h, M2). */
const TAIL_H = 37;

/** The best time for one more sample of ketamine, of all at which the laboratory can measure it. */
export interface NextBlood extends NextSamples {
  readonly quantity: LearntQuantity;
  readonly site: SamplingSite;
  /** What would be measured. */
  readonly output: Drug;
  /** The least that this laboratory can be taken to measure: its limit, else the least that it has reported. ng/mL. */
  readonly leastNgPerMl: number;
}

/**
 * When one more sample of ketamine at a site tells most of a quantity, by what is known of this patient so far.
 * @param candidatesH hours from the start of the regimen
 * @returns null when there is no fit to go on from, or never enough to be measured
 * @throws InputError for candidates that are none
 */
export function nextBlood(
  data: PatientData,
  site: SamplingSite,
  quantity: LearntQuantity,
  candidatesH: readonly number[],
): NextBlood | null {
  const { estimation, model } = siteEstimation(data, site);
  const map = mapEstimate(estimation);
  if (map.failure !== null) return null;
  const { drug } = data.regimen;
  const found = nextSample(estimation, map, {
    candidatesH,
    output: drug,
    quantity: quantityOf(data, model, quantity),
  });
  const leastNgPerMl = leastOf(data, site);
  const candidates = found.candidates.filter(({ expected }) => expected >= leastNgPerMl);
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  const best = others.reduce((left, right) => (right.gain > left.gain ? right : left), first);
  return { ...found, candidates, best, quantity, site, output: drug, leastNgPerMl };
}

/** The best next sample for each quantity. */
export type NextBloods = Readonly<Record<LearntQuantity, NextBlood>> & {
  /** Later in this course; else in another one like it. */
  readonly isLater: boolean;
};

/** Times that are weighed, at most, and how far apart they are at least, h. */
const CANDIDATES = 200;
const APART_H = 0.25;

/**
 * When to sample next, of all quarters of an hour after the last sample at a site; when too little is left then to be
 * measured, of another course like this one.
 * @returns null after a fit that failed, and where there is never enough to be measured
 */
export function nextBloods(data: PatientData, site: SamplingSite): NextBloods | null {
  const times = data.measured.filter((point) => point.site === site).map(({ timeH }) => timeH);
  const [lastH, endH] = [Math.max(...times), followedToH(data, site)];
  for (const fromH of [lastH + APART_H / 2, 0]) {
    const apartH = APART_H * Math.ceil((endH - fromH) / CANDIDATES / APART_H);
    const first = APART_H * Math.ceil(fromH / APART_H);
    const count = Math.max(0, Math.floor((endH - first) / apartH) + 1);
    if (count === 0) continue;
    const candidatesH = Array.from({ length: count }, (_, index) => first + index * apartH);
    const exposure = nextBlood(data, site, 'exposure', candidatesH);
    const peak = nextBlood(data, site, 'peak', candidatesH);
    if (exposure !== null && peak !== null) return { exposure, peak, isLater: fromH > 0 };
  }
  return null;
}

/** So long after the last dose or sample a fit is followed, h. */
const AFTER_H = 24;

/** The end of what is drawn of a fit, and of the times for a next sample, h from the start of the regimen. */
export function followedToH({ regimen, measured }: PatientData, site: SamplingSite): number {
  const times = measured.filter((point) => point.site === site).map(({ timeH }) => timeH);
  return Math.max(lastDoseEndH(regimen), ...times) + AFTER_H;
}

function leastOf({ measured, regimen }: PatientData, site: SamplingSite): number {
  const own = measured.filter((point) => point.site === site && point.analyte === regimen.drug);
  const limits = own.flatMap((point) => ('belowLimit' in point ? [point.belowLimit] : []));
  if (limits.length > 0) return Math.max(...limits);
  const values = own.flatMap((point) => ('value' in point ? [point.value] : []));
  return values.length > 0 ? Math.min(...values) : 0;
}

/** The quantity in ng/mL or ng h/mL, by the varied parameters. */
function quantityOf(
  data: PatientData,
  { equations }: MeasuredModel,
  quantity: LearntQuantity,
): (parameters: Readonly<Record<string, number>>) => number {
  const { drug } = data.regimen;
  const doses = givenDoses(data);
  if (doses.length === 0) throw new InputError('given', 'at least one dose is needed');
  const endH = lastDoseEndH(data.regimen) + TAIL_H;
  const timesH = drawingTimes(data.regimen).filter((timeH) => timeH <= endH);
  return (parameters) => {
    const solution = solve(individual(equations, { weight: data.patient.weightKg }, parameters), doses);
    if (quantity === 'exposure') return areaUnder(solution, drug, 0, endH);
    return Math.max(...outputsAt(solution, timesH, [drug])[drug]!);
  };
}
