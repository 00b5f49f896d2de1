import { checkedEffect, type Effect, MetaError } from './effect.ts';
import { type EventsMeasure, eventsEffect, proportionEffect } from './events.ts';
import {
  crossoverMeansEffect,
  type MeanArm,
  type MeansMeasure,
  meansEffect,
  singleMeanEffect,
  standardisedEffect,
} from './means.ts';
import { type CellRule, type MetaTable, numberAt, placed, type TableRow } from './read-table.ts';
import {
  cohenDFromF,
  cohenDFromP,
  cohenDFromT,
  effectFromInterval,
  effectFromP,
  effectFromSe,
  sdFromInterval,
  sdFromSe,
} from './reported.ts';

/** EE, MH and PETO have one common effect; the others are random effects. */
export const tableMethods = ['EE', 'MH', 'PETO', 'DL', 'HE', 'HS', 'SJ', 'ML', 'REML', 'EB', 'PM'] as const;

export type TableMethod = (typeof tableMethods)[number];

const anyNumber: CellRule = { expected: 'a number', holds: () => true };
const above0: CellRule = { expected: 'a number above 0', holds: (value) => value > 0 };
const from0: CellRule = { expected: 'a number from 0', holds: (value) => value >= 0 };
const wholeFrom = (least: number): CellRule => ({
  expected: `a whole number from ${least}`,
  holds: (value) => Number.isInteger(value) && value >= least,
});
const share: CellRule = {
  expected: 'a P value above 0 and up to 1',
  holds: (value) => value > 0 && value <= 1,
};
const correlation: CellRule = {
  expected: 'a correlation between -1 and 1',
  holds: (value) => Math.abs(value) < 1,
};
const direction: CellRule = {
  expected: '1 (the first arm has the higher mean) or -1',
  holds: (value) => Math.abs(value) === 1,
};

/** The number of a cell, by its column. */
type Cells = (column: string) => number;

/** One way in which a study may stand in a table. */
export interface TableKind {
  readonly id: string;
  readonly measures: readonly string[];
  /** Columns beside `study`, each with what its cells must be. */
  readonly cells: Readonly<Record<string, CellRule>>;
  /** Pairs of columns of which the first must not exceed the second. */
  readonly order?: readonly (readonly [string, string])[];
  readonly effect: (measure: string, study: string, at: Cells) => Effect;
}

const twoMeans = ['MD', 'SMD', 'SMDd', 'ROM'];
const standardised = ['SMD', 'SMDd'];
const people = { n1: wholeFrom(2), n2: wholeFrom(2) };

/** A comparison of two arms of means, however their spread is told. */
const meansKind = (
  id: string,
  spread: Readonly<Record<string, CellRule>>,
  sd: (at: Cells, arm: 1 | 2, n: number) => number,
  order: TableKind['order'] = [],
): TableKind => {
  const cellsOf = (arm: 1 | 2) => ({
    [`n${arm}`]: wholeFrom(2),
    [`mean${arm}`]: anyNumber,
    ...Object.fromEntries(Object.entries(spread).map(([name, rule]) => [`${name}${arm}`, rule])),
  });
  const armOf = (at: Cells, arm: 1 | 2): MeanArm => {
    const n = at(`n${arm}`);
    return { n, mean: at(`mean${arm}`), sd: sd(at, arm, n) };
  };
  return {
    id,
    measures: twoMeans,
    cells: { ...cellsOf(1), ...cellsOf(2) },
    order,
    effect: (measure, study, at) => meansEffect(measure as MeansMeasure, study, armOf(at, 1), armOf(at, 2)),
  };
};

/** Cohen's d of two arms from the statistic of their test. */
const testKind = (
  id: string,
  statistic: Readonly<Record<string, CellRule>>,
  d: (at: Cells) => number,
): TableKind => ({
  id,
  measures: standardised,
  cells: { ...people, ...statistic },
  effect: (measure, study, at) =>
    standardisedEffect(measure as 'SMD' | 'SMDd', study, d(at), at('n1'), at('n2')),
});

/** An effect on the scale of pooling with one telling of its precision. */
const effectKind = (
  id: string,
  precision: Readonly<Record<string, CellRule>>,
  effect: (study: string, yi: number, at: Cells) => Effect,
  order: TableKind['order'] = [],
): TableKind => ({
  id,
  measures: ['GEN'],
  cells: { yi: anyNumber, ...precision },
  order,
  effect: (_, study, at) => effect(study, at('yi'), at),
});

