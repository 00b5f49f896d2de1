import type { Source, Status } from '../published.ts';

/** Drugs, food and herbs whose effect on ketamine was measured with a number. */
export const perpetrators = [
  'clarithromycin',
  'grapefruit juice',
  'ticlopidine',
  'itraconazole',
  'rifampicin',
  'St John’s wort',
] as const;
export type Perpetrator = (typeof perpetrators)[number];

/** Other drugs that act on the enzymes of ketamine, and of which nothing was measured beside it. */
export const unmeasuredDrugs = [
  'another inhibitor of CYP2B6 or CYP3A4',
  'another inducer of CYP2B6 or CYP3A4',
] as const;

/** What a patient may take that bears on how long ketamine stays. */
export const otherDrugs = [...perpetrators, ...unmeasuredDrugs] as const;
export type OtherDrug = (typeof otherDrugs)[number];

export type InteractionRoute = 'oral' | 'iv' | 'nasal';

/** What was compared with and without the other drug. */
export type Quantity =
  | 'ketamine AUC'
  | 'ketamine Cmax'
  | 'ketamine half-life'
  | 'norketamine AUC'
  | 'norketamine Cmax'
  | 'norketamine / ketamine AUC';

/** One ratio that a study measured: with the other drug over without it. */
export interface ObservedInteraction {
  readonly perpetrator: Perpetrator;
  /** How the other drug was taken. */
  readonly taken: string;
  readonly route: InteractionRoute;
  readonly quantity: Quantity;
  readonly ratio: number;
  /** Confidence interval as printed. */
  readonly interval?: readonly [number, number];
  readonly people: number | null;
  readonly source: Source;
  readonly status: Status;
}

const hagelberg = {
  citation: 'Hagelberg NM et al. Eur J Pain 2010',
  doi: '10.1016/j.ejpain.2009.10.003',
};
const grapefruit = {
  citation: 'Peltoniemi MA et al. Eur J Clin Pharmacol 2012',
  doi: '10.1007/s00228-012-1214-9',
};
const ticlopidine = {
  citation: 'Peltoniemi MA et al. Clin Pharmacol Ther 2011',
  doi: '10.1038/clpt.2011.140',
};
const rifampicin = {
  citation: 'Peltoniemi MA et al. Basic Clin Pharmacol Toxicol 2012',
  doi: '10.1111/j.1742-7843.2012.00908.x',
};
const noppers = { citation: 'Noppers I et al. Anesthesiology 2011;114:1435-45' };
const wort = {
  citation: 'Peltoniemi MA et al. Fundam Clin Pharmacol 2012',
  doi: '10.1111/j.1472-8206.2011.00954.x',
};
const label = { citation: 'Label of esketamine nasal spray, as copied by MIMS' };

type Study = Omit<ObservedInteraction, 'quantity' | 'ratio' | 'interval'>;
const of = (
  study: Study,
  quantity: Quantity,
  ratio: number,
  interval?: readonly [number, number],
): ObservedInteraction => ({ ...study, quantity, ratio, ...(interval && { interval }) });

const study = (
  perpetrator: Perpetrator,
  taken: string,
  route: InteractionRoute,
  people: number | null,
  source: Source,
): Study => ({ perpetrator, taken, route, people, source, status: 'A' });

const clarithromycinOral = study('clarithromycin', 'for 4 days', 'oral', 10, hagelberg);
const grapefruitOral = study('grapefruit juice', 'with the dose', 'oral', 12, grapefruit);
const ticlopidineOral = study('ticlopidine', '250 mg twice a day for 6 days', 'oral', 11, ticlopidine);
const ticlopidineNasal = study('ticlopidine', '250 mg twice a day for 9 days', 'nasal', null, label);
const itraconazoleOral = study('itraconazole', '200 mg a day for 6 days', 'oral', 11, ticlopidine);
const rifampicinVein = study('rifampicin', '600 mg a day for 6 days', 'iv', 11, rifampicin);
const rifampicinOral = study('rifampicin', '600 mg a day for 6 days', 'oral', 11, rifampicin);
const rifampicinNoppers = study('rifampicin', '600 mg a day for 5 days', 'iv', 20, noppers);
const wortOral = study('St John’s wort', 'for 14 days', 'oral', 12, wort);

/** Interactions of S-ketamine that were measured with a number. */
export const observedInteractions: readonly ObservedInteraction[] = [
  of(clarithromycinOral, 'ketamine AUC', 2.6),
  of(clarithromycinOral, 'ketamine Cmax', 3.6),
  of(clarithromycinOral, 'norketamine / ketamine AUC', 0.46),
  of(grapefruitOral, 'ketamine AUC', 3.0, [2.4, 3.6]),
  of(grapefruitOral, 'ketamine Cmax', 2.1, [1.8, 2.6]),
  of(grapefruitOral, 'norketamine / ketamine AUC', 0.43),
  of(grapefruitOral, 'ketamine half-life', 1.24),
  of(ticlopidineOral, 'ketamine AUC', 2.4),
  of(ticlopidineNasal, 'ketamine AUC', 1.29),
  of(ticlopidineNasal, 'ketamine Cmax', 1.0),
  of(ticlopidineNasal, 'ketamine half-life', 1.0),
  of(itraconazoleOral, 'ketamine AUC', 1.0),
  of(rifampicinVein, 'ketamine AUC', 0.86),
  of(rifampicinOral, 'ketamine AUC', 0.14),
  of(rifampicinNoppers, 'ketamine AUC', 0.9),
  of(rifampicinNoppers, 'norketamine AUC', 0.5),
  of(wortOral, 'ketamine AUC', 0.42),
  of(wortOral, 'ketamine Cmax', 0.34),
  of(wortOral, 'norketamine AUC', 0.82),
  of(wortOral, 'norketamine Cmax', 0.77),
];

/** What studies or labels say without a number that could be traced: told, never computed with. */
export const unquantifiedInteractions: readonly {
  readonly beside: string;
  readonly found: string;
  readonly reason: string;
}[] = [
  {
    beside: 'ticlopidine and itraconazole, by mouth',
    found: 'norketamine over ketamine fell',
    reason: 'the abstract of Peltoniemi 2011 gives no number',
  },
  {
    beside: 'rifampicin, by mouth',
    found: 'the peak was greatly lower, and norketamine too',
    reason: 'the abstract of Peltoniemi 2012 gives no number',
  },
  {
    beside: 'clarithromycin and rifampicin, through the nose',
    found: 'little change with the first, a lower area with the second',
    reason: 'numbers of the esketamine label were recalled, not seen',
  },
  {
    beside: 'diazepam, by vein',
    found: 'raises and prolongs racemic ketamine',
    reason: 'only an unquantified remark in a secondary source was seen',
  },
];
