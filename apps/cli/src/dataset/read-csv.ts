import { createReadStream } from 'node:fs';
import { TransformStream } from 'node:stream/web';
import Papa from 'papaparse';
import { refuseUnreadable } from '../files.ts';
import { UserError } from '../user-error.ts';

/** A line of a CSV file. */
export interface CsvLine {
  /** Counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The lines of a CSV file, some thousand at a time, read no faster than they are taken. Commas, semicolons and tabs may
 * separate cells; lines without anything are left out.
 * @throws UserError when the file cannot be read, or naming the line with quotes that do not close.
 */
export async function* readCsv(path: string): AsyncGenerator<CsvLine[], void, undefined> {
  await refuseUnreadable(path).catch((error: Error) => {
    throw new UserError(`${path}: ${error.message}`);
  });
  const { readable, writable } = new TransformStream<Papa.ParseResult<string[]>>();
  const writer = writable.getWriter();
  const file = createReadStream(path);
  Papa.parse<string[], NodeJS.ReadableStream>(file, {
    chunk: (result, parser) => {
      parser.pause();
      // A parser that pauses would still keep all that the file sends.
      file.pause();
      writer.write(result).then(
        () => {
          parser.resume();
          file.resume();
        },
        // Nobody wants more.
        () => parser.abort(),
      );
    },
    complete: () => void writer.close().catch(() => {}),
    error: (error) => void writer.abort(error),
  });
  let line = 1;
  try {
    for await (const part of readable) {
      const { data, errors }: Papa.ParseResult<string[]> = part;
      const [wrong] = errors.filter(({ type }) => type === 'Quotes');
      const lines: CsvLine[] = [];
      for (const [index, cells] of data.entries()) {
        if (wrong?.row === index)
          throw new UserError(`${path}, line ${line}: a quotation mark that does not close.`);
        if (line === 1 && cells[0] !== undefined) cells[0] = cells[0].replace(/^\uFEFF/, '');
        if (cells.length > 1 || cells[0] !== '') lines.push({ line, cells });
        line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      }
      yield lines;
    }
  } finally {
    file.destroy();
  }
}
