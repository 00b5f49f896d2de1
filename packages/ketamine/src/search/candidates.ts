import { createGrowingDoses } from './dose-responses.ts';
import type { TrialEnvelope } from './envelopes.ts';
import { type AnyResponses, dayWeight } from './judge.ts';
import { mostSteps, type Series, unitOf } from './lattice.ts';
import { type SearchRequest, sKetamineWithDrugHigh } from './request.ts';
import { createGrowingCourse, pointH, points } from './responses.ts';

/** One regimen of the search with the numbers by which it is chosen. */
export interface Candidate {
  readonly series: Series;
  /** Infusions or doses of the series that it has. */
  readonly count: number;
  /** Its rate in steps of the pump, or its dose in steps. */
  readonly steps: number;
  /** Expected days of relief over the people. */
  readonly benefit: number;
  /** Expected harm in days of relief that the patient would give for not having it. */
  readonly harm: number;
}

/**
 * All regimens of one series that hold the constraints. Concentrations are proportional to the rate: for each person
 * and point the least step of the pump that suffices is found, and counting these gives every rate at once.
 */
export function candidatesOf(
  series: Series,
  responses: AnyResponses,
  request: SearchRequest,
  envelopes: readonly TrialEnvelope[],
): Candidate[] {
  const { space, constraints, weights, relief, drugHighShare } = request;
  const step = unitOf(space, series);
  const people = responses.count - 1;
  const level = relief / (1 - relief);
  const countsAsHigh = sKetamineWithDrugHigh(drugHighShare, 'drugHighShare');
  const highLimit = constraints.drugHigh && {
    ...constraints.drugHigh,
    most: sKetamineWithDrugHigh(constraints.drugHigh.most, 'constraints.drugHigh.most'),
  };
  const { add, site, peaks } = growing(series, responses, step);
  const found: Candidate[] = [];
  for (let count = 1; count <= series.startsH.length; count++) {
    const most = mostSteps(series, count, request, envelopes);
    // Infusions only add to what is given: the next ones are not allowed either.
    if (most < 1) break;
    add(series.startsH[count - 1]!);
    // Doses are counted by whole days.
    if (count % series.perDay !== 0) continue;
    const days = countsByStep(most, (hit) => {
      for (let person = 1; person <= people; person++) {
        const needed = level * responses.c50[person]!;
        const from = person * points;
        for (let k = 0; k < points; k++) hit(Math.ceil(needed / site[from + k]!));
      }
    });
    const highDays = countsByStep(most, (hit) => {
      for (const { sKetamine } of peaks.values())
        for (let person = 1; person <= people; person++) hit(stepsOver(countsAsHigh, sKetamine[person]!));
    });
    const overPeak = exceeding(most, people, constraints.peakNgPerMl, greatest('ketamine'));
    const overHigh = exceeding(most, people, highLimit, greatest('sKetamine'));
    for (let steps = 1; steps <= most; steps++) {
      if (overPeak(steps) || overHigh(steps)) break;
      const totalMg = steps * step * count * (series.route === 'iv' ? series.durationH : 1);
      found.push({
        series,
        count,
        steps,
        benefit: (days[steps]! * pointH) / 24 / people,
        harm:
          dayWeight(series.route, weights) * peaks.size +
          (weights.dayWithDrugHigh * highDays[steps]!) / people +
          (weights.per100Mg * totalMg) / 100,
      });
    }
  }
  return found;

  function greatest(of: 'ketamine' | 'sKetamine'): Float64Array {
    const values = new Float64Array(responses.count);
    for (const peak of peaks.values())
      for (let person = 0; person <= people; person++)
        values[person] = Math.max(values[person]!, peak[of][person]!);
    return values;
  }
}

/** The course of a series that grows by one start after the other, at one step of the pump or of a dose. */
function growing({ route, durationH }: Series, responses: AnyResponses, step: number) {
  if (route === 'iv') {
    const course = createGrowingCourse(responses);
    return { ...course, add: (startH: number) => course.add({ startH, durationH, mgPerH: step }) };
  }
  if (!('highest' in responses)) throw new Error(`Responses to an infusion are not those ${route}.`);
  const course = createGrowingDoses(responses);
  return { ...course, add: (startH: number) => course.add({ startH, mg: step }) };
}

/** The least number of steps at which a value of `perStep` a step lies above a limit. */
const stepsOver = (limit: number, perStep: number) => Math.floor(limit / perStep) + 1;

/** By number of steps: how many of the hits need no more than that. */
function countsByStep(most: number, each: (hit: (needed: number) => void) => void): Float64Array {
  const counts = new Float64Array(most + 1);
  each((needed) => {
    if (needed <= most) counts[needed]!++;
  });
  for (let steps = 1; steps <= most; steps++) counts[steps]! += counts[steps - 1]!;
  return counts;
}

/** Whether more of the people than the limit allows exceed it at a number of steps. */
function exceeding(
  most: number,
  people: number,
  limit: { readonly most: number; readonly chance: number } | undefined,
  perStep: Float64Array,
): (steps: number) => boolean {
  if (limit === undefined) return () => false;
  const over = countsByStep(most, (hit) => {
    for (let person = 1; person <= people; person++) hit(stepsOver(limit.most, perStep[person]!));
  });
  return (steps) => over[steps]! > limit.chance * people;
}
