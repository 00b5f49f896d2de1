/** One column of a table. */
export interface TableColumn {
  readonly name: string;
  /** Whether every value is a whole number from 0 below 2^32. */
  readonly isWhole: boolean;
}

/** Some rows of a table, column by column; NaN is a missing value. */
export type TableRows = readonly Float64Array[];

/** Writes a table piece by piece, in one format. */
export interface TableEncoder {
  /** @returns what comes next in the file. */
  readonly begin: () => Uint8Array;
  readonly rows: (rows: TableRows) => Uint8Array;
  readonly end: () => Uint8Array;
}

/**
 * @param about how the table came about, by name: kept in the file where the format has a place for it
 */
export type TableFormat = (
  columns: readonly TableColumn[],
  about: Readonly<Record<string, string>>,
) => TableEncoder;

/** The columns of several pieces, one after the other. */
export function joined(pieces: readonly TableRows[], columns: number): Float64Array[] {
  const count = pieces.reduce((sum, piece) => sum + (piece[0]?.length ?? 0), 0);
  return Array.from({ length: columns }, (_, column) => {
    const whole = new Float64Array(count);
    let first = 0;
    for (const piece of pieces) {
      whole.set(piece[column]!, first);
      first += piece[column]!.length;
    }
    return whole;
  });
}
