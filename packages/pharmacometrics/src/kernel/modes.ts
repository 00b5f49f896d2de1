import {
  add,
  addInteger,
  type Code,
  get,
  increase,
  integer,
  load,
  loadSplat,
  multiply,
  multiplyInteger,
  repeat,
  set,
  store,
  type WasmFunction,
} from './assembler.ts';
import { LANES, VECTOR } from './cell.ts';

/** Modes of one course at most: as many as stay in the processor's registers with their factors. */
export const MOST_MODES = 5;

/** Times that are computed together: two vectors of two. */
export const TIMES = 4;
const PAIRS = TIMES / 2;

/** What `modes` is told of each individual, as byte offsets; the individuals stand one after the other. */
export const MODES = {
  /** The value of a mode at the next time and at the one after. */
  value: (mode: number) => mode * 32,
  /** What fades it in two steps, and in four. */
  twice: (mode: number) => mode * 32 + 16,
  fourTimes: (mode: number) => mode * 32 + 24,
  /** What is added to the sum of the modes. */
  constant: (modes: number) => modes * 32,
  bytes: (modes: number) => modes * 32 + 8,
};

/**
 * modes<number>(turns, count, table, into, apart): for each of eight individuals the sums of its exponentials at equally
 * spaced times, as lists that lie `apart` bytes from each other. The individuals take turns of `count` groups of four, so
 * that no memory waits long for the next list; the values in the table move on.
 */
function modesOf(terms: number): WasmFunction {
  const [turns, count, table, into, apart, lanes, left, lane, list, to] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const values = 10;
  const factors = values + terms * PAIRS;
  const constant = factors + terms;
  const upTo = (most: number) => Array.from({ length: most }, (_, place) => place);
  const eachMode = (make: (mode: number, value: number, later: number, factor: number) => Code): Code =>
    upTo(terms).flatMap((mode) =>
      make(mode, values + mode * PAIRS, values + mode * PAIRS + 1, factors + mode),
    );
  const sumOf = (pair: number): Code => [
    ...get(constant),
    ...upTo(terms).flatMap((mode) => [...get(values + mode * PAIRS + pair), ...add]),
  ];
  const individual: Code = [
    ...eachMode((mode, value, later, factor) => [
      ...get(lane!),
      ...load(MODES.value(mode)),
      ...set(value),
      ...get(lane!),
      ...loadSplat(MODES.twice(mode)),
      ...get(value),
      ...multiply,
      ...set(later),
      ...get(lane!),
      ...loadSplat(MODES.fourTimes(mode)),
      ...set(factor),
    ]),
    ...get(lane!),
    ...loadSplat(MODES.constant(terms)),
    ...set(constant),
    ...get(list!),
    ...set(to!),
    ...get(count!),
    ...set(left!),
    ...repeat(left!, [
      ...upTo(PAIRS).flatMap((pair) => [...get(to!), ...sumOf(pair), ...store(pair * VECTOR)]),
      ...eachMode((_, value, later, factor) =>
        [value, later].flatMap((each) => [...get(each), ...get(factor), ...multiply, ...set(each)]),
      ),
      ...increase(to!, TIMES * 8),
    ]),
    ...eachMode((mode, value) => [...get(lane!), ...get(value), ...store(MODES.value(mode))]),
  ];
  return {
    name: `modes${terms}`,
    parameters: 5,
    returns: false,
    integers: 5,
    vectors: terms * PAIRS + terms + 1,
    body: repeat(turns!, [
      ...integer(LANES),
      ...set(lanes!),
      ...get(table!),
      ...set(lane!),
      ...get(into!),
      ...set(list!),
      ...repeat(lanes!, [
        ...individual,
        ...increase(lane!, MODES.bytes(terms)),
        ...get(list!),
        ...get(apart!),
        ...addInteger,
        ...set(list!),
      ]),
      ...get(into!),
      ...get(count!),
      ...integer(TIMES * 8),
      ...multiplyInteger,
      ...addInteger,
      ...set(into!),
    ]),
  };
}

/** By number of modes, from one on. */
export const modes = Array.from({ length: MOST_MODES }, (_, index) => modesOf(index + 1));
