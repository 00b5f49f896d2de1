import Papa from 'papaparse';
import { normalQuantile } from './distributions.ts';
import { checkedEffect, type Effect, MetaError } from './effect.ts';
import { type EventStudy, type EventsMeasure, eventsEffect } from './events.ts';
import { type MeansMeasure, meansEffect } from './means.ts';
import { mantelHaenszel, petoOddsRatio, type TableFit } from './pooled-tables.ts';
import { type Coefficient, type Method, type Moderator, metaAnalysis, type Test } from './random-effects.ts';

/** Columns of a table of studies, by the kind of data it holds. */
export const tableColumns = {
  means: ['study', 'n1', 'mean1', 'sd1', 'n2', 'mean2', 'sd2'],
  events: ['study', 'a', 'n1', 'c', 'n2'],
  effects: ['study', 'yi', 'vi'],
} as const;

/** Measures by the kind of table that can give them; GEN takes effects as they stand. */
export const tableMeasures = {
  means: ['MD', 'SMD', 'SMDd', 'ROM'],
  events: ['RR', 'OR', 'RD', 'PETO', 'AS'],
  effects: ['GEN'],
} as const;

/** EE, MH and PETO have one common effect; the others are random effects. */
export const tableMethods = ['EE', 'MH', 'PETO', 'DL', 'HE', 'HS', 'SJ', 'ML', 'REML', 'EB', 'PM'] as const;

export type TableKind = keyof typeof tableColumns;
export type TableMethod = (typeof tableMethods)[number];

/** A table of studies as read: texts, each row with its line in the file. */
export interface MetaTable {
  readonly kind: TableKind;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>> }[];
}

export interface TableOptions {
  readonly measure: string;
  readonly method?: TableMethod;
  readonly test?: Test;
  /** Columns that explain the effect; a column that is not all numbers is a set of groups. */
  readonly moderators?: readonly string[];
}

/** One study of the result; null where the study says nothing of this measure. */
export interface StudyResult {
  readonly study: string;
  readonly yi: number | null;
  readonly vi: number | null;
  readonly se: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  /** Percent. */
  readonly weight: number;
}

/** The analysis of a table in flat form: RR, OR, PETO and ROM on the logarithmic scale; I2 in percent. */
export interface MetaTableResult {
  readonly measure: string;
  readonly method: TableMethod;
  readonly test: Test;
  readonly k: number;
  /** The pooled effect; with moderators the intercept. */
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly statistic: number;
  readonly p: number;
  readonly tau2: number;
  readonly tau2CiLower: number | null;
  readonly tau2CiUpper: number | null;
  readonly I2: number;
  readonly H2: number;
  readonly Q: number;
  readonly pQ: number;
  readonly predictionLower: number | null;
  readonly predictionUpper: number | null;
  /** Test of all moderators together, and the share of tau2 that they explain, percent; null without moderators. */
  readonly QM: number | null;
  readonly pQM: number | null;
  readonly R2: number | null;
  /** Intercept first. */
  readonly coefficients: readonly Coefficient[];
  readonly studies: readonly StudyResult[];
  /** What a reader must know before leaning on the result. */
  readonly warnings: readonly string[];
}

/**
 * Reads a table of studies from CSV with a header. Which columns it has decides its kind; further columns may
 * serve as moderators.
 *
 * @throws MetaError with what was expected
 */
export function readMetaTable(csv: string): MetaTable {
  const parsed = Papa.parse<string[]>(csv.replace(/^\uFEFF/, '').trimEnd(), { delimiter: ',' });
  const [header = [], ...body] = parsed.data;
  const [problem] = parsed.errors;
  if (problem) throw new MetaError(`Line ${(problem.row ?? 0) + 1}: ${problem.message}.`);
  const columns = header.map((name) => name.trim());
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw new MetaError(`The column ${twice} stands in the header twice.`);
  const kinds = Object.keys(tableColumns) as TableKind[];
  const kind = kinds.find((one) => tableColumns[one].every((name) => columns.includes(name)));
  if (!kind) {
    const expected = kinds.map((one) => tableColumns[one].join(',')).join('; or ');
    throw new MetaError(`The header has the columns ${columns.join(',') || '(none)'}; expected ${expected}.`);
  }
  if (body.length === 0) throw new MetaError('The table has a header and no studies.');
  const rows = body.map((texts, i) => {
    const line = i + 2;
    if (texts.length !== columns.length) {
      throw new MetaError(`Line ${line} has ${texts.length} cells; the header has ${columns.length}.`);
    }
    return { line, cells: Object.fromEntries(columns.map((name, j) => [name, (texts[j] ?? '').trim()])) };
  });
  return { kind, columns, rows };
}