/** Every way in which a study may stand in a table; where several fit, the first. */
export const tableKinds: readonly TableKind[] = [
  meansKind('means', { sd: above0 }, (at, arm) => at(`sd${arm}`)),
  meansKind('means with standard errors', { se: above0 }, (at, arm, n) => sdFromSe(at(`se${arm}`), n)),
  meansKind(
    'means with 95 % intervals',
    { lower: anyNumber, upper: anyNumber },
    (at, arm, n) => sdFromInterval(at(`lower${arm}`), at(`upper${arm}`), n),
    [
      ['lower1', 'mean1'],
      ['mean1', 'upper1'],
      ['lower2', 'mean2'],
      ['mean2', 'upper2'],
    ],
  ),
  testKind('t test', { t: anyNumber }, (at) => cohenDFromT(at('t'), at('n1'), at('n2'))),
  testKind('F test', { f: from0, sign: direction }, (at) =>
    cohenDFromF(at('f'), at('n1'), at('n2'), at('sign') as 1 | -1),
  ),
  testKind('P of a t test', { p: share, sign: direction }, (at) =>
    cohenDFromP(at('p'), at('n1'), at('n2'), at('sign') as 1 | -1),
  ),
  {
    id: 'events',
    measures: ['RR', 'OR', 'RD', 'PETO', 'AS'],
    cells: { a: wholeFrom(0), n1: wholeFrom(1), c: wholeFrom(0), n2: wholeFrom(1) },
    order: [
      ['a', 'n1'],
      ['c', 'n2'],
    ],
    effect: (measure, study, at) =>
      eventsEffect(measure as EventsMeasure, {
        study,
        first: { events: at('a'), n: at('n1') },
        second: { events: at('c'), n: at('n2') },
      }),
  },
  {
    id: 'ratios',
    measures: ['RR', 'OR'],
    cells: { ratio: above0, lower: above0, upper: above0 },
    order: [
      ['lower', 'ratio'],
      ['ratio', 'upper'],
    ],
    effect: (_, study, at) => ({
      ...effectFromInterval(study, at('lower'), at('upper'), 'ratio'),
      yi: Math.log(at('ratio')),
    }),
  },
  {
    id: 'proportions',
    measures: ['PR', 'PLO', 'PFT'],
    cells: { x: wholeFrom(0), n: wholeFrom(1) },
    order: [['x', 'n']],
    effect: (measure, study, at) =>
      proportionEffect(measure as 'PR' | 'PLO' | 'PFT', study, { events: at('x'), n: at('n') }),
  },
  {
    id: 'single means',
    measures: ['MN', 'MNLN'],
    cells: { n: wholeFrom(2), mean: anyNumber, sd: above0 },
    effect: (measure, study, at) =>
      singleMeanEffect(measure as 'MN' | 'MNLN', study, { n: at('n'), mean: at('mean'), sd: at('sd') }),
  },
  {
    id: 'crossover',
    measures: ['MC', 'SMCR'],
    cells: {
      n: wholeFrom(2),
      mean1: anyNumber,
      sd1: above0,
      mean2: anyNumber,
      sd2: above0,
      r: correlation,
    },
    effect: (measure, study, at) =>
      crossoverMeansEffect(
        measure === 'MC' ? 'difference' : 'standardised',
        study,
        { n: at('n'), mean: at('mean1'), sd: at('sd1') },
        { n: at('n'), mean: at('mean2'), sd: at('sd2') },
        at('r'),
      ),
  },
  effectKind('effects', { vi: above0 }, (study, yi, at) => checkedEffect(study, yi, at('vi'))),
  effectKind('effects with standard errors', { sei: above0 }, (study, yi, at) =>
    effectFromSe(study, yi, at('sei')),
  ),
  effectKind(
    'effects with 95 % intervals',
    { lower: anyNumber, upper: anyNumber },
    (study, yi, at) => ({ ...effectFromInterval(study, at('lower'), at('upper'), 'difference'), yi }),
    [
      ['lower', 'yi'],
      ['yi', 'upper'],
    ],
  ),
  effectKind('effects with P', { p: share }, (study, yi, at) => effectFromP(study, yi, at('p'))),
];

/** Every measure that some table can give. */
export const tableMeasures: readonly string[] = [...new Set(tableKinds.flatMap(({ measures }) => measures))];

export const columnsOf = ({ cells }: TableKind): string => ['study', ...Object.keys(cells)].join(',');

const standsIn = ({ columns }: MetaTable, { cells }: TableKind) =>
  Object.keys(cells).every((name) => columns.includes(name));

/**
 * The kind in which a row tells of a measure: of those that the header has, the first whose cells are all filled. So
 * one table may hold means of some studies and P values of others.
 *
 * @throws MetaError when no kind of the header gives the measure
 */
export function kindOf(table: MetaTable, measure: string, { cells }: TableRow): TableKind {
  const wanted = tableKinds.filter(({ measures }) => measures.includes(measure));
  if (wanted.length === 0) {
    throw new MetaError(`There is no measure ${measure}; the measures are ${tableMeasures.join(', ')}.`);
  }
  const there = wanted.filter((kind) => standsIn(table, kind));
  const filled = (kind: TableKind) => Object.keys(kind.cells).every((name) => cells[name] !== '');
  const kind = there.find(filled) ?? there[0];
  if (kind) return kind;
  const given = [
    ...new Set(tableKinds.filter((one) => standsIn(table, one)).flatMap(({ measures }) => measures)),
  ];
  throw new MetaError(
    `The columns ${table.columns.join(',')} give ${given.join(', ') || 'no measure'}; ${measure} needs ${wanted.map(columnsOf).join('; or ')}.`,
  );
}

/** The cells of a row as numbers. @throws MetaError naming line and column */
export function cellsOf(kind: TableKind, row: TableRow): Cells {
  const values = new Map(
    Object.entries(kind.cells).map(([column, rule]) => [column, numberAt(row, column, rule)]),
  );
  return (column) => values.get(column) ?? Number.NaN;
}

/** The effect of one row. @throws MetaError naming line and, where one cell is wrong, column */
export function rowEffect(table: MetaTable, measure: string, row: TableRow): Effect {
  const kind = kindOf(table, measure, row);
  const at = cellsOf(kind, row);
  for (const [lesser, greater] of kind.order ?? []) {
    if (at(lesser) > at(greater)) {
      throw new MetaError(
        `Line ${row.line}, column ${lesser}: expected at most the ${at(greater)} of column ${greater}, found ${at(lesser)}.`,
      );
    }
  }
  return placed(row, (study) => kind.effect(measure, study, at));
}
