import type { Covariance, Deviate, RandomEffects, VariedParameter } from '@ketame/pharmacometrics';
import { dahan2011, slowReliefEffect } from '../models/dahan-2011.ts';
import {
  fanta2015Otto2021,
  fanta2015Otto2021Covariances,
  fanta2015Otto2021Model,
} from '../models/fanta-2015-otto-2021.ts';
import { simons2022, simons2022S } from '../models/simons-2022.ts';
import type { Parameter } from '../published.ts';
import { logDeviation } from '../uncertainty.ts';

/**
 * The random effects that a published table prints: log-normal, one deviate per person where it gives a variance
 * between people, and one more per occasion where it gives one between occasions.
 * @param name of the model
 * @param rows by symbol; those without a variance are left out
 * @param wanted symbols
 */
export function publishedEffects(
  name: string,
  rows: Readonly<Record<string, Parameter>>,
  wanted: readonly string[],
  covariances: readonly Covariance[] = [],
): RandomEffects {
  const deviates: Deviate[] = [];
  const parameters: Record<string, VariedParameter> = {};
  for (const symbol of wanted) {
    const row = rows[symbol];
    if (row === undefined) throw new Error(`"${name}" has no parameter "${symbol}".`);
    const own: Deviate[] = [];
    if (row.betweenPeople !== undefined) own.push({ name: symbol, variance: row.betweenPeople });
    if (row.betweenOccasions !== undefined) {
      own.push({ name: `${symbol}, occasion`, variance: row.betweenOccasions, per: 'occasion' });
    }
    deviates.push(...own);
    parameters[symbol] = { typical: row.value, deviates: own.map((deviate) => deviate.name) };
  }
  return { name, deviates, covariances, parameters };
}

/** The same without what differs between occasions. */
export function ofPeople({ deviates, parameters, ...rest }: RandomEffects): RandomEffects {
  const kept = deviates.filter(({ per }) => per !== 'occasion');
  const names = new Set(kept.map(({ name }) => name));
  return {
    ...rest,
    deviates: kept,
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([symbol, { deviates: own, ...parameter }]) => [
        symbol,
        { ...parameter, deviates: own.filter((deviate) => names.has(deviate)) },
      ]),
    ),
  };
}

/** M1, disposition of ketamine. VK1 is the volume of norketamine too, so that the two share their deviate. */
export const arterialEffects = publishedEffects(simons2022.name, simons2022S.parameters, [
  'VK1',
  'CL1',
  'Q3',
]);

/** M1, metabolites: how fast norketamine is formed and cleared, and where hydroxynorketamine goes. */
export const metaboliteEffects = ofPeople(
  publishedEffects(`${simons2022.name}, metabolites`, simons2022S.parameters, [
    ...['MTT_KN', 'CLN1'],
    ...['VH1', 'CLH1'],
  ]),
);

/** M1, with the absorption of a film: drawn anew for every film. */
export const filmEffects = publishedEffects(simons2022.name, simons2022S.parameters, [
  ...['VK1', 'CL1', 'Q3'],
  ...['F1', 'D1', 'KA1'],
]);

/** M2, disposition of ketamine. */
export const venousEffects = publishedEffects(
  fanta2015Otto2021.name,
  fanta2015Otto2021Model.parameters,
  ['V1', 'CL'],
  [fanta2015Otto2021Covariances.parent],
);

const estimated = (row: Parameter): Deviate => ({
  name: row.symbol,
  variance: logDeviation(row) ** 2,
});
const { delay: halfLife, relation } = slowReliefEffect;

/**
 * M7: what is drawn here is how uncertain its estimates are, since their spread between people is not published.
 * Two independent log-normals, as in the band of the slow relief.
 */
export const slowReliefUncertainty: RandomEffects = {
  name: dahan2011.name,
  deviates: [estimated(relation.c50), estimated(halfLife)],
  parameters: {
    c50: { typical: relation.c50.value, deviates: [relation.c50.symbol] },
    halfLife0: { typical: halfLife.value, deviates: [halfLife.symbol] },
  },
};