type Row = MetaTable['rows'][number];

const isNumber = (text: string) => text !== '' && Number.isFinite(Number(text));

function numberAt({ line, cells }: Row, column: string): number {
  const text = cells[column] ?? '';
  if (!isNumber(text)) {
    throw new MetaError(
      `Line ${line}, column ${column}: expected a number, found ${text === '' ? 'nothing' : `"${text}"`}.`,
    );
  }
  return Number(text);
}

/** The study's name with its line, so that an error about it can be found in the file. */
const placed = <T>(row: Row, make: (study: string) => T): T => {
  const study = row.cells.study || `line ${row.line}`;
  try {
    return make(study);
  } catch (error) {
    throw error instanceof MetaError ? new MetaError(`Line ${row.line}: ${error.message}`) : error;
  }
};

const eventStudyOf = (row: Row): EventStudy => ({
  study: row.cells.study || `line ${row.line}`,
  first: { events: numberAt(row, 'a'), n: numberAt(row, 'n1') },
  second: { events: numberAt(row, 'c'), n: numberAt(row, 'n2') },
});

function effectOf(kind: TableKind, measure: string, row: Row): Effect {
  const at = (column: string) => numberAt(row, column);
  if (kind === 'effects') return placed(row, (study) => checkedEffect(study, at('yi'), at('vi')));
  if (kind === 'events') return placed(row, () => eventsEffect(measure as EventsMeasure, eventStudyOf(row)));
  const first = { n: at('n1'), mean: at('mean1'), sd: at('sd1') };
  const second = { n: at('n2'), mean: at('mean2'), sd: at('sd2') };
  return placed(row, (study) => meansEffect(measure as MeansMeasure, study, first, second));
}

/** A column of numbers is one moderator; any other is one for each group but the first in alphabetical order. */
function moderatorsOf(table: MetaTable, name: string): Moderator[] {
  if (!table.columns.includes(name)) {
    throw new MetaError(
      `There is no column ${name} for a moderator; the columns are ${table.columns.join(', ')}.`,
    );
  }
  const texts = table.rows.map(({ line, cells }) => {
    const text = cells[name] ?? '';
    if (text === '') throw new MetaError(`Line ${line}, column ${name}: the moderator is missing.`);
    return text;
  });
  if (texts.every(isNumber)) return [{ name, values: texts.map(Number) }];
  return [...new Set(texts)]
    .toSorted()
    .slice(1)
    .map((group) => ({ name: `${name}=${group}`, values: texts.map((text) => (text === group ? 1 : 0)) }));
}

/**
 * Analyses a table of studies by metafor's conventions.
 *
 * @throws MetaError for a measure, method or moderator that the table cannot give, naming line and column
 */
export function analyseTable(table: MetaTable, options: TableOptions): MetaTableResult {
  const { measure, method = 'REML', test = 'z', moderators = [] } = options;
  const measures: readonly string[] = tableMeasures[table.kind];
  if (!measures.includes(measure)) {
    throw new MetaError(
      `Columns ${tableColumns[table.kind].join(',')} give the measures ${measures.join(', ')}, not ${measure}.`,
    );
  }
  if (method === 'MH' || method === 'PETO') {
    if (table.kind !== 'events')
      throw new MetaError(`Method ${method} needs ${tableColumns.events.join(',')}.`);
    if (test !== 'z' || moderators.length > 0) {
      throw new MetaError(
        `${method} takes neither Hartung-Knapp nor moderators; use EE or a random-effects method.`,
      );
    }
    return tableResult(measure, method, table);
  }
  const effects = table.rows.map((row) => effectOf(table.kind, measure, row));
  return modelResult(
    measure,
    method,
    test,
    effects,
    moderators.flatMap((name) => moderatorsOf(table, name)),
  );
}

