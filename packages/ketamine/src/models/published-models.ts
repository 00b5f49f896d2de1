import type { Model } from '@ketame/pharmacometrics';
import type { ModelCard, Parameter } from '../published.ts';
import type { Drug } from '../regimen.ts';
import { slowReliefModel } from '../slow-relief.ts';
import { ashraf2018, ashraf2018Model } from './ashraf-2018.ts';
import {
  flint2017,
  flint2017Model,
  herd2007,
  herd2007Model,
  hornik2018,
  hornik2018Model,
} from './children.ts';
import { clements1981, clements1981Model } from './clements-1981.ts';
import { dahan2011 } from './dahan-2011.ts';
import { domino1982, domino1982Model } from './domino-1982.ts';
import { fanta2015Otto2021, fanta2015Otto2021Model } from './fanta-2015-otto-2021.ts';
import { hijazi2003, hijazi2003Model } from './hijazi-2003.ts';
import { jonkman2017, jonkman2017Model } from './jonkman-2017.ts';
import { malinovsky1996, malinovsky1996Model } from './malinovsky-1996.ts';
import { noppers2011, noppers2011Model } from './noppers-2011.ts';
import { otherRoutes, otherRoutesModels } from './other-routes.ts';
import { perezRuixo2021, perezRuixo2021Model } from './perez-ruixo-2021.ts';
import { simons2022, simons2022Racemate, simons2022S } from './simons-2022.ts';

/** A model: what to know of it, and its equations for each drug that it describes. */
export interface PublishedModel {
  readonly card: ModelCard;
  readonly equations: Partial<Readonly<Record<Drug, Model<Parameter>>>>;
}

/** Every model, those that carry the studio first. */
export const publishedModels: readonly PublishedModel[] = [
  { card: simons2022, equations: { 'S-ketamine': simons2022S, 'racemic ketamine': simons2022Racemate } },
  { card: fanta2015Otto2021, equations: { 'S-ketamine': fanta2015Otto2021Model } },
  { card: noppers2011, equations: { 'S-ketamine': noppers2011Model } },
  { card: domino1982, equations: { 'racemic ketamine': domino1982Model } },
  { card: ashraf2018, equations: { 'S-ketamine': ashraf2018Model } },
  { card: perezRuixo2021, equations: { 'S-ketamine': perezRuixo2021Model } },
  { card: dahan2011, equations: { 'S-ketamine': slowReliefModel } },
  { card: otherRoutes, equations: otherRoutesModels },
  { card: jonkman2017, equations: { 'S-ketamine': jonkman2017Model } },
  { card: clements1981, equations: { 'racemic ketamine': clements1981Model } },
  { card: hijazi2003, equations: { 'racemic ketamine': hijazi2003Model } },
  { card: herd2007, equations: { 'racemic ketamine': herd2007Model } },
  { card: malinovsky1996, equations: { 'racemic ketamine': malinovsky1996Model } },
  { card: hornik2018, equations: { 'racemic ketamine': hornik2018Model } },
  { card: flint2017, equations: { 'S-ketamine': flint2017Model } },
];

/** The cards of every model. */
export const catalogue: readonly ModelCard[] = publishedModels.map(({ card }) => card);
