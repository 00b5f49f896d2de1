import {
  add,
  addInteger,
  type Code,
  get,
  increase,
  integer,
  load,
  loadInteger,
  multiply,
  repeat,
  set,
  when,
} from './assembler.ts';
import { at, each } from './cell.ts';

/** The locals that a sum of products works with. */
export interface ProductLocals {
  /** Where the table is read; left behind the last entry read. */
  readonly table: number;
  /** Start of the left and of the right factors. */
  readonly a: number;
  readonly b: number;
  /** Free integers: products left, address of the left and of the right factor. */
  readonly terms: number;
  readonly left: number;
  readonly right: number;
  /** First of four vectors: the sum. */
  readonly sums: number;
}

/**
 * One cell, the sum of products a[i] b[j], left in `sums`. The table holds the number of products (at least 1) and then
 * the byte offsets of i and j of each.
 */
export function sumOfProducts({ table, a, b, terms, left, right, sums }: ProductLocals): Code {
  const nextProduct = (make: (product: Code, v: number) => Code): Code => [
    ...get(a),
    ...get(table),
    ...loadInteger(0),
    ...addInteger,
    ...set(left),
    ...get(b),
    ...get(table),
    ...loadInteger(4),
    ...addInteger,
    ...set(right),
    ...increase(table, 8),
    ...each((v) => make([...get(left), ...load(at(v)), ...get(right), ...load(at(v)), ...multiply], v)),
  ];
  return [
    ...get(table),
    ...loadInteger(),
    ...integer(-1),
    ...addInteger,
    ...set(terms),
    ...increase(table, 4),
    ...nextProduct((product, v) => [...product, ...set(sums + v)]),
    ...get(terms),
    ...when(
      repeat(
        terms,
        nextProduct((product, v) => [...get(sums + v), ...product, ...add, ...set(sums + v)]),
      ),
    ),
  ];
}
