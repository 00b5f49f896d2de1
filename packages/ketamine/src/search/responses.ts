import { createPopulationEngine, type PopulationEngine } from '@ketame/pharmacometrics';
import { changeByVein } from '../interactions/patient-interactions.ts';
import { simons2022ParentRacemate, simons2022ParentS } from '../models/simons-2022.ts';
import type { Patient } from '../patient.ts';
import { changed } from '../population/simulate-patients.ts';
import { horizonH } from '../predict-course.ts';
import type { Drug } from '../regimen.ts';
import { slowSiteModels } from '../slow-relief.ts';
import { enantiomerShares } from '../substance.ts';
import { daysOf, type Infusion } from './exposure.ts';
import { type People, typicalFirst } from './people.ts';

/** Everything in a search begins and ends on multiples of this, h. */
export const gridH = 0.5;
export const steps = horizonH / gridH + 1;
/** Relief is read this often, h: as the interval of the days of relief is. */
export const pointH = 6;
/** Points at which relief is read, the first at 0 h. */
export const points = horizonH / pointH;

/**
 * What 1 mg/h of base, given from 0 h on without end, brings about in each person at multiples of half an hour, person
 * by person. All models behind are linear, so that every infusion is a difference of two of these and every regimen a
 * sum: the whole search solves the models once.
 */
export interface Responses {
  readonly count: number;
  readonly c50: Float64Array;
  /** Arterial ketamine, S or S + R, ng/mL. */
  readonly ketamine: Float64Array;
  /** Arterial S-ketamine, ng/mL. */
  readonly sKetamine: Float64Array;
  /** S-ketamine at the slow effect site, ng/mL. */
  readonly site: Float64Array;
}

let engine: PopulationEngine | undefined;

/** The responses of the typical person, who stands first, and of the people given. */
export function responsesOf(drug: Drug, patient: Patient, people: People): Responses {
  const { count, arterial, venous, slow } = typicalFirst(people);
  engine ??= createPopulationEngine();
  const timesH = Float64Array.from({ length: steps }, (_, k) => k * gridH);
  const covariates = { weight: new Float64Array(count).fill(patient.weightKg) };
  const change = changeByVein(patient, drug);
  const dose = (mgPerH: number) => [{ input: 'iv', timeH: 0, rateMgPerH: mgPerH, durationH: horizonH + 24 }];
  const isS = drug === 'S-ketamine';
  const plasmaModel = isS ? simons2022ParentS : simons2022ParentRacemate;
  const plasma = engine
    .simulate({
      model: plasmaModel,
      doses: dose(1),
      timesH,
      outputs: isS ? ['S-ketamine'] : ['racemic ketamine', 'S-ketamine'],
      individuals: changed(arterial, plasmaModel, change),
      covariates,
    })
    .slice();
  const { c50, halfLife0 } = slow;
  if (c50 === undefined || halfLife0 === undefined)
    throw new Error('The slow relief has no c50 or halfLife0.');
  const site = engine
    .simulate({
      model: slowSiteModels.vein,
      doses: dose(enantiomerShares[drug].S),
      timesH,
      outputs: ['slow0'],
      individuals: { ...changed(venous, slowSiteModels.vein, change), halfLife0 },
      covariates,
    })
    .slice();
  const half = plasma.length / (isS ? 1 : 2);
  return {
    count,
    c50,
    ketamine: plasma.subarray(0, half),
    sKetamine: isS ? plasma : plasma.subarray(half),
    site,
  };
}

/** What infusions, or doses, added one after the other do in every person. */
export interface GrowingCourse<Given = Infusion> {
  /** Adds what begins no sooner than the last one ended. */
  readonly add: (given: Given) => void;
  /** Slow effect site, person by person, in it point by point (every 6 h). */
  readonly site: Float64Array;
  /** By 24 h period in which something is given: the greatest concentrations in it, person by person. */
  readonly peaks: ReadonlyMap<number, { readonly ketamine: Float64Array; readonly sKetamine: Float64Array }>;
}

const place = (hours: number) => Math.round(hours / gridH);

/** Rates may rise from infusion to infusion: a period is greatest where its last infusion in it ends. */
export function createGrowingCourse(responses: Responses): GrowingCourse {
  const { count } = responses;
  const site = new Float64Array(count * points);
  const peaks = new Map<number, { ketamine: Float64Array; sKetamine: Float64Array }>();
  const given: Infusion[] = [];
  const at = (of: Float64Array, person: number, hours: number) => {
    let sum = 0;
    const from = person * steps;
    for (const { startH, durationH, mgPerH } of given) {
      const since = place(hours - startH);
      if (since <= 0) continue;
      const after = since - place(durationH);
      sum += mgPerH * (of[from + since]! - (after > 0 ? of[from + after]! : 0));
    }
    return sum;
  };
  const add = (infusion: Infusion) => {
    given.push(infusion);
    const { startH, durationH, mgPerH } = infusion;
    const perPoint = place(pointH);
    const start = place(startH);
    const length = place(durationH);
    const firstPoint = Math.floor(start / perPoint) + 1;
    for (let person = 0; person < count; person++) {
      const from = person * steps - start;
      for (let k = firstPoint; k < points; k++) {
        const since = k * perPoint;
        const ended = since - start - length > 0 ? responses.site[from + since - length]! : 0;
        site[person * points + k]! += mgPerH * (responses.site[from + since]! - ended);
      }
    }
    for (const day of daysOf(infusion)) {
      const checkH = Math.min((day + 1) * 24, startH + durationH);
      const peak = peaks.get(day) ?? {
        ketamine: new Float64Array(count),
        sKetamine: new Float64Array(count),
      };
      peaks.set(day, peak);
      for (let person = 0; person < count; person++) {
        peak.ketamine[person] = Math.max(peak.ketamine[person]!, at(responses.ketamine, person, checkH));
        peak.sKetamine[person] = Math.max(peak.sKetamine[person]!, at(responses.sKetamine, person, checkH));
      }
    }
  };
  return { add, site, peaks };
}
