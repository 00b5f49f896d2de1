import { InputError } from '../error.ts';

/** The cells of one line as numbers; a place below 0 is a column that is not there. */
export interface Cells {
  /** The line and column of a place, for errors. */
  readonly at: (place: number) => string;
  readonly text: (place: number) => string;
  /** @returns undefined for a missing value. All of these throw an InputError whose path is the line and column. */
  readonly number: (place: number) => number | undefined;
  readonly required: (place: number, what: string) => number;
  /** A whole number from 0 below 2^32. */
  readonly counted: (place: number) => number;
  /** @param otherwise for a missing value */
  readonly oneOf: (place: number, among: readonly number[], otherwise: number) => number;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** @throws InputError unless there are as many cells as columns */
export function cellsOf(columns: readonly string[], cells: readonly string[], line: number): Cells {
  if (cells.length !== columns.length) {
    throw new InputError(
      `line ${line}`,
      `expected ${columns.length} cells as in the first line, found ${cells.length}`,
    );
  }
  const at = (place: number) => (place < 0 ? `line ${line}` : `line ${line}, column ${columns[place]}`);
  const text = (place: number) => {
    const written = place < 0 ? '' : cells[place]!.trim();
    return written === '.' || written === 'NA' ? '' : written;
  };
  const number = (place: number) => {
    const written = text(place);
    if (written === '') return undefined;
    if (NUMBER.test(written)) return Number(written);
    throw new InputError(at(place), `expected a number, or "." where it is missing, found "${written}"`);
  };
  const required = (place: number, what: string) => {
    const value = number(place);
    if (value !== undefined) return value;
    throw new InputError(at(place), `missing; expected ${what}`);
  };
  return {
    at,
    text,
    number,
    required,
    counted: (place) => {
      const value = required(place, 'a whole number');
      if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) return value;
      throw new InputError(at(place), `expected a whole number from 0 to 4294967295, found ${value}`);
    },
    oneOf: (place, among, otherwise) => {
      const value = number(place) ?? otherwise;
      if (among.includes(value)) return value;
      throw new InputError(at(place), `expected one of ${among.join(', ')}, found ${value}`);
    },
  };
}
