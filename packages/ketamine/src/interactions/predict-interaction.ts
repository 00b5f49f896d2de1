import {
  areaUnder,
  type Dose,
  individual,
  type LinearModel,
  outputsAt,
  peak,
  type Solution,
  solve,
} from '@ketame/pharmacometrics';
import { ashraf2018Model } from '../models/ashraf-2018.ts';
import { perezRuixo2021Model } from '../models/perez-ruixo-2021.ts';
import type { Parameter } from '../published.ts';
import type { InteractionRoute, Perpetrator, Quantity } from './observed.ts';

/** What another drug does to intrinsic clearances: of ketamine in liver and gut wall, of norketamine; 1 for nothing. */
export interface ClearanceChange {
  readonly liver: Parameter;
  readonly gut: Parameter;
  readonly norketamine: Parameter;
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
const norketamine = (value: number, row: string) => factor('intrinsic clearance of norketamine', value, row);
const norketamineUnchanged = norketamine(1, 'taken as unchanged');

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
    norketamine: norketamine(0.84, 'fitted to norketamine over ketamine, 0.46 of 2.6 (Hagelberg 2010)'),
    calibratedOn: ['oral ketamine AUC', 'oral norketamine / ketamine AUC'],
  },
  'grapefruit juice': {
    liver: liver(
      0.45,
      'fitted with the gut to the oral AUC of Peltoniemi 2012; the gut alone cannot exceed 1.36',
    ),
    gut: gut(0, 'taken as fully blocked'),
    norketamine: norketamineUnchanged,
    calibratedOn: ['oral ketamine AUC'],
  },
  ticlopidine: {
    liver: liver(
      liverFactorOfCyp2b6(cyp2b6UnderTiclopidine.value),
      'CYP2B6 at 4.5 % of its activity, by the constants of Ashraf 2018',
    ),
    gut: gutUnchanged,
    norketamine: norketamineUnchanged,
    calibratedOn: [],
  },
  itraconazole: {
    liver: liver(1, 'no effect was seen'),
    gut: gutUnchanged,
    norketamine: norketamineUnchanged,
    calibratedOn: ['oral ketamine AUC'],
  },
  rifampicin: {
    liver: liver(7, 'fitted to the oral AUC of Peltoniemi 2012'),
    gut: gutUnchanged,
    norketamine: norketamine(
      2,
      'fitted to the norketamine AUC of Noppers 2011, whose own model gives it an elimination three times as fast',
    ),
    calibratedOn: ['oral ketamine AUC', 'iv norketamine AUC'],
  },
  'St John’s wort': {
    liver: liver(2.4, 'fitted to the oral AUC of Peltoniemi 2012'),
    gut: gutUnchanged,
    norketamine: norketamine(1.22, 'fitted to the norketamine AUC of Peltoniemi 2012'),
    calibratedOn: ['oral ketamine AUC', 'oral norketamine AUC'],
  },
};

/** Long enough for every amount to have left, h. */
const untilH = 2000;

/** The last concentrations that studies of a day could measure, h. */
const lateH = [12, 24] as const;

/** Half-life between the late samples of a day, h. */
function halfLife(solution: Solution): number {
  const [early, late] = outputsAt(solution, lateH, ['S-ketamine'])['S-ketamine']!;
  return (Math.LN2 * (lateH[1] - lateH[0])) / Math.log(early! / late!);
}

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
    'ketamine half-life': halfLife(solution),
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
 * through M5 (well-stirred liver and gut, Ashraf 2018; norketamine 1 when absent); through the nose by M6 (Perez-Ruixo 2021), whose liver takes
 * the liver factor alone.
 */
export function predictInteraction(
  change: { readonly liver: number; readonly gut: number; readonly norketamine?: number },
  route: InteractionRoute,
): Readonly<Record<Quantity, number>> {
  if (route === 'nasal') {
    const { kel, kmet } = perezRuixo2021Model.parameters;
    const changed = { kel: kel!.value * change.liver, kmet: kmet!.value * change.liver };
    return ratios(measure(perezRuixo2021Model, route, changed), measure(perezRuixo2021Model, route, {}));
  }
  return ratios(
    measure(ashraf2018Model, route, { norketamine: 1, ...change }),
    measure(ashraf2018Model, route, {}),
  );
}

const peakOfMouth =
  'a change of the liver alone moves the peak by less than the area; absorption or the gut must change too';
const peakOfNorketamine =
  'its area is met; its peak follows the absorption and first passage, which the other drug changes in a way that was not measured';

/** What was observed and the models do not give back, with the reason. */
export const notMet: readonly {
  readonly perpetrator: Perpetrator;
  readonly route: InteractionRoute;
  readonly quantity: Quantity;
  readonly reason: string;
}[] = [
  { perpetrator: 'clarithromycin', route: 'oral', quantity: 'ketamine Cmax', reason: peakOfMouth },
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
      'M6 extracts less in the liver (0.72) than M5 (0.82) and so answers more strongly; with M5’s liver and M6’s nasal share, as courses take it, the ratio is 1.43',
  },
  { perpetrator: 'St John’s wort', route: 'oral', quantity: 'ketamine Cmax', reason: peakOfMouth },
  { perpetrator: 'St John’s wort', route: 'oral', quantity: 'norketamine Cmax', reason: peakOfNorketamine },
];

/** What contradicts what, shown and not averaged. */
export const interactionConflicts: readonly string[] = [
  'Itraconazole, a strong inhibitor of CYP3A4, did nothing (Peltoniemi 2011), while clarithromycin and grapefruit juice, which inhibit it too, raised oral ketamine two- to threefold: for inhibitors of CYP3A4 the uncertainty is wide.',
  'CYP2B6 leads at therapeutic concentrations by some (Rao 2016, Ashraf 2018), CYP3A4 by others (Hijazi 2002).',
  'CYP2B6*6 lowered clearance to 0.60 (one copy) and 0.32 (two) in patients on subcutaneous ketamine (Li 2015), and did nothing in healthy people by mouth (Rao 2016).',
  'Women cleared S-ketamine and S-norketamine 20 % faster in Sigtermans 2009 (20 people); sex changed nothing in Perez-Ruixo 2021 (820 people).',
  'Under rifampicin the area of norketamine halved (Noppers 2011), which a clearance twice as large gives; the model of the same paper has its elimination three times as fast.',
];
