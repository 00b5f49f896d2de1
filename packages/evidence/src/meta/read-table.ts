import Papa from 'papaparse';
import { type Effect, MetaError } from './effect.ts';

/** One study of a table, as typed, with its line in the file. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A table of studies as read: texts, each row with its line in the file. */
export interface MetaTable {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * Reads a table of studies from CSV with a header, one of whose columns is `study`.
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
  if (!columns.includes('study')) {
    throw new MetaError(
      `The header has the columns ${columns.join(',') || '(none)'}; a column study is needed.`,
    );
  }
  if (body.length === 0) throw new MetaError('The table has a header and no studies.');
  const rows = body.map((texts, i) => {
    const line = i + 2;
    if (texts.length !== columns.length) {
      throw new MetaError(`Line ${line} has ${texts.length} cells; the header has ${columns.length}.`);
    }
    return { line, cells: Object.fromEntries(columns.map((name, j) => [name, (texts[j] ?? '').trim()])) };
  });
  return { columns, rows };
}

/** What the number of a cell must be. */
export interface CellRule {
  readonly expected: string;
  readonly holds: (value: number) => boolean;
}

export const isNumber = (text: string) => text !== '' && Number.isFinite(Number(text));

/** The number of a cell. @throws MetaError naming line and column */
export function numberAt({ line, cells }: TableRow, column: string, { expected, holds }: CellRule): number {
  const text = cells[column] ?? '';
  if (!isNumber(text) || !holds(Number(text))) {
    const found = text === '' ? 'nothing' : `"${text}"`;
    throw new MetaError(`Line ${line}, column ${column}: expected ${expected}, found ${found}.`);
  }
  return Number(text);
}

/** The study's name, or its line where it has none. */
export const nameOf = ({ line, cells }: TableRow): string => cells.study || `line ${line}`;

/** Makes a row's effect; an error about it is told with its line. */
export function placed(row: TableRow, make: (study: string) => Effect): Effect {
  try {
    return make(nameOf(row));
  } catch (error) {
    throw error instanceof MetaError ? new MetaError(`Line ${row.line}: ${error.message}`) : error;
  }
}

/** A column of the table by name. @throws MetaError where there is none */
export function columnOf({ columns, rows }: MetaTable, name: string, what: string): string[] {
  if (!columns.includes(name)) {
    throw new MetaError(`There is no column ${name} for ${what}; the columns are ${columns.join(', ')}.`);
  }
  return rows.map(({ cells }) => cells[name] ?? '');
}