function studyResult(study: string, effect: Effect | null, weight: number): StudyResult {
  if (!effect) return { study, yi: null, vi: null, se: null, ciLower: null, ciUpper: null, weight };
  const { yi, vi } = effect;
  const se = Math.sqrt(vi);
  const half = normalQuantile(0.975) * se;
  return { study, yi, vi, se, ciLower: yi - half, ciUpper: yi + half, weight };
}

function modelResult(
  measure: string,
  method: Method,
  test: Test,
  effects: readonly Effect[],
  moderators: readonly Moderator[],
): MetaTableResult {
  const fit = metaAnalysis(effects, { method, test, moderators });
  const [first] = fit.coefficients as [Coefficient];
  const { estimate, se, ciLower, ciUpper, statistic, p } = first;
  const warnings: string[] = [];
  if (method !== 'EE' && fit.k < 5) {
    warnings.push(
      `${fit.k} studies say little of the variance between studies: read tau2, I2 and the prediction interval as rough, and look at Hartung-Knapp with its floor.`,
    );
  }
  if (test === 'knha' && fit.Q < fit.Qdf) {
    warnings.push(
      'The effects are more alike than chance makes them, so Hartung-Knapp without its floor is too narrow here.',
    );
  }
  if (moderators.length > 0 && fit.k < 10 * moderators.length) {
    warnings.push(
      `${fit.k} studies for ${moderators.length} coefficient(s) of moderators: fewer than 10 for each.`,
    );
  }
  return {
    measure,
    method,
    test,
    k: fit.k,
    estimate,
    se,
    ciLower,
    ciUpper,
    statistic,
    p,
    tau2: fit.tau2,
    tau2CiLower: fit.tau2Interval?.lower ?? null,
    tau2CiUpper: fit.tau2Interval?.upper ?? null,
    I2: fit.I2,
    H2: fit.H2,
    Q: fit.Q,
    pQ: fit.pQ,
    predictionLower: fit.prediction?.lower ?? null,
    predictionUpper: fit.prediction?.upper ?? null,
    QM: fit.moderatorTest?.QM ?? null,
    pQM: fit.moderatorTest?.p ?? null,
    R2: fit.moderatorTest?.R2 ?? null,
    coefficients: fit.coefficients,
    studies: effects.map((effect, i) => studyResult(effect.study, effect, fit.weights[i] ?? Number.NaN)),
    warnings,
  };
}

function tableResult(measure: string, method: 'MH' | 'PETO', table: MetaTable): MetaTableResult {
  const studies = table.rows.map(eventStudyOf);
  const fit = pooledTable(measure, method, studies);
  const { estimate, se, ciLower, ciUpper, statistic, p } = fit.estimate;
  const silent = fit.studies.filter(({ effect }) => effect === null).length;
  return {
    measure,
    method,
    test: 'z',
    k: fit.k,
    estimate,
    se,
    ciLower,
    ciUpper,
    statistic,
    p,
    tau2: 0,
    tau2CiLower: null,
    tau2CiUpper: null,
    I2: fit.I2,
    H2: fit.H2,
    Q: fit.Q,
    pQ: fit.pQ,
    predictionLower: null,
    predictionUpper: null,
    QM: null,
    pQM: null,
    R2: null,
    coefficients: [fit.estimate],
    studies: fit.studies.map(({ effect, weight }, i) => studyResult(studies[i]?.study ?? '', effect, weight)),
    warnings:
      silent > 0
        ? [
            `In ${silent} of ${fit.k} studies nobody or everybody had the event; they say nothing of heterogeneity.`,
          ]
        : [],
  };
}

function pooledTable(measure: string, method: 'MH' | 'PETO', studies: readonly EventStudy[]): TableFit {
  if (method === 'PETO') {
    if (measure !== 'OR' && measure !== 'PETO') {
      throw new MetaError(`Method PETO gives an odds ratio: use measure OR or PETO, not ${measure}.`);
    }
    return petoOddsRatio(studies);
  }
  if (measure !== 'RR' && measure !== 'OR' && measure !== 'RD') {
    throw new MetaError(`Method MH gives RR, OR or RD, not ${measure}.`);
  }
  return mantelHaenszel(measure, studies);
}
