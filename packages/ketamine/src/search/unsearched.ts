import { doseKindWords } from '../dose-kinds.ts';
import type { Drug } from '../regimen.ts';
import { refusedRoutes, routeRefusal } from '../routes.ts';
import { type SearchedRoute, searchedRoutes } from './doses.ts';
import type { TrialEnvelope } from './envelopes.ts';

/** Published courses by a route of which too little was seen to stay inside. */
const uncertain: Partial<Record<string, string>> = {
  nasal:
    'Carr 2004 (doi:10.1016/j.pain.2003.07.001) gave up to five doses for one attack of breakthrough pain; how large one was does not stand in what was read.',
  intramuscular:
    'Rabben 2001 (doi:10.1053/eujp.2001.0232) gave 0.4 mg/kg once, with midazolam, as a test and not as a course.',
  subcutaneous:
    'Eide 1995 (doi:10.1016/0304-3959(94)00182-e) gave 0.05 to 0.15 mg/kg/h, 7 days at each rate, to 5 patients with postherpetic neuralgia.',
};

const devices =
  'A dose of several devices is not proportional to its amount, as the search needs it: the first device is absorbed better.';

/** Whether the search cannot give a drug by a route, whatever was published. */
export const isUnsearchable = (drug: Drug, route: SearchedRoute): boolean =>
  routeRefusal(drug, route) !== undefined || (drug === 'S-ketamine' && route === 'nasal');

/**
 * Routes that a search leaves out, each by name with the reason: no model, or in published mode no published regimen
 * certain enough to stay inside.
 */
export function unsearchedRoutes(
  drugs: readonly Drug[],
  envelopes: readonly TrialEnvelope[],
  mode: 'published' | 'research',
): string[] {
  return drugs.flatMap((drug) => {
    const refused = refusedRoutes[drug].map(({ route, reason }) =>
      [`${drug}, ${route}: no model. ${reason}`, uncertain[route]].filter((part) => part).join(' '),
    );
    const left = searchedRoutes.flatMap((route) => {
      const name = `${drug} ${doseKindWords[route]}`;
      if (routeRefusal(drug, route) !== undefined) return [];
      if (isUnsearchable(drug, route)) return [`${name}: ${devices}`];
      const isPublished = envelopes.some(
        ({ trial, given }) => trial.regimen.drug === drug && given.route === route,
      );
      if (isPublished || mode === 'research') return [];
      const why = uncertain[route] ?? 'None was found.';
      return [`${name}: no regimen of a trial in chronic pain is known surely enough to stay inside. ${why}`];
    });
    return [...refused, ...left];
  });
}
