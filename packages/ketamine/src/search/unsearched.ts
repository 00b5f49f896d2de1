import { doseKindWords } from '../dose-kinds.ts';
import type { Drug } from '../regimen.ts';
import { refusedRoutes, routeRefusal } from '../routes.ts';
import { type SearchedRoute, searchedRoutes } from './doses.ts';
import type { TrialEnvelope } from './envelopes.ts';
import type { SearchRequest } from './request.ts';
import { unboundingText, unboundingTrials } from './trials.ts';

const devices =
  'A dose of several devices is not proportional to its amount, as the search needs it: the first device is absorbed better.';

/** Whether the search cannot give a drug by a route, whatever was published. */
export const isUnsearchable = (drug: Drug, route: SearchedRoute): boolean =>
  routeRefusal(drug, route) !== undefined || (drug === 'S-ketamine' && route === 'nasal');

/** What of trials by a route is known too little to stay inside. */
const uncertain = (drug: Drug, route: string): string =>
  unboundingTrials
    .filter((trial) => trial.route === route && trial.drugs.includes(drug))
    .map(unboundingText)
    .join(' ');

/**
 * Routes that a search leaves out, each by name with the reason: no model, in published mode no published regimen
 * certain enough to stay inside, or not asked for.
 */
export function unsearchedRoutes(
  { space: { drugs, doses }, mode }: Pick<SearchRequest, 'space' | 'mode'>,
  envelopes: readonly TrialEnvelope[],
): string[] {
  return drugs.flatMap((drug) => {
    const refused = refusedRoutes[drug].map(({ route, reason }) =>
      `${drug}, ${route}: no model. ${reason} ${uncertain(drug, route)}`.trimEnd(),
    );
    const left = searchedRoutes.flatMap((route) => {
      const name = `${drug} ${doseKindWords[route]}`;
      if (routeRefusal(drug, route) !== undefined) return [];
      if (isUnsearchable(drug, route)) return [`${name}: ${devices}`];
      const isPublished = envelopes.some(
        ({ trial, given }) => trial.regimen.drug === drug && given.route === route,
      );
      if (isPublished || mode === 'research')
        return doses?.routes.includes(route) === true ? [] : [`${name}: not asked for.`];
      const why = uncertain(drug, route) || 'None was found.';
      return [`${name}: no regimen of a trial in chronic pain is known surely enough to stay inside. ${why}`];
    });
    return [...refused, ...left];
  });
}
