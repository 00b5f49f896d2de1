import {
  add,
  addInteger,
  allTrue,
  and,
  bitAnd,
  both,
  type Code,
  call,
  get,
  giveBack,
  increase,
  integer,
  isBelow,
  isLess,
  lessOrEqual,
  load,
  loadInteger,
  loadSplat,
  multiply,
  multiplyInteger,
  pick,
  repeat,
  set,
  store,
  subtract,
  type WasmFunction,
  when,
} from './assembler.ts';
import { at, CELL, each } from './cell.ts';
import { sumOfProducts } from './sum-of-products.ts';

/**
 * combine(count, table, a, b, into): `count` cells, each the sum of products a[i] b[j]. The table holds, per cell, the
 * number of products (at least 1) and then the byte offsets of i and j of each.
 */
export const combine: WasmFunction = (() => {
  const [count, table, a, b, into, terms, left, right, sums] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  return {
    name: 'combine',
    parameters: 5,
    returns: false,
    integers: 3,
    vectors: 4,
    body: repeat(count!, [
      ...sumOfProducts({
        table: table!,
        a: a!,
        b: b!,
        terms: terms!,
        left: left!,
        right: right!,
        sums: sums!,
      }),
      ...each((v) => [...get(into!), ...get(sums! + v), ...store(at(v))]),
      ...increase(into!, CELL),
    ]),
  };
})();

/**
 * combineEach(times, count, table, a, b, into): `combine` so many times, a and into each time moved on by `count` cells.
 * @param place of `combine`
 */
export function createCombineEach(place: number): WasmFunction {
  const [times, count, table, a, b, into] = [0, 1, 2, 3, 4, 5] as const;
  const moveOn = (address: number): Code => [
    ...get(address),
    ...get(count),
    ...integer(CELL),
    ...multiplyInteger,
    ...addInteger,
    ...set(address),
  ];
  return {
    name: 'combineEach',
    parameters: 6,
    returns: false,
    integers: 0,
    vectors: 0,
    body: repeat(times, [
      ...[count, table, a, b, into].flatMap(get),
      ...call(place),
      ...moveOn(a),
      ...moveOn(into),
    ]),
  };
}

/**
 * series(count, table, factor, term, next, sum, divisors, least, most): up to `most` further terms of a series, each the
 * products of `factor` and the term before as in `combine`, times the next double at `divisors`, and added to `sum`.
 * It ends earlier, but not before `least` terms, when none counts any more against its sum. `term` and `next` take turns.
 */
export const series: WasmFunction = (() => {
  const [count, table, factor, term, next, sum, divisors, least, most] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [entries, row, into, total, terms, left, right] = [9, 10, 11, 12, 13, 14, 15];
  const [sums, divisor, product, added, settled] = [16, 20, 21, 22, 23];
  return {
    name: 'series',
    parameters: 9,
    returns: false,
    integers: 7,
    vectors: 8,
    body: repeat(most!, [
      ...get(count!),
      ...set(entries!),
      ...get(table!),
      ...set(row!),
      ...get(next!),
      ...set(into!),
      ...get(sum!),
      ...set(total!),
      ...get(divisors!),
      ...loadSplat(),
      ...set(divisor!),
      // All ones.
      ...get(divisor!),
      ...get(divisor!),
      ...lessOrEqual,
      ...set(settled!),
      ...repeat(entries!, [
        ...sumOfProducts({
          table: row!,
          a: factor!,
          b: term!,
          terms: terms!,
          left: left!,
          right: right!,
          sums: sums!,
        }),
        ...each((v) => [
          ...get(sums! + v),
          ...get(divisor!),
          ...multiply,
          ...set(product!),
          ...get(into!),
          ...get(product!),
          ...store(at(v)),
          ...get(total!),
          ...load(at(v)),
          ...get(product!),
          ...add,
          ...set(added!),
          ...get(total!),
          ...get(added!),
          ...store(at(v)),
          ...get(product!),
          ...get(added!),
          ...both(1e-18),
          ...multiply,
          ...lessOrEqual,
          ...get(settled!),
          ...bitAnd,
          ...set(settled!),
        ]),
        ...increase(into!, CELL),
        ...increase(total!, CELL),
      ]),
      ...get(term!),
      ...get(next!),
      ...set(term!),
      ...set(next!),
      ...increase(divisors!, 8),
      ...increase(least!, -1),
      ...get(least!),
      ...integer(1),
      ...isLess,
      ...get(settled!),
      ...allTrue,
      ...and,
      ...when(giveBack),
    ]),
  };
})();

/** mix(count, terms, cells, factors, into): `count` cells, each the sum over `terms` rows of factor times its cell in the row. */
export const mix: WasmFunction = (() => {
  const [count, terms, cells, factors, into, stride, left, cell, factor, sums, weight] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13,
  ];
  return {
    name: 'mix',
    parameters: 6,
    returns: false,
    integers: 3,
    vectors: 5,
    body: repeat(count!, [
      ...each((v) => [...both(0), ...set(sums! + v)]),
      ...get(terms!),
      ...set(left!),
      ...get(cells!),
      ...set(cell!),
      ...get(factors!),
      ...set(factor!),
      ...repeat(left!, [
        ...get(factor!),
        ...loadSplat(),
        ...set(weight!),
        ...each((v) => [
          ...get(sums! + v),
          ...get(weight!),
          ...get(cell!),
          ...load(at(v)),
          ...multiply,
          ...add,
          ...set(sums! + v),
        ]),
        ...get(cell!),
        ...get(stride!),
        ...addInteger,
        ...set(cell!),
        ...increase(factor!, 8),
      ]),
      ...each((v) => [...get(into!), ...get(sums! + v), ...store(at(v))]),
      ...increase(into!, CELL),
      ...increase(cells!, CELL),
    ]),
  };
})();

/**
 * keepMass(count, table, entries): for `count` entries of a propagator, what stays: 1 less the sum of what has gone
 * elsewhere, where that is less than half; else they are left as they are. The table holds, per entry, the number of those
 * that it is found from (at least 1), its byte offset and theirs.
 */
export const keepMass: WasmFunction = (() => {
  const [count, table, entries, terms, stays, from, sums] = [0, 1, 2, 3, 4, 5, 6];
  const nextOffset = (into: number): Code => [
    ...get(entries!),
    ...get(table!),
    ...loadInteger(),
    ...addInteger,
    ...set(into),
    ...increase(table!, 4),
  ];
  return {
    name: 'keepMass',
    parameters: 3,
    returns: false,
    integers: 3,
    vectors: 4,
    body: repeat(count!, [
      ...each((v) => [...both(0), ...set(sums! + v)]),
      ...get(table!),
      ...loadInteger(),
      ...set(terms!),
      ...increase(table!, 4),
      ...nextOffset(stays!),
      ...repeat(terms!, [
        ...nextOffset(from!),
        ...each((v) => [...get(sums! + v), ...get(from!), ...load(at(v)), ...add, ...set(sums! + v)]),
      ]),
      ...each((v) => [
        ...get(stays!),
        ...both(1),
        ...get(sums! + v),
        ...subtract,
        ...get(stays!),
        ...load(at(v)),
        ...get(sums! + v),
        ...both(0.5),
        ...isBelow,
        ...pick,
        ...store(at(v)),
      ]),
    ]),
  };
})();
