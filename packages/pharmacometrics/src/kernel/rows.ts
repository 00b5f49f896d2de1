import {
  add,
  addInteger,
  and,
  both,
  type Code,
  get,
  halve,
  increase,
  integer,
  load,
  loadInteger,
  multiply,
  pairUp,
  repeat,
  set,
  store,
  storeLane,
  type WasmFunction,
  when,
} from './assembler.ts';
import { CELL, VECTOR, VECTORS } from './cell.ts';

/**
 * Rows: sums of the same states of eight individuals, each row by its own weights. All functions take count (of rows, at
 * least one), x, columns (the byte offsets of the states in x), weights (of the first row), stride (bytes from row to
 * row), into and apart.
 */

/** States that a row weighs at once: as many as stay in the processor's registers beside a sum and a factor. */
export const MOST_TERMS = 12;

const [count, x, columns, weights, stride, into, apart] = [0, 1, 2, 3, 4, 5, 6] as const;
const PARAMETERS = 7;

const upTo = (terms: number) => Array.from({ length: terms }, (_, place) => place);

/** Loads the states of one vector into locals from `state` on. */
const loadStates = (terms: number, state: number): Code =>
  upTo(terms).flatMap((place) => [
    ...get(x),
    ...get(columns),
    ...loadInteger(4 * place),
    ...addInteger,
    ...load(),
    ...set(state + place),
  ]);

/** The sum of the row at `weight`, on the stack. */
const sumOf = (terms: number, state: number, weight: number): Code =>
  terms === 0
    ? both(0)
    : upTo(terms).flatMap((place) => [
        ...get(weight),
        ...load(place * CELL),
        ...get(state + place),
        ...multiply,
        ...(place > 0 ? add : []),
      ]);

const nextRow = (weight: number): Code => [...get(weight), ...get(stride), ...addInteger, ...set(weight)];

const forEachVector = (vectors: number, body: Code): Code => [
  ...integer(VECTORS),
  ...set(vectors),
  ...repeat(vectors, [...body, ...increase(x, VECTOR), ...increase(weights, VECTOR)]),
];

/**
 * rows<terms>: the sums, a cell each (apart is not used).
 * @param adds whether the sums are added to what the cells hold
 */
function rowsOf(terms: number, adds: boolean): WasmFunction {
  const [vectors, left, weight, to, state] = [7, 8, 9, 10, 11];
  return {
    name: `${adds ? 'addRows' : 'rows'}${terms}`,
    parameters: PARAMETERS,
    returns: false,
    integers: 4,
    vectors: terms,
    body: forEachVector(vectors!, [
      ...loadStates(terms, state!),
      ...get(count),
      ...set(left!),
      ...get(weights),
      ...set(weight!),
      ...get(into),
      ...set(to!),
      ...repeat(left!, [
        ...get(to!),
        ...sumOf(terms, state!, weight!),
        ...(adds ? [...get(to!), ...load(), ...add] : []),
        ...store(),
        ...nextRow(weight!),
        ...increase(to!, CELL),
      ]),
      ...increase(into, VECTOR),
    ]),
  };
}

/**
 * courses<terms>: the sums as a list of times for each of the eight individuals, the lists `apart` bytes from each other.
 */
function coursesOf(terms: number): WasmFunction {
  const [vectors, left, weight, first, second, state] = [7, 8, 9, 10, 11, 12];
  const [now, next] = [state! + terms, state! + terms + 1];
  const bothTimes = (lane: 0 | 1): Code => [...get(now), ...get(next), ...pairUp(lane)];
  return {
    name: `courses${terms}`,
    parameters: PARAMETERS,
    returns: false,
    integers: 5,
    vectors: terms + 2,
    body: forEachVector(vectors!, [
      ...loadStates(terms, state!),
      ...get(weights),
      ...set(weight!),
      ...get(into),
      ...set(first!),
      ...get(into),
      ...get(apart),
      ...addInteger,
      ...set(second!),
      ...get(second!),
      ...get(apart),
      ...addInteger,
      ...set(into),
      // Two times of two individuals are two vectors to store.
      ...get(count),
      ...halve,
      ...set(left!),
      ...get(left!),
      ...when(
        repeat(left!, [
          ...sumOf(terms, state!, weight!),
          ...set(now),
          ...nextRow(weight!),
          ...sumOf(terms, state!, weight!),
          ...set(next),
          ...nextRow(weight!),
          ...get(first!),
          ...bothTimes(0),
          ...store(),
          ...get(second!),
          ...bothTimes(1),
          ...store(),
          ...increase(first!, 16),
          ...increase(second!, 16),
        ]),
      ),
      ...get(count),
      ...integer(1),
      ...and,
      ...when([
        ...sumOf(terms, state!, weight!),
        ...set(now),
        ...[first!, second!].flatMap((to, lane) => [...get(to), ...get(now), ...storeLane(lane)]),
      ]),
    ]),
  };
}

const lengths = upTo(MOST_TERMS + 1);

/** By number of terms, up to the most. */
export const rows = lengths.map((terms) => rowsOf(terms, false));
export const addRows = lengths.map((terms) => rowsOf(terms, true));
export const courses = lengths.map(coursesOf);
