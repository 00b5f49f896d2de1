import type { Patient } from '../patient.ts';
import type { Regimen } from '../regimen.ts';
import { allPublishedRegimens } from '../regimens/index.ts';
import type { PublishedRegimen } from '../regimens/published-regimen.ts';
import { shortCitation } from '../regimens/short-citation.ts';
import { exposureOfDoses, type SearchedRoute, type SingleDose, singleDosesOf } from './doses.ts';
import { type Exposure, exposureOf, type Infusion, infusionsOf } from './exposure.ts';

/** What a published trial gave a patient of this weight: nothing may exceed it anywhere. */
export interface TrialEnvelope {
  readonly trial: PublishedRegimen;
  readonly given: Given;
  readonly exposure: Exposure;
}

/** What a regimen gives, by its one route. */
export type Given =
  | { readonly route: 'iv'; readonly infusions: readonly Infusion[] }
  | { readonly route: SearchedRoute; readonly doses: readonly SingleDose[] };

/** Null where a regimen gives by several routes, or by one that is not searched. */
export function givenOf(regimen: Regimen, patient: Patient): Given | null {
  const infusions = infusionsOf(regimen, patient);
  return infusions === null ? singleDosesOf(regimen, patient) : { route: 'iv', infusions };
}

export const exposureOfGiven = (given: Given): Exposure =>
  given.route === 'iv' ? exposureOf(given.infusions) : exposureOfDoses(given.doses);

/**
 * What has been given in published trials, one entry per trial, for this patient's weight. A regimen is inside when ONE
 * trial of its drug and route covers it in every respect: the short high rate of one trial and the long duration of
 * another make no envelope together.
 */
export function trialEnvelopes(patient: Patient): TrialEnvelope[] {
  return allPublishedRegimens.flatMap((trial) => {
    const given = givenOf(trial.regimen, patient);
    return given === null ? [] : [{ trial, given, exposure: exposureOfGiven(given) }];
  });
}

const respects = [
  ['mostMgPerH', 'rate', 'mg/h'],
  ['longestH', 'unbroken infusion', 'h'],
  ['totalH', 'hours of infusion in all', 'h'],
  ['spanH', 'time from the first dose or infusion to the end of the last', 'h'],
  ['days', 'days with a dose or an infusion', ''],
  ['mostMgAtOnce', 'single dose', 'mg'],
  ['doses', 'doses', ''],
  ['mostMgIn24H', 'dose within 24 h', 'mg'],
  ['totalMg', 'dose in all', 'mg'],
] as const satisfies readonly (readonly [keyof Exposure, string, string])[];

/** Whether nothing of one exposure exceeds the other. */
export function isWithin(exposure: Exposure, most: Exposure): boolean {
  return respects.every(([respect]) => exposure[respect] <= most[respect] * (1 + 1e-9));
}

/** In which respects an exposure exceeds a trial, in words; mg of base. */
export function beyond(exposure: Exposure, { trial, exposure: most }: TrialEnvelope): string[] {
  return respects.flatMap(([respect, words, unit]) =>
    exposure[respect] <= most[respect] * (1 + 1e-9)
      ? []
      : [
          `${words}: ${Number(exposure[respect].toPrecision(4))} ${unit}`.trimEnd() +
            ` instead of ${Number(most[respect].toPrecision(4))} in ${shortCitation(trial.source.citation)}`,
        ],
  );
}
