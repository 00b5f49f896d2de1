import { type Effect, MetaError } from './effect.ts';
import type { EventStudy } from './events.ts';
import { type MultilevelFit, multilevel } from './multilevel.ts';
import { mantelHaenszel, petoOddsRatio, type TableFit } from './pooled-tables.ts';
import {
  type Coefficient,
  type MetaFit,
  type Method,
  type Moderator,
  metaAnalysis,
  type Test,
} from './random-effects.ts';
import { columnOf, isNumber, type MetaTable, nameOf, type TableRow } from './read-table.ts';
import { controlCovariance, nestedLevels } from './table-dependence.ts';
import { cellsOf, kindOf, rowEffect, type TableMethod } from './table-kinds.ts';
import { backTransformed, flat, type MetaTableResult, studyResult } from './table-result.ts';

export interface TableOptions {
  readonly measure: string;
  readonly method?: TableMethod;
  readonly test?: Test;
  /** Columns that explain the effect; a column that is not all numbers is a set of groups. */
  readonly moderators?: readonly string[];
  /** Column whose cells name a control arm that rows share; their covariance enters the model. */
  readonly sharedControl?: string;
  /** Columns of groups within which effects depend on one another, the outermost first. */
  readonly levels?: readonly string[];
}

/** A column of numbers is one moderator; any other is one for each group but the first in alphabetical order. */
function moderatorsOf(table: MetaTable, name: string): Moderator[] {
  const texts = columnOf(table, name, 'a moderator');
  const empty = texts.indexOf('');
  if (empty >= 0) {
    throw new MetaError(`Line ${table.rows[empty]?.line}, column ${name}: the moderator is missing.`);
  }
  if (texts.every(isNumber)) return [{ name, values: texts.map(Number) }];
  return [...new Set(texts)]
    .toSorted()
    .slice(1)
    .map((group) => ({ name: `${name}=${group}`, values: texts.map((text) => (text === group ? 1 : 0)) }));
}

/** The effects of a table's rows. @throws MetaError naming line and column */
export const tableEffects = (table: MetaTable, measure: string): Effect[] =>
  table.rows.map((row) => rowEffect(table, measure, row));

/**
 * Analyses a table of studies by metafor's conventions.
 *
 * @throws MetaError for a measure, method or column that the table cannot give, naming line and column
 */
export function analyseTable(table: MetaTable, options: TableOptions): MetaTableResult {
  const { measure, method = 'REML', test = 'z', sharedControl, levels = [] } = options;
  const moderators = (options.moderators ?? []).flatMap((name) => moderatorsOf(table, name));
  const effects = tableEffects(table, measure);
  const dependent = sharedControl !== undefined || levels.length > 0;
  if (method === 'MH' || method === 'PETO') {
    if (test !== 'z' || moderators.length > 0 || dependent) {
      throw new MetaError(
        `${method} takes neither Hartung-Knapp nor moderators, levels or shared controls; use EE or a random-effects method.`,
      );
    }
    return ofTables(measure, method, table);
  }
  const fit = dependent
    ? dependentFit(table, effects, moderators, { measure, method, test, sharedControl, levels })
    : metaAnalysis(effects, { method, test, moderators });
  const [first] = fit.coefficients as [Coefficient];
  const isPlain = 'tau2' in fit;
  return {
    measure,
    method,
    test,
    k: fit.k,
    ...flat(first),
    tau2: isPlain ? fit.tau2 : fit.variances.reduce((sum, { sigma2 }) => sum + sigma2, 0),
    tau2CiLower: isPlain ? (fit.tau2Interval?.lower ?? null) : null,
    tau2CiUpper: isPlain ? (fit.tau2Interval?.upper ?? null) : null,
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
    backTransformed: moderators.length > 0 ? null : backTransformed(table, measure, first),
    levels: isPlain ? [] : fit.variances,
    studies: effects.map((effect, i) => studyResult(effect.study, effect, fit.weights[i] ?? Number.NaN)),
    warnings: warningsOf(fit, method, test, moderators, dependent),
  };
}

