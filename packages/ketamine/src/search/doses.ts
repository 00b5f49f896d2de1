import { orderedDoses } from '../doses.ts';
import type { Patient } from '../patient.ts';
import type { Drug, Regimen } from '../regimen.ts';
import { baseMg } from '../substance.ts';
import { type Exposure, sameInstantH } from './exposure.ts';

/** Routes by which the search gives doses at once; a film and a bolus are drawn, and were never given as a course. */
export const searchedRoutes = ['oral', 'sublingual', 'nasal', 'intramuscular', 'rectal'] as const;
export type SearchedRoute = (typeof searchedRoutes)[number];

/** A dose given at once, mg of base. */
export interface SingleDose {
  readonly startH: number;
  readonly mg: number;
}

/** The doses of a regimen that gives them all by one searched route; null for any other regimen. */
export function singleDosesOf(
  regimen: Regimen,
  patient: Patient,
): { readonly route: SearchedRoute; readonly doses: readonly SingleDose[] } | null {
  const kinds = new Set(regimen.steps.map(({ kind }) => kind));
  const route = searchedRoutes.find((each) => kinds.has(each));
  if (route === undefined || kinds.size !== 1) return null;
  const doses = orderedDoses(regimen, patient).map(({ timeH, amountMg }) => ({
    startH: timeH,
    mg: baseMg(amountMg, regimen.amountAs),
  }));
  return { route, doses };
}

/** @param doses in order of time */
export function exposureOfDoses(doses: readonly SingleDose[]): Exposure {
  const firstH = doses[0]?.startH ?? 0;
  const within24H = doses.map(({ startH }) =>
    doses.reduce(
      (sum, each) =>
        each.startH >= startH && each.startH < startH + 24 - sameInstantH ? sum + each.mg : sum,
      0,
    ),
  );
  return {
    mostMgPerH: 0,
    longestH: 0,
    totalH: 0,
    spanH: (doses.at(-1)?.startH ?? 0) - firstH,
    days: new Set(doses.map(dayOf)).size,
    mostMgIn24H: Math.max(0, ...within24H),
    totalMg: doses.reduce((sum, { mg }) => sum + mg, 0),
    mostMgAtOnce: Math.max(0, ...doses.map(({ mg }) => mg)),
    doses: doses.length,
  };
}

/** The 24 h period from 0, by number. */
export const dayOf = ({ startH }: SingleDose) => Math.floor(startH / 24 + sameInstantH);

/** A course at home: what the programme that is named allows, mg of base. */
export interface HomeLimits {
  readonly drug: Drug;
  readonly route: SearchedRoute;
  readonly mostMgAtOnce: number;
  readonly mostDosesPerDay: number;
  readonly leastHoursBetween: number;
  /** Of the day in which doses may be taken, h; the last moment excluded. */
  readonly hoursOfDay: number;
}
