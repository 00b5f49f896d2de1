import { createPopulationEngine, type PopulationEngine } from '@ketame/pharmacometrics';
import { kineticChangeOf } from '../interactions/patient-interactions.ts';
import { otherRoutesParents } from '../models/other-routes.ts';
import type { Patient } from '../patient.ts';
import { changed } from '../population/simulate-patients.ts';
import type { Drug } from '../regimen.ts';
import { slowSiteModels } from '../slow-relief.ts';
import { enantiomerShares } from '../substance.ts';
import { dayOf, type SearchedRoute, type SingleDose } from './doses.ts';
import { type People, typicalFirst } from './people.ts';
import { type GrowingCourse, gridH, pointH, points, type Responses, steps } from './responses.ts';

/** What 1 mg of base at 0 h by a route brings about in each person. */
export interface DoseResponses extends Responses {
  /** The highest after it, person by person, ng/mL. */
  readonly highest: { readonly ketamine: Float64Array; readonly sKetamine: Float64Array };
}

/** The highest concentration is looked for so long after a dose, this finely, h. */
const highestWithinH = 12;
const highestEveryH = 0.05;

let engine: PopulationEngine | undefined;

/**
 * What 1 mg of base at once by a route brings about in each person, the typical one first: people differ in what follows
 * the absorption, as in the studio's band, since of the absorbed shares no spread between people is published.
 */
export function doseResponsesOf(
  drug: Drug,
  route: SearchedRoute,
  patient: Patient,
  people: People,
): DoseResponses {
  const { count, arterial, slow } = typicalFirst(people);
  const { c50, halfLife0 } = slow;
  if (c50 === undefined || halfLife0 === undefined)
    throw new Error('The slow relief has no c50 or halfLife0.');
  const population = engine ?? createPopulationEngine();
  engine = population;
  const covariates = { weight: new Float64Array(count).fill(patient.weightKg) };
  const change = kineticChangeOf(patient, { drug, steps: [{ kind: route }] });
  const dose = (amountMg: number) => [{ input: route, timeH: 0, amountMg }];
  const grid = (every: number, length: number) => Float64Array.from({ length }, (_, k) => k * every);
  const timesH = grid(gridH, steps);
  const plasmaModel = otherRoutesParents[drug];
  const isS = drug === 'S-ketamine';
  const plasmaAt = (times: Float64Array) => {
    const values = population
      .simulate({
        model: plasmaModel,
        doses: dose(1),
        timesH: times,
        outputs: isS ? ['S-ketamine'] : ['racemic ketamine', 'S-ketamine'],
        individuals: changed(arterial, plasmaModel, change),
        covariates,
      })
      .slice();
    const half = values.length / (isS ? 1 : 2);
    return { ketamine: values.subarray(0, half), sKetamine: isS ? values : values.subarray(half) };
  };
  const fine = grid(highestEveryH, Math.round(highestWithinH / highestEveryH) + 1);
  const first = plasmaAt(fine);
  const highestOf = (values: Float64Array) =>
    Float64Array.from({ length: count }, (_, person) =>
      Math.max(...values.subarray(person * fine.length, (person + 1) * fine.length)),
    );
  const siteModel = slowSiteModels.other[drug];
  const site = population
    .simulate({
      model: siteModel,
      doses: dose(enantiomerShares[drug].S),
      timesH,
      outputs: ['slow0'],
      individuals: { ...changed(arterial, siteModel, change), halfLife0 },
      covariates,
    })
    .slice();
  return {
    count,
    c50,
    ...plasmaAt(timesH),
    site,
    highest: { ketamine: highestOf(first.ketamine), sKetamine: highestOf(first.sKetamine) },
  };
}

/**
 * Doses added one after the other. A dose comes to its highest plus what those before it have left when it is taken: a
 * bound from above, since what is left falls until then.
 */
export function createGrowingDoses(responses: DoseResponses): GrowingCourse<SingleDose> {
  const { count, highest } = responses;
  const site = new Float64Array(count * points);
  const peaks = new Map<number, { ketamine: Float64Array; sKetamine: Float64Array }>();
  const given: SingleDose[] = [];
  const place = (hours: number) => Math.round(hours / gridH);
  const leftOf = (of: Float64Array, person: number, hours: number) =>
    given.reduce((sum, { startH, mg }) => sum + mg * of[person * steps + place(hours - startH)]!, 0);
  const add = (dose: SingleDose) => {
    const { startH, mg } = dose;
    const start = place(startH);
    const perPoint = place(pointH);
    const day = dayOf(dose);
    const peak = peaks.get(day) ?? {
      ketamine: new Float64Array(count),
      sKetamine: new Float64Array(count),
    };
    peaks.set(day, peak);
    for (let person = 0; person < count; person++) {
      const from = person * steps - start;
      for (let k = Math.floor(start / perPoint) + 1; k < points; k++) {
        site[person * points + k]! += mg * responses.site[from + k * perPoint]!;
      }
      for (const name of ['ketamine', 'sKetamine'] as const) {
        const top = leftOf(responses[name], person, startH) + mg * highest[name][person]!;
        peak[name][person] = Math.max(peak[name][person]!, top);
      }
    }
    given.push(dose);
  };
  return { add, site, peaks };
}
