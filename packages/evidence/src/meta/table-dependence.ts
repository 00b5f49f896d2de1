import type { Effect } from './effect.ts';
import { MetaError } from './effect.ts';
import { type EventsMeasure, sharedControlEventsCovariance } from './events.ts';
import { type MeansMeasure, sharedControlMeansCovariance } from './means.ts';
import { nestedWithin, type RandomFactor } from './multilevel.ts';
import { columnOf, type MetaTable, type TableRow } from './read-table.ts';
import { cellsOf, kindOf } from './table-kinds.ts';

/** Columns of the second arm, by the kinds whose control arm can be shared. */
const controlColumns: Readonly<Record<string, readonly string[]>> = {
  means: ['n2', 'mean2', 'sd2'],
  events: ['c', 'n2'],
};

/** Cells of a row's control arm. @throws MetaError where the row tells of none */
function controlOf(table: MetaTable, measure: string, row: TableRow) {
  const kind = kindOf(table, measure, row);
  const columns = controlColumns[kind.id];
  if (!columns || measure === 'PETO') {
    throw new MetaError(
      `Line ${row.line}: the covariance of a shared control arm needs the arms as means or events, and another measure than PETO.`,
    );
  }
  const at = cellsOf(kind, row);
  return { kind: kind.id, at, cells: columns.map((column) => ({ column, value: at(column) })) };
}

/** Covariance of two rows that share their control arm. */
function sharedCovariance(
  table: MetaTable,
  measure: string,
  effects: readonly Effect[],
  i: number,
  j: number,
): number {
  const [one, other] = [table.rows[i], table.rows[j]] as [TableRow, TableRow];
  const first = controlOf(table, measure, one);
  const second = controlOf(table, measure, other);
  const different = first.cells.find(({ value }, c) => second.cells[c]?.value !== value);
  if (different || first.kind !== second.kind) {
    throw new MetaError(
      `Line ${other.line}, column ${different?.column ?? 'n2'}: expected the control arm of line ${one.line}, which it is said to share.`,
    );
  }
  if (first.kind === 'events') {
    return sharedControlEventsCovariance(measure as Exclude<EventsMeasure, 'PETO'>, {
      events: first.at('c'),
      n: first.at('n2'),
    });
  }
  const control = { n: first.at('n2'), mean: first.at('mean2'), sd: first.at('sd2') };
  return sharedControlMeansCovariance(
    measure as MeansMeasure,
    control,
    { n: first.at('n1'), yi: effects[i]?.yi ?? Number.NaN },
    { n: second.at('n1'), yi: effects[j]?.yi ?? Number.NaN },
  );
}

/**
 * Sampling covariance of a table's effects of which some share a control arm.
 *
 * @param column whose cells name the control arm; rows of one name share it, an empty cell shares none
 * @throws MetaError naming line and column where arms that are said to be one differ
 */
export function controlCovariance(
  table: MetaTable,
  measure: string,
  column: string,
  effects: readonly Effect[],
): number[][] {
  const names = columnOf(table, column, 'shared control arms');
  const covariance = effects.map(({ vi }, i) => effects.map((_, j) => (i === j ? vi : 0)));
  for (let i = 0; i < effects.length; i++) {
    for (let j = i + 1; j < effects.length; j++) {
      if (names[i] === '' || names[i] !== names[j]) continue;
      const shared = sharedCovariance(table, measure, effects, i, j);
      (covariance[i] as number[])[j] = shared;
      (covariance[j] as number[])[i] = shared;
    }
  }
  return covariance;
}

/**
 * Random effects of the levels that columns name, the outermost first, each nested in the one before. The effects
 * themselves are added as the innermost level unless the last column tells every row apart.
 */
export function nestedLevels(table: MetaTable, columns: readonly string[]): RandomFactor[] {
  const factors: RandomFactor[] = [];
  const add = (name: string, groups: readonly string[]) => {
    const outer = factors.at(-1);
    factors.push(outer ? nestedWithin(outer, { name, groups }) : { name, groups });
  };
  for (const name of columns) {
    const groups = columnOf(table, name, 'a level');
    const empty = groups.indexOf('');
    if (empty >= 0) {
      throw new MetaError(`Line ${table.rows[empty]?.line}, column ${name}: the level is missing.`);
    }
    add(name, groups);
  }
  const told = new Set(factors.at(-1)?.groups).size === table.rows.length;
  if (!told)
    add(
      'row',
      table.rows.map(({ line }) => String(line)),
    );
  return factors;
}
