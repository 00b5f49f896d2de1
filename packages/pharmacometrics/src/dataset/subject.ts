import { InputError } from '../error.ts';
import type { DataRecord } from '../records/record.ts';

/** One line of a data set. */
export interface DataRow {
  /** Where it stands, counted from 1, the header being the first: for errors. */
  readonly line: number;
  /** As in the column ID. */
  readonly id: number;
  readonly record: DataRecord;
  /** Whether a measurement was, or would have been, made: EVID 0, and MDV not 1. */
  readonly isMeasured: boolean;
  /** DV as in the data set; undefined where it is missing. */
  readonly dv?: number;
}

/** The lines of one person, in order. */
export interface DataSubject {
  /** Whole number from 0 below 2^32; it decides the person's random numbers. */
  readonly id: number;
  /** The person of the data set whose lines these are: another one for a virtual patient. */
  readonly dataId: number;
  readonly rows: readonly DataRow[];
}

/**
 * Gathers the lines of each person, who is given as soon as the next one begins, so that a data set of any length passes
 * through.
 * @param rows those of one person next to each other
 * @throws InputError for a person who comes back after another
 */
export async function* subjectsOf(
  rows: AsyncIterable<DataRow> | Iterable<DataRow>,
): AsyncGenerator<DataSubject, void, undefined> {
  const known = new Set<number>();
  let own: DataRow[] = [];
  for await (const row of rows) {
    const id = own[0]?.id ?? row.id;
    if (row.id !== id) {
      yield { id, dataId: id, rows: own };
      own = [];
      known.add(id);
      if (known.has(row.id)) {
        throw new InputError(
          `line ${row.line}, column ID`,
          `the lines of ${row.id} ended further up; expected the lines of each ID next to each other`,
        );
      }
    }
    own.push(row);
  }
  if (own[0]) yield { id: own[0].id, dataId: own[0].id, rows: own };
}

/**
 * Virtual patients 1 to `count`: the first has the lines of the first person of the data set, and so on in turn, again
 * and again.
 * @param subjects of the data set, at least one
 */
export function* virtualSubjects(
  subjects: readonly DataSubject[],
  count: number,
): Generator<DataSubject, void, undefined> {
  for (let id = 1; id <= count; id++) {
    const { dataId, rows } = subjects[(id - 1) % subjects.length]!;
    yield { id, dataId, rows };
  }
}
