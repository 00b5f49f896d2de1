import {
  createRowReader,
  type DataRow,
  type DataSubject,
  InputError,
  type Model,
  type RowReader,
  subjectsOf,
} from '@ketame/pharmacometrics';
import { UserError } from '../user-error.ts';
import { type CsvLine, readCsv } from './read-csv.ts';

/** A data set whose first line has been read. */
export interface OpenData extends Pick<RowReader, 'hasDv' | 'unused'> {
  /** People as they come, once; the file is read no faster than they are taken. */
  readonly subjects: AsyncIterable<DataSubject>;
}

/**
 * Opens a data set in NONMEM's columns.
 * @param occasion the column that tells occasions apart, when it is not OCC
 * @throws UserError naming file, line and column, then and while people are taken.
 */
export async function openData(path: string, model: Model, occasion?: string): Promise<OpenData> {
  const parts = readCsv(path);
  const first = await parts.next();
  const [header, ...others] = first.done ? [] : first.value;
  if (!header)
    throw new UserError(`${path} is empty; expected a data set with a first line of column names.`);
  const reader = placed(path, () => createRowReader(model, header.cells, occasion));
  async function* rows(): AsyncGenerator<DataRow, void, undefined> {
    const read = ({ cells, line }: CsvLine) => placed(path, () => reader.read(cells, line));
    for (const line of others) yield read(line);
    for await (const part of parts) for (const line of part) yield read(line);
  }
  async function* subjects(): AsyncGenerator<DataSubject, void, undefined> {
    let isEmpty = true;
    try {
      for await (const subject of subjectsOf(rows())) {
        isEmpty = false;
        yield subject;
      }
    } catch (error) {
      throw inFile(path, error);
    }
    if (isEmpty)
      throw new UserError(`${path} has no line after the first; expected the records of somebody.`);
  }
  return { subjects: subjects(), hasDv: reader.hasDv, unused: reader.unused };
}

function placed<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw inFile(path, error);
  }
}

/** What is wrong in a data set is for the person who made it. */
export function inFile(path: string, error: unknown): unknown {
  return error instanceof InputError ? new UserError(`${path}, ${error.message}.`) : error;
}
