import { createDraft, type Draft } from '../files.ts';
import { arrowTable } from '../table/arrow.ts';
import { csvTable } from '../table/csv.ts';
import { parquetTable } from '../table/parquet.ts';
import type { TableColumn, TableFormat, TableRows } from '../table/table.ts';
import type { Terminal } from '../terminal.ts';
import { UserError } from '../user-error.ts';

const formats: Readonly<Record<string, TableFormat>> = {
  '.csv': csvTable,
  '.parquet': parquetTable,
  '.arrow': arrowTable,
};

/** The format that the name of a file asks for. @throws UserError when it is none */
export function formatOf(path: string): TableFormat {
  const [, ending = ''] = /(\.[^./]*)$/.exec(path) ?? [];
  const format = Object.hasOwn(formats, ending) ? formats[ending] : undefined;
  if (format) return format;
  throw new UserError(
    `--out: expected a name that ends in ${Object.keys(formats).join(', ')}, found "${path}".`,
  );
}

/** A table and how it came about. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly about: Readonly<Record<string, string>>;
  readonly rows: AsyncIterable<TableRows>;
}

/**
 * Writes a table as it comes into being: to a file, whole or not at all, or to the terminal as CSV. CSV has no place for how
 * it came about: that stands in a file of JSON beside it (`FILE.csv.json`), or in a note.
 * @throws UserError when it cannot be written, and whatever the rows throw; then no file is left.
 */
export async function writeTable(table: Table, out: string | undefined, terminal: Terminal): Promise<void> {
  if (out === undefined) {
    terminal.note(
      `note: ${Object.entries(table.about)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')}`,
    );
    await writeRows(table, csvTable, async (part) => terminal.out(new TextDecoder().decode(part)));
    return;
  }
  const format = formatOf(out);
  const drafts: Draft[] = [];
  try {
    const draft = await createDraft(out);
    drafts.push(draft);
    await writeRows(table, format, draft.write);
    if (format === csvTable) {
      const beside = await createDraft(`${out}.json`);
      drafts.unshift(beside);
      await beside.write(Buffer.from(`${JSON.stringify(table.about, null, 2)}\n`));
    }
    for (const each of drafts) await each.publish();
  } catch (error) {
    for (const each of drafts) await each.discard();
    throw error;
  }
}

async function writeRows(
  { columns, about, rows }: Table,
  format: TableFormat,
  write: (part: Uint8Array) => Promise<void>,
): Promise<void> {
  const encoder = format(columns, about);
  await write(encoder.begin());
  for await (const part of rows) await write(encoder.rows(part));
  await write(encoder.end());
}
