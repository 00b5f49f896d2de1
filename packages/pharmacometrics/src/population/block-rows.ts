import { CELL, LANES } from '../kernel/cell.ts';
import { type Kernel, PLACES } from '../kernel/kernel.ts';
import { MOST_TERMS } from '../kernel/rows.ts';
import type { Pattern } from '../solve/exponential.ts';
import { statesBehind } from '../solve/slow-state.ts';
import type { Arena } from './arena.ts';

/**
 * Weighted sums of the states of eight individuals, now or at times to come. What a sum will be after a step is a sum
 * of the states now: weights exp(A h). A row is the weights of one sum, a cell for each state that it can depend on.
 */
export interface BlockRows {
  /** The states, ascending. */
  readonly states: readonly number[];
  /** Bytes of a row. */
  readonly bytes: number;
  /**
   * Writes the row of the sum now.
   * @param weights per state of the system, a value per individual
   * @param over a divisor per individual
   */
  readonly write: (
    weights: readonly ArrayLike<number>[],
    first: number,
    into: number,
    over?: ArrayLike<number>,
  ) => void;
  /**
   * From the row `into` on the rows of the sums a step later than those of the rows from `from` on, in order, so that
   * each may be that of a row found just before.
   * @param entries of the step's propagator
   */
  readonly later: (count: number, from: number, entries: number, into: number) => void;
  /** How many of the states come before this one: the others are 0 and need not be summed. */
  readonly termsUpTo: (end: number) => number;
  /** The operations that sum rows over so many of their states, a cell each. */
  readonly sums: (rows: number, terms: number, into: number) => number[];
  /**
   * The operation that writes the sums as a list of times per individual, the lists `apart` bytes from each other.
   * @param terms up to MOST_TERMS
   */
  readonly course: (rows: number, terms: number, into: number, apart: number) => number[];
}

/** An operation for the kernel's `steps` on the states now. */
export interface Operation {
  readonly place: number;
  /** What is summed instead of the states. */
  readonly of?: number;
  readonly columns: number;
  readonly weights: number;
  readonly stride: number;
  readonly into: number;
  /** Where the sums go to the lists of values, which lie so many bytes from each other; else they go to cells. */
  readonly apart?: number;
}

/** Its numbers, in the order of OPERATION. */
export const operation = ({ place, of = 0, columns, weights, stride, into, apart }: Operation): number[] => [
  place,
  of,
  columns,
  weights,
  stride,
  into,
  apart === undefined ? 0 : 1,
  apart ?? 0,
];

/** @param isWeighted the states that have a weight in the sum now */
export function createBlockRows(
  kernel: Kernel,
  arena: Arena,
  pattern: Pattern,
  isWeighted: (state: number) => boolean,
): BlockRows {
  const states = statesBehind(pattern, isWeighted);
  const width = states.length;
  const bytes = width * CELL;
  const columns = arena.integers(states.map((state) => state * CELL));
  const laterTable = arena.integers(
    states.flatMap((column) => {
      const products = states.flatMap((row, index) => {
        const entry = pattern.place[row * pattern.size + column]!;
        return entry < 0 ? [] : [index * CELL, entry * CELL];
      });
      return [products.length / 2, ...products];
    }),
  );
  return {
    states,
    bytes,
    write: (weights, first, into, over) => {
      const memory = arena.doubles();
      for (let index = 0; index < width; index++) {
        const column = weights[states[index]!]!;
        for (let lane = 0; lane < LANES; lane++) {
          const weight = column[first + lane]!;
          memory[(into >>> 3) + index * LANES + lane] = over ? weight / over[first + lane]! : weight;
        }
      }
    },
    later: (count, from, entries, into) => {
      if (width > 0 && count > 0) kernel.combineEach(count, width, laterTable, from, entries, into);
    },
    termsUpTo: (end) => {
      let terms = width;
      while (terms > 0 && states[terms - 1]! >= end) terms--;
      return terms;
    },
    sums: (rows, terms, into) => {
      const operations: number[] = [];
      for (let done = 0; done === 0 || done < terms; done += MOST_TERMS) {
        operations.push(
          ...operation({
            place: (done === 0 ? PLACES.rows : PLACES.addRows)[Math.min(terms - done, MOST_TERMS)]!,
            columns: columns + 4 * done,
            weights: rows + CELL * done,
            stride: bytes,
            into,
          }),
        );
      }
      return operations;
    },
    course: (weights, terms, into, apart) =>
      operation({ place: PLACES.courses[terms]!, columns, weights, stride: bytes, into, apart }),
  };
}