/** Effects that depend on one another: of one control arm, or within the groups of levels. */
function dependentFit(
  table: MetaTable,
  effects: readonly Effect[],
  moderators: readonly Moderator[],
  {
    measure,
    method,
    test,
    sharedControl,
    levels,
  }: Required<Pick<TableOptions, 'measure' | 'levels'>> & {
    readonly method: Method;
    readonly test: Test;
    readonly sharedControl: string | undefined;
  },
): MultilevelFit {
  if (test !== 'z') {
    throw new MetaError('Levels and shared controls are tested by z: leave out Hartung-Knapp.');
  }
  if (method !== 'EE' && method !== 'ML' && method !== 'REML') {
    throw new MetaError(`Levels and shared controls take the methods EE, ML and REML, not ${method}.`);
  }
  if (method === 'EE' && levels.length > 0) {
    throw new MetaError('Levels are random effects: use the method ML or REML, not EE.');
  }
  return multilevel(effects, method === 'EE' ? [] : nestedLevels(table, levels), {
    method: method === 'EE' ? 'REML' : method,
    moderators,
    ...(sharedControl !== undefined && {
      samplingCovariance: controlCovariance(table, measure, sharedControl, effects),
    }),
  });
}

function warningsOf(
  fit: MetaFit | MultilevelFit,
  method: Method,
  test: Test,
  moderators: readonly Moderator[],
  dependent: boolean,
): string[] {
  const warnings: string[] = [];
  const names = 'effects' in fit ? fit.effects.map(({ study }) => study) : [];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    warnings.push(
      `${twice} stands in more than one row, and the rows were taken as independent; if they share people, name the levels or the shared control.`,
    );
  }
  if (method !== 'EE' && fit.k < 5) {
    warnings.push(
      `${fit.k} studies say little of the variance between studies: read tau2, I2 and the prediction interval as rough${dependent ? '.' : ', and look at Hartung-Knapp with its floor.'}`,
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
  return warnings;
}

/** A row as two arms of counts. @throws MetaError naming line and column where it holds none */
function eventStudyOf(table: MetaTable, row: TableRow, method: string): EventStudy {
  const kind = kindOf(table, 'OR', row);
  if (kind.id !== 'events') throw new MetaError(`Method ${method} needs study,a,n1,c,n2.`);
  const at = cellsOf(kind, row);
  return {
    study: nameOf(row),
    first: { events: at('a'), n: at('n1') },
    second: { events: at('c'), n: at('n2') },
  };
}

function ofTables(measure: string, method: 'MH' | 'PETO', table: MetaTable): MetaTableResult {
  const fit = pooledTable(measure, method, table);
  const silent = fit.studies.filter(({ effect }) => effect === null).length;
  return {
    measure,
    method,
    test: 'z',
    k: fit.k,
    ...flat(fit.estimate),
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
    backTransformed: backTransformed(table, measure, fit.estimate),
    levels: [],
    studies: fit.studies.map(({ effect, weight }, i) =>
      studyResult(nameOf(table.rows[i] as TableRow), effect, weight),
    ),
    warnings:
      silent > 0
        ? [
            `In ${silent} of ${fit.k} studies nobody or everybody had the event; they say nothing of heterogeneity.`,
          ]
        : [],
  };
}

function pooledTable(measure: string, method: 'MH' | 'PETO', table: MetaTable): TableFit {
  const studies = () => table.rows.map((row) => eventStudyOf(table, row, method));
  if (method === 'PETO') {
    if (measure !== 'OR' && measure !== 'PETO') {
      throw new MetaError(`Method PETO gives an odds ratio: use measure OR or PETO, not ${measure}.`);
    }
    return petoOddsRatio(studies());
  }
  if (measure !== 'RR' && measure !== 'OR' && measure !== 'RD') {
    throw new MetaError(`Method MH gives RR, OR or RD, not ${measure}.`);
  }
  return mantelHaenszel(measure, studies());
}
