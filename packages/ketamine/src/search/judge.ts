import { quantile } from '@ketame/pharmacometrics';
import { plasmaReasons } from '../assess.ts';
import { orderedDoses } from '../doses.ts';
import type { Drug, Regimen } from '../regimen.ts';
import { slowReliefBasis } from '../slow-relief-basis.ts';
import { createGrowingDoses, type DoseResponses } from './dose-responses.ts';
import { beyond, exposureOfGiven, type Given, givenOf, isWithin, type TrialEnvelope } from './envelopes.ts';
import type { Exposure } from './exposure.ts';
import { type HarmWeights, type SearchRequest, sKetamineWithDrugHigh } from './request.ts';
import { createGrowingCourse, type GrowingCourse, pointH, points, type Responses } from './responses.ts';

/** To an infusion, or to a dose. */
export type AnyResponses = Responses | DoseResponses;

/** A number in the typical person, and over the people. */
export interface Spread {
  readonly typical: number;
  readonly expected: number;
  /** 5 % and 95 % of the people lie below. */
  readonly low: number;
  readonly high: number;
}

/** A regimen with its benefit and harm, whether proposed, published or none at all. */
export interface Judged {
  readonly regimen: Regimen;
  /** Days of the 12 weeks with the relief that counts, in a responder. */
  readonly days: Spread;
  /** Days in which the drug high passes the share that counts. */
  readonly highDays: Spread;
  /** Chance that it ever does. */
  readonly chanceOfHigh: number;
  /** Greatest arterial ketamine, S or S + R, ng/mL. */
  readonly peakNgPerMl: Spread;
  /** mg of base. */
  readonly exposure: Exposure;
  /** Days of relief that the patient would give for not having the harm, and what is left of the benefit. */
  readonly harm: Spread;
  readonly net: Spread;
  /** The published trial inside which it stays; null when it exceeds each of them. */
  readonly inside: string | null;
  /** Where it leaves what was studied, one plain sentence each. */
  readonly extrapolates: readonly string[];
  /** In each person, the typical one first. */
  readonly each: { readonly days: Float64Array; readonly net: Float64Array };
}

function spreadOf(values: Float64Array): Spread {
  const people = values.slice(1);
  const expected = people.reduce((sum, value) => sum + value, 0) / people.length;
  people.sort();
  return {
    typical: values[0]!,
    expected,
    low: quantile(people, 0.05),
    high: quantile(people, 0.95),
  };
}

/** What no number of the model knows of. */
const seenByMouth = ({ route }: Given): string[] =>
  route === 'oral'
    ? ['These days are the model’s alone: by mouth 3 of 21 patients had extra relief (Haines 1999).']
    : [];

const nothing: Given = { route: 'iv', infusions: [] };

function courseOf(given: Given, responses: AnyResponses): Pick<GrowingCourse, 'site' | 'peaks'> {
  if (given.route === 'iv') {
    const course = createGrowingCourse(responses);
    for (const infusion of given.infusions) course.add(infusion);
    return course;
  }
  if (!('highest' in responses)) throw new Error(`Responses to an infusion are not those ${given.route}.`);
  const course = createGrowingDoses(responses);
  for (const dose of given.doses) course.add(dose);
  return course;
}

/** Days of relief that the patient would give for not having one more day of treatment. */
export const dayWeight = (route: Given['route'], { infusionDay, doseDay }: HarmWeights) =>
  route === 'iv' ? infusionDay : (doseDay ?? 0);

/** The trials that bound what is given of a drug by a route. */
export const envelopesOf = (all: readonly TrialEnvelope[], drug: Drug, route: Given['route']) =>
  all.filter(({ trial, given }) => trial.regimen.drug === drug && given.route === route);

/**
 * What a regimen of infusions, or of doses by one other route, is worth to this patient.
 * @param responses to the drug of the regimen by its route
 */
export function judge(
  regimen: Regimen,
  responses: AnyResponses,
  request: SearchRequest,
  envelopes: readonly TrialEnvelope[],
): Judged {
  const { patient, weights, relief, drugHighShare } = request;
  const given = givenOf(regimen, patient) ?? nothing;
  const exposure = exposureOfGiven(given);
  const course = courseOf(given, responses);
  const { count, c50 } = responses;
  const level = relief / (1 - relief);
  const countsAsHigh = sKetamineWithDrugHigh(drugHighShare, 'drugHighShare');
  const days = new Float64Array(count);
  const highDays = new Float64Array(count);
  const peak = new Float64Array(count);
  const harm = new Float64Array(count);
  const net = new Float64Array(count);
  for (let person = 0; person < count; person++) {
    const needed = level * c50[person]!;
    for (let k = person * points; k < (person + 1) * points; k++) {
      if (course.site[k]! >= needed) days[person]! += pointH / 24;
    }
    for (const { ketamine, sKetamine } of course.peaks.values()) {
      if (sKetamine[person]! > countsAsHigh) highDays[person]!++;
      peak[person] = Math.max(peak[person]!, ketamine[person]!);
    }
    harm[person] =
      dayWeight(given.route, weights) * exposure.days +
      weights.dayWithDrugHigh * highDays[person]! +
      (weights.per100Mg * exposure.totalMg) / 100;
    net[person] = days[person]! - harm[person]!;
  }
  const ofDrug = envelopesOf(envelopes, regimen.drug, given.route);
  const covering = ofDrug.find((envelope) => isWithin(exposure, envelope.exposure));
  const nearest = ofDrug.map((envelope) => beyond(exposure, envelope)).sort((a, b) => a.length - b.length)[0];
  const outside =
    covering !== undefined || nearest === undefined || exposure.days === 0
      ? []
      : [`More than any published trial gave here: ${nearest.join('; ')}.`];
  const basis = slowReliefBasis(regimen.drug, orderedDoses(regimen, patient), patient);
  return {
    regimen,
    days: spreadOf(days),
    highDays: spreadOf(highDays),
    chanceOfHigh: highDays.slice(1).filter((value) => value > 0).length / (count - 1),
    peakNgPerMl: spreadOf(peak),
    exposure,
    harm: spreadOf(harm),
    net: spreadOf(net),
    inside: covering?.trial.id ?? null,
    extrapolates:
      exposure.days === 0
        ? []
        : [...outside, ...seenByMouth(given), ...basis.reasons, ...plasmaReasons(regimen)],
    each: { days, net },
  };
}
