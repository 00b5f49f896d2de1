import { type DoseKind, doseKinds } from './dose-kinds.ts';
import type { Drug } from './regimen.ts';

/** A route for which no course of a drug is predicted, with the reason. */
export interface RefusedRoute {
  readonly route: string;
  readonly reason: string;
}

const notConverted = 'What was measured is of the racemate, and the two are not converted into each other.';
const onlyS = 'What was measured is of S-ketamine, and the two are not converted into each other.';
const both: readonly RefusedRoute[] = [
  {
    route: 'subcutaneous',
    reason: 'No absorbed share and no rate that can be traced to a study in people was found.',
  },
  {
    route: 'epidural',
    reason: 'The one absorbed share that is quoted (0.77) could not be traced to a study.',
  },
  { route: 'transdermal', reason: 'Doses are published (25 mg in 24 h), concentrations are not.' },
  {
    route: 'oral, prolonged release',
    reason:
      'The absorbed shares are known (S 0.15, R 0.19; Hasan 2021), how the tablet releases them over time is not.',
  },
];

/** Routes that a regimen of each drug cannot take, each with the reason. */
export const refusedRoutes: Readonly<Record<Drug, readonly RefusedRoute[]>> = {
  'S-ketamine': [
    { route: 'sublingual', reason: `${notConverted} For S-ketamine there is the film.` },
    { route: 'intramuscular', reason: notConverted },
    { route: 'rectal', reason: notConverted },
    {
      route: 'inhaled',
      reason:
        'How the dose divides between its fast and its slow path is not published (Jonkman 2017), and it is not proportional to the dose. The model "jonkman-2017" of the command line shows what is known.',
    },
    ...both,
  ],
  'racemic ketamine': [
    { route: 'film', reason: `${onlyS} Films were studied with S-ketamine alone (Simons 2022).` },
    { route: 'inhaled', reason: onlyS },
    ...both,
  ],
};

/** Why a regimen of a drug cannot take a route; undefined when it can. */
export function routeRefusal(drug: Drug, route: string): RefusedRoute | undefined {
  return refusedRoutes[drug].find((each) => each.route === route);
}

/** The ways of giving a dose at once that a model describes for a drug. */
export function doseKindsOf(drug: Drug): DoseKind[] {
  return doseKinds.filter((kind) => routeRefusal(drug, kind) === undefined);
}
