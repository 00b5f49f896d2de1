import {
  absolute,
  add,
  addInteger,
  allTrue,
  bitAnd,
  bitOr,
  both,
  type Code,
  divide,
  get,
  increase,
  lessOrEqual,
  load,
  loadInteger,
  multiply,
  repeat,
  set,
  squareRoot,
  store,
  subtract,
  type WasmFunction,
} from './assembler.ts';
import { at, each } from './cell.ts';

/**
 * An entry off the diagonal no larger than this part of the geometric mean of its two diagonal ones is gone after one
 * more rotation.
 */
const SETTLED = 1e-12;

/** Keeps 0 / 0 from arising where there is nothing to turn. */
const NOTHING = 1e-300;

/**
 * rotate(count, table, cells): a sweep of Jacobi rotations over symmetric matrices of eight individuals, which makes
 * them diagonal step by step. (Golub and Van Loan, Matrix Computations, 4th ed., section 8.5.) The table holds, per
 * rotation, the byte offsets of the entries pp, qq and pq, then the number of pairs of cells that turn with them (at
 * least 1) and their offsets. Returns whether every entry pq was next to nothing before its rotation.
 */
export const rotate: WasmFunction = (() => {
  const [count, table, cells, pairs, pp, qq, pq] = [0, 1, 2, 3, 4, 5, 6];
  const [settled, difference, twice, tangent] = [7, 8, 9, 10];
  const [cosine, sine] = [11, 15];
  const [left, right] = [difference, twice];
  const nextAddress = (into: number): Code => [
    ...get(cells!),
    ...get(table!),
    ...loadInteger(),
    ...addInteger,
    ...set(into),
    ...increase(table!, 4),
  ];
  const entry = (address: number | undefined, v: number): Code => [...get(address!), ...load(at(v))];
  const turn: Code = each((v) => [
    // tan = 2 pq / (d + sign(d) sqrt(d^2 + 4 pq^2)), d = qq - pp: the smaller of the two angles.
    ...entry(qq, v),
    ...entry(pp, v),
    ...subtract,
    ...set(difference!),
    ...entry(pq, v),
    ...entry(pq, v),
    ...add,
    ...set(twice!),
    ...get(twice!),
    ...get(difference!),
    ...get(difference!),
    ...get(difference!),
    ...multiply,
    ...get(twice!),
    ...get(twice!),
    ...multiply,
    ...add,
    ...squareRoot,
    ...both(NOTHING),
    ...add,
    ...get(difference!),
    ...both(-0),
    ...bitAnd,
    ...bitOr,
    ...add,
    ...divide,
    ...set(tangent!),
    ...both(1),
    ...get(tangent!),
    ...get(tangent!),
    ...multiply,
    ...both(1),
    ...add,
    ...squareRoot,
    ...divide,
    ...set(cosine! + v),
    ...get(tangent!),
    ...get(cosine! + v),
    ...multiply,
    ...set(sine! + v),
    ...entry(pq, v),
    ...entry(pq, v),
    ...multiply,
    ...entry(pp, v),
    ...entry(qq, v),
    ...multiply,
    ...absolute,
    ...both(SETTLED ** 2),
    ...multiply,
    ...lessOrEqual,
    ...get(settled!),
    ...bitAnd,
    ...set(settled!),
    ...get(tangent!),
    ...entry(pq, v),
    ...multiply,
    ...set(tangent!),
    ...get(pp!),
    ...entry(pp, v),
    ...get(tangent!),
    ...subtract,
    ...store(at(v)),
    ...get(qq!),
    ...entry(qq, v),
    ...get(tangent!),
    ...add,
    ...store(at(v)),
    ...get(pq!),
    ...both(0),
    ...store(at(v)),
  ]);
  const mixed = (first: number, second: number, v: number): Code => [
    ...get(left!),
    ...get(first + v),
    ...multiply,
    ...get(right!),
    ...get(second + v),
    ...multiply,
  ];
  return {
    name: 'rotate',
    parameters: 3,
    returns: true,
    integers: 4,
    vectors: 12,
    body: [
      ...both(0),
      ...both(0),
      ...lessOrEqual,
      ...set(settled!),
      ...repeat(count!, [
        ...[pp!, qq!, pq!].flatMap(nextAddress),
        ...turn,
        ...get(table!),
        ...loadInteger(),
        ...set(pairs!),
        ...increase(table!, 4),
        ...repeat(pairs!, [
          ...[pp!, qq!].flatMap(nextAddress),
          ...each((v) => [
            ...entry(pp, v),
            ...set(left!),
            ...entry(qq, v),
            ...set(right!),
            ...get(pp!),
            ...mixed(cosine!, sine!, v),
            ...subtract,
            ...store(at(v)),
            ...get(qq!),
            ...mixed(sine!, cosine!, v),
            ...add,
            ...store(at(v)),
          ]),
        ]),
      ]),
      ...get(settled!),
      ...allTrue,
    ],
  };
})();
