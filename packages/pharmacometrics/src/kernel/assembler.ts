/**
 * A small assembler for WebAssembly: what the vectorised kernel needs and no more. Instructions are lists of bytes and are
 * put together by spreading. (WebAssembly Core Specification 2.0, chapter 5, and its vector instructions.)
 */
export type Code = readonly number[];

export interface WasmFunction {
  readonly name: string;
  /** How many parameters, all i32; they are the first locals. */
  readonly parameters: number;
  /** Whether it returns an i32. */
  readonly returns: boolean;
  /** Further locals: i32 first, then v128. */
  readonly integers: number;
  readonly vectors: number;
  readonly body: Code;
}

const I32 = 0x7f;
const V128 = 0x7b;
const EMPTY = 0x40;

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const last = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(last ? low : low | 0x80);
    if (last) return bytes;
  }
}

const vector = (...opcode: number[]) => [0xfd, ...opcode];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const integer = (value: number): Code => [0x41, ...signed(value)];
export const addInteger: Code = [0x6a];
export const multiplyInteger: Code = [0x6c];
/** The first of three integers on the stack if the last is not 0, else the second. */
export const choose: Code = [0x1b];
export const isLess: Code = [0x48];
export const isZero: Code = [0x45];
export const and: Code = [0x71];
/** Half of a number that is not negative, rounded down. */
export const halve: Code = [...integer(1), 0x76];
export const loadInteger = (offset = 0): Code => [0x28, 2, ...unsigned(offset)];
export const load = (offset = 0): Code => [...vector(0x00), 3, ...unsigned(offset)];
/** Both lanes from one double. */
export const loadSplat = (offset = 0): Code => [...vector(0x0a), 3, ...unsigned(offset)];
export const store = (offset = 0): Code => [...vector(0x0b), 3, ...unsigned(offset)];
/** One lane of the vector on the stack as a double. */
export const storeLane = (lane: number, offset = 0): Code => [...vector(0x5b), 3, ...unsigned(offset), lane];
/** One lane of each of the two vectors on the stack. */
export const pairUp = (lane: 0 | 1): Code =>
  vector(0x0d, ...[0, 16].flatMap((from) => Array.from({ length: 8 }, (_, byte) => from + 8 * lane + byte)));
export const both = (value: number): Code => {
  const bytes = new Uint8Array(Float64Array.of(value, value).buffer);
  return [...vector(0x0c), ...bytes];
};
export const isBelow: Code = vector(0x49);
export const lessOrEqual: Code = vector(0x4b);
export const bitAnd: Code = vector(0x4e);
export const bitOr: Code = vector(0x50);
/** Of the first vector on the stack where the third is all ones, of the second where it is 0. */
export const pick: Code = vector(0x52);
export const allTrue: Code = vector(0xc3, 1);
export const absolute: Code = vector(0xec, 1);
export const squareRoot: Code = vector(0xef, 1);
export const add: Code = vector(0xf0, 1);
export const subtract: Code = vector(0xf1, 1);
export const multiply: Code = vector(0xf2, 1);
export const divide: Code = vector(0xf3, 1);
/**
 * Calls the function whose place in the module is on the stack, after its arguments.
 * @param like the place of a function with the same parameters and return
 */
export const callPlace = (like: number): Code => [0x11, ...unsigned(like), 0];
export const call = (place: number): Code => [0x10, ...unsigned(place)];
export const giveBack: Code = [0x0f];

/** local += value */
export const increase = (local: number, value: number): Code => [
  ...get(local),
  ...integer(value),
  ...addInteger,
  ...set(local),
];

/** Repeats the body until `counter` has fallen to 0; at least once. */
export const repeat = (counter: number, body: Code): Code => [
  ...[0x03, EMPTY],
  ...body,
  ...get(counter),
  ...integer(-1),
  ...addInteger,
  ...[0x22, ...unsigned(counter)],
  ...[0x0d, 0],
  0x0b,
];

/** Runs the body when the integer on the stack is not 0. */
export const when = (body: Code): Code => [0x04, EMPTY, ...body, 0x0b];

const section = (id: number, bytes: Code): number[] => [id, ...unsigned(bytes.length), ...bytes];
const list = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const text = (value: string): number[] => list([...value].map((letter) => [letter.charCodeAt(0)]));

/** A module of these functions, all exported by name and callable by place, on the memory imported as `host.memory`. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, returns }) => [
    0x60,
    ...list(Array.from({ length: parameters }, () => [I32])),
    ...list(returns ? [[I32]] : []),
  ]);
  const bodies = functions.map(({ integers, vectors, body }) => {
    const bytes = [
      ...list([
        [...unsigned(integers), I32],
        [...unsigned(vectors), V128],
      ]),
      ...body,
      0x0b,
    ];
    return [...unsigned(bytes.length), ...bytes];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list(types)),
    ...section(2, list([[...text('host'), ...text('memory'), 0x02, 0x00, ...unsigned(1)]])),
    ...section(3, list(functions.map((_, index) => unsigned(index)))),
    ...section(4, list([[0x70, 0x00, ...unsigned(functions.length)]])),
    ...section(7, list(functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]))),
    ...section(9, list([[0x00, ...integer(0), 0x0b, ...list(functions.map((_, index) => unsigned(index)))]])),
    ...section(10, list(bodies)),
  ]);
}
