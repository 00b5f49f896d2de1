import { areaUnder, type Dose, individual, type LinearModel, peak, solve } from '@ketame/pharmacometrics';
import { ashraf2018Model } from '../models/ashraf-2018.ts';
import { perezRuixo2021Model } from '../models/perez-ruixo-2021.ts';
import type { Parameter } from '../published.ts';
import type { InteractionRoute, Perpetrator, Quantity } from './observed.ts';

/** What another drug does to the intrinsic clearance of ketamine: factors of liver and gut wall, 1 for nothing. */
export interface ClearanceChange {
  readonly liver: Parameter;
  readonly gut: Parameter;
}

const factor = (meaning: string, value: number, row: string): Parameter => ({
  symbol: 'factor',
  meaning,
  value,
  unit: '1',
  row,
  status: 'D',
});
const liver = (value: number, row: string) => factor('intrinsic clearance of the liver', value, row);
const gut = (value: number, row: string) => factor('intrinsic clearance of the gut wall', value, row);
const gutUnchanged = gut(1, 'taken as unchanged');

/** Share of the liver's metabolism of S-ketamine that CYP2B6 carries (Ashraf 2018). */
export const shareOfCyp2b6: Parameter = {
  symbol: 'fm',
  meaning: 'share of the hepatic metabolism of S-ketamine by CYP2B6',
  value: 0.63,
  unit: '1',
  row: 'Ashraf 2018, log-likelihood profile; 0.60 in vitro (Palacharla 2018)',
  status: 'T2',
  note: 'Which enzyme leads is disputed: CYP3A4 with little of CYP2B6 in Hijazi 2002.',
};

/**
 * Factor of the liver's intrinsic clearance when CYP2B6 works at a share of its normal activity.
 * @param activity 1 normal, 0 none
 */
export function liverFactorOfCyp2b6(activity: number): number {
  return activity * shareOfCyp2b6.value + (1 - shareOfCyp2b6.value);
}

/** Activity of CYP2B6 that is left under ticlopidine. */
export const cyp2b6UnderTiclopidine = factor(
  'activity of CYP2B6 under ticlopidine 250 mg twice a day',
  0.045,
  'from the inhibition constants of Ashraf 2018',
);

/**
 * How each interacting drug is taken to act. Where a factor was fitted to one observation, `calibratedOn` says which:
 * that one is no test of the model.
 */
export const clearanceChanges: Readonly<
  Record<Perpetrator, ClearanceChange & { readonly calibratedOn: readonly string[] }>
> = {
  clarithromycin: {
    liver: liver(0.385, 'fitted to the oral AUC of Hagelberg 2010'),
    gut: gutUnchanged,
    calibratedOn: ['oral ketamine AUC'],
  },
  'grapefruit juice': {
    liver: liver(
      0.45,
      'fitted with the gut to the oral AUC of Peltoniemi 2012; the gut alone cannot exceed 1.36',
    ),
    gut: gut(0, 'taken as fully blocked'),
    calibratedOn: ['oral ketamine AUC'],
  },
  ticlopidine: {
    liver: liver(
      liverFactorOfCyp2b6(cyp2b6UnderTiclopidine.value),
      'CYP2B6 at 4.5 % of its activity, by the constants of Ashraf 2018',
    ),
    gut: gutUnchanged,
    calibratedOn: [],
  },
  itraconazole: {
    liver: liver(1, 'no effect was seen'),
    gut: gutUnchanged,
    calibratedOn: ['oral ketamine AUC'],
  },
  rifampicin: {
    liver: liver(7, 'fitted to the oral AUC of Peltoniemi 2012'),
    gut: gutUnchanged,
    calibratedOn: ['oral ketamine AUC'],
  },
  'St John’s wort': {
    liver: liver(2.4, 'fitted to the oral AUC of Peltoniemi 2012'),
    gut: gutUnchanged,
    calibratedOn: ['oral ketamine AUC'],
  },
};

/** Long enough for every amount to have left, h. */
const untilH = 2000;

