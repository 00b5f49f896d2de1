import {
  add,
  addInteger,
  allTrue,
  and,
  both,
  get,
  increase,
  integer,
  lessOrEqual,
  load,
  loadSplat,
  multiply,
  repeat,
  set,
  store,
  type WasmFunction,
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
 * addTerm(count, term, sum, factor): term *= the double at `factor`, sum += term, for `count` cells.
 * Returns 1 when no term counts any more against its sum.
 */
export const addTerm: WasmFunction = (() => {
  const [count, term, sum, factor, settled, product, total] = [0, 1, 2, 3, 4, 5, 6];
  return {
    name: 'addTerm',
    parameters: 4,
    returns: true,
    integers: 1,
    vectors: 2,
    body: [
      ...integer(1),
      ...set(settled!),
      ...repeat(count!, [
        ...each((v) => [
          ...get(term!),
          ...load(at(v)),
          ...get(factor!),
          ...loadSplat(),
          ...multiply,
          ...set(product!),
          ...get(sum!),
          ...load(at(v)),
          ...get(product!),
          ...add,
          ...set(total!),
          ...get(term!),
          ...get(product!),
          ...store(at(v)),
          ...get(sum!),
          ...get(total!),
          ...store(at(v)),
          ...get(product!),
          ...get(total!),
          ...both(1e-18),
          ...multiply,
          ...lessOrEqual,
          ...allTrue,
          ...get(settled!),
          ...and,
          ...set(settled!),
        ]),
        ...increase(term!, CELL),
        ...increase(sum!, CELL),
      ]),
      ...get(settled!),
    ],
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