function measure(
  model: LinearModel<Parameter>,
  input: string,
  overrides: Record<string, number>,
): Record<Quantity, number> {
  const known: Readonly<Record<string, number>> = { weight: 70, age: 40 };
  const covariates = Object.fromEntries(
    Object.keys(model.covariates ?? {}).map((name) => [name, known[name]!]),
  );
  const doses: Dose[] = [{ input, timeH: 0, amountMg: 10 }];
  const solution = solve(individual(model, covariates, overrides), doses);
  const auc = areaUnder(solution, 'S-ketamine', 0, untilH);
  const aucN = areaUnder(solution, 'S-norketamine', 0, untilH);
  return {
    'ketamine AUC': auc,
    'ketamine Cmax': peak(solution, 'S-ketamine', 0, 24).value,
    'norketamine AUC': aucN,
    'norketamine Cmax': peak(solution, 'S-norketamine', 0, 24).value,
    'norketamine / ketamine AUC': aucN / auc,
  };
}

const ratios = (withIt: Record<Quantity, number>, without: Record<Quantity, number>) =>
  Object.fromEntries(
    (Object.keys(without) as Quantity[]).map((quantity) => [quantity, withIt[quantity] / without[quantity]]),
  ) as Record<Quantity, number>;

/**
 * Ratio of each quantity with a changed clearance over without, in a typical adult of 70 kg. By mouth and by vein
 * through M5 (well-stirred liver and gut, Ashraf 2018); through the nose by M6 (Perez-Ruixo 2021), whose liver takes
 * the liver factor alone.
 */
export function predictInteraction(
  change: { readonly liver: number; readonly gut: number },
  route: InteractionRoute,
): Readonly<Record<Quantity, number>> {
  if (route === 'nasal') {
    const { kel, kmet } = perezRuixo2021Model.parameters;
    const changed = { kel: kel!.value * change.liver, kmet: kmet!.value * change.liver };
    return ratios(measure(perezRuixo2021Model, route, changed), measure(perezRuixo2021Model, route, {}));
  }
  return ratios(
    measure(ashraf2018Model, route, { liver: change.liver, gut: change.gut }),
    measure(ashraf2018Model, route, {}),
  );
}

const peakOfMouth =
  'a change of the liver alone moves the peak by less than the area; absorption or the gut must change too';
const norketamine =
  'in M5 every mg of ketamine metabolised becomes norketamine, whose own clearance the other drug does not touch';

/** What was observed and the models do not give back, with the reason. */
export const notMet: readonly {
  readonly perpetrator: Perpetrator;
  readonly route: InteractionRoute;
  readonly quantity: Quantity;
  readonly reason: string;
}[] = [
  { perpetrator: 'clarithromycin', route: 'oral', quantity: 'ketamine Cmax', reason: peakOfMouth },
  {
    perpetrator: 'clarithromycin',
    route: 'oral',
    quantity: 'norketamine / ketamine AUC',
    reason: norketamine,
  },
  {
    perpetrator: 'grapefruit juice',
    route: 'oral',
    quantity: 'ketamine Cmax',
    reason: 'just above its interval: how gut and liver share the effect is not known',
  },
  {
    perpetrator: 'ticlopidine',
    route: 'nasal',
    quantity: 'ketamine AUC',
    reason:
      'M6 extracts less in the liver (0.72) than M5 (0.82) and so answers more strongly; with M5’s liver and M6’s nasal share the ratio is 1.39',
  },
  { perpetrator: 'rifampicin', route: 'iv', quantity: 'norketamine AUC', reason: norketamine },
  { perpetrator: 'St John’s wort', route: 'oral', quantity: 'ketamine Cmax', reason: peakOfMouth },
  { perpetrator: 'St John’s wort', route: 'oral', quantity: 'norketamine AUC', reason: norketamine },
  { perpetrator: 'St John’s wort', route: 'oral', quantity: 'norketamine Cmax', reason: norketamine },
];

/** What contradicts what, shown and not averaged. */
export const interactionConflicts: readonly string[] = [
  'Itraconazole, a strong inhibitor of CYP3A4, did nothing (Peltoniemi 2011), while clarithromycin and grapefruit juice, which inhibit it too, raised oral ketamine two- to threefold: for inhibitors of CYP3A4 the uncertainty is wide.',
  'CYP2B6 leads at therapeutic concentrations by some (Rao 2016, Ashraf 2018), CYP3A4 by others (Hijazi 2002).',
  'CYP2B6*6 lowered clearance to 0.60 (one copy) and 0.32 (two) in patients on subcutaneous ketamine (Li 2015), and did nothing in healthy people by mouth (Rao 2016).',
  'Diazepam raises and prolongs racemic ketamine; no number was found.',
];
