import { RULES } from '../solve/slow-state.ts';
import {
  absolute,
  add,
  addInteger,
  allTrue,
  and,
  assemble,
  bitAnd,
  bitOr,
  both,
  type Code,
  call,
  divide,
  equal,
  get,
  giveBack,
  increase,
  integer,
  isZero,
  lessOrEqual,
  load,
  loadInteger,
  loadSplat,
  multiply,
  repeat,
  set,
  store,
  storeLane,
  type WasmFunction,
  when,
} from './assembler.ts';

/**
 * The inner loops over eight individuals at once, as WebAssembly with vectors of two doubles. Everything is driven by
 * tables, so that this one module serves every model. A cell is one number of eight individuals: 64 bytes.
 */
export const LANES = 8;
export const CELL = 8 * LANES;

/** Vectors per cell, and their places in it. */
const VECTORS = [0, 1, 2, 3];
const at = (vector: number) => 16 * vector;

const each = (make: (vector: number) => Code): Code => VECTORS.flatMap(make);

/**
 * combine(count, table, a, b, into): `count` cells, each the sum of products a[i] b[j]. The table holds, per cell, the
 * number of products (at least 1) and then the byte offsets of i and j of each.
 */
const combine: WasmFunction = (() => {
  const [count, table, a, b, into, terms, left, right, sums] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  return {
    name: 'combine',
    parameters: 5,
    returns: false,
    integers: 3,
    vectors: 4,
    body: repeat(count!, [
      ...each((v) => [...both(0), ...set(sums! + v)]),
      ...get(table!),
      ...loadInteger(),
      ...set(terms!),
      ...increase(table!, 4),
      ...repeat(terms!, [
        ...get(a!),
        ...get(table!),
        ...loadInteger(0),
        ...addInteger,
        ...set(left!),
        ...get(b!),
        ...get(table!),
        ...loadInteger(4),
        ...addInteger,
        ...set(right!),
        ...increase(table!, 8),
        ...each((v) => [
          ...get(sums! + v),
          ...get(left!),
          ...load(at(v)),
          ...get(right!),
          ...load(at(v)),
          ...multiply,
          ...add,
          ...set(sums! + v),
        ]),
      ]),
      ...each((v) => [...get(into!), ...get(sums! + v), ...store(at(v))]),
      ...increase(into!, CELL),
    ]),
  };
})();

/**
 * addTerm(count, term, sum, factor): term *= the double at `factor`, sum += term, for `count` cells.
 * Returns 1 when no term counts any more against its sum.
 */
const addTerm: WasmFunction = (() => {
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
const mix: WasmFunction = (() => {
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

/** Where `slowStep` finds what it needs, as byte offsets from the address given to it. */
export const SLOW = {
  nodes: 0,
  width: 4,
  columns: 8,
  rows: 12,
  fading: 16,
  coefficients: 20,
  faded: 24,
  reach: 28,
  rule: 32,
  value: 36,
  tolerance: 40,
  bytes: 48,
} as const;

/**
 * slowStep(x, y, slow): the slow state at the end of a step from the states x, written to its cell of y. Returns 1
 * when the estimate trusts it for all eight. The same arithmetic as `slow-state.ts`, where it is explained.
 */
const slowStep: WasmFunction = (() => {
  const [x, y, slow, node, column, row, fading, coefficient, entry, trusted] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const [c, average, highest, second, work, gained, result, within] = [10, 12, 14, 16, 18, 19, 20, 21];
  const field = (name: keyof typeof SLOW): Code => [...get(slow!), ...loadInteger(SLOW[name])];
  const power = (value: number, times: number): Code => [
    ...get(value),
    ...Array.from({ length: times - 1 }, () => [...get(value), ...multiply]).flat(),
  ];
  /** |last| ^ p gained <= tolerance result average ^ p */
  const isSmall = (last: number, mean: number, times: number): Code => [
    ...get(last),
    ...absolute,
    ...set(work!),
    ...power(work!, times),
    ...get(gained!),
    ...multiply,
    ...get(slow!),
    ...loadSplat(SLOW.tolerance),
    ...get(result!),
    ...multiply,
    ...power(mean, times),
    ...multiply,
    ...lessOrEqual,
  ];
  const half = (first: number): Code => {
    const pair = [0, 1];
    const place = (v: number) => at(first + v);
    return [
      ...pair.flatMap((v) => [average!, highest!, second!].flatMap((sum) => [...both(0), ...set(sum + v)])),
      ...field('nodes'),
      ...set(node!),
      ...field('rows'),
      ...set(row!),
      ...field('fading'),
      ...set(fading!),
      ...field('coefficients'),
      ...set(coefficient!),
      ...repeat(node!, [
        ...pair.flatMap((v) => [...both(0), ...set(c! + v)]),
        ...field('columns'),
        ...set(entry!),
        ...field('width'),
        ...set(column!),
        ...repeat(column!, [
          ...pair.flatMap((v) => [
            ...get(c! + v),
            ...get(row!),
            ...load(place(v)),
            ...get(x!),
            ...get(entry!),
            ...loadInteger(),
            ...addInteger,
            ...load(place(v)),
            ...multiply,
            ...add,
            ...set(c! + v),
          ]),
          ...increase(row!, CELL),
          ...increase(entry!, 4),
        ]),
        ...pair.flatMap((v) => [
          ...get(fading!),
          ...load(place(v)),
          ...get(c! + v),
          ...multiply,
          ...both(1),
          ...get(c! + v),
          ...add,
          ...divide,
          ...set(c! + v),
          ...[average!, highest!, second!].flatMap((sum, order) => [
            ...get(sum + v),
            ...get(coefficient!),
            ...loadSplat(8 * order),
            ...get(c! + v),
            ...multiply,
            ...add,
            ...set(sum + v),
          ]),
        ]),
        ...increase(fading!, CELL),
        ...increase(coefficient!, 24),
      ]),
      ...pair.flatMap((v) => [
        ...field('reach'),
        ...load(place(v)),
        ...get(average! + v),
        ...multiply,
        ...set(gained!),
        ...get(x!),
        ...field('value'),
        ...addInteger,
        ...load(place(v)),
        ...field('faded'),
        ...load(place(v)),
        ...multiply,
        ...get(gained!),
        ...add,
        ...set(result!),
        ...get(y!),
        ...field('value'),
        ...addInteger,
        ...get(result!),
        ...store(place(v)),
        // What is gained counts for nothing, or both coefficients are small enough for this rule.
        ...get(gained!),
        ...get(slow!),
        ...loadSplat(SLOW.tolerance),
        ...get(result!),
        ...multiply,
        ...lessOrEqual,
        ...set(within!),
        ...RULES.flatMap(({ powers: [last, lastButOne] }, rule) => [
          ...field('rule'),
          ...integer(rule),
          ...equal,
          ...when([
            ...get(within!),
            ...isSmall(highest! + v, average! + v, last!),
            ...isSmall(second! + v, average! + v, lastButOne!),
            ...bitAnd,
            ...bitOr,
            ...set(within!),
          ]),
        ]),
        ...get(within!),
        ...allTrue,
        ...get(trusted!),
        ...and,
        ...set(trusted!),
      ]),
    ];
  };
  return {
    name: 'slowStep',
    parameters: 3,
    returns: true,
    integers: 7,
    vectors: 12,
    body: [...integer(1), ...set(trusted!), ...half(0), ...half(2), ...get(trusted!)],
  };
})();

/** Where `emit` finds what it needs, as byte offsets from the address given to it. */
export const EMIT = {
  outputs: 0,
  table: 4,
  weights: 8,
  laneStride: 12,
  outputStride: 16,
  bytes: 24,
} as const;

/**
 * emit(x, plan, into): the outputs from the states x, each to its place for each of the eight individuals. The table
 * holds, per output, the number of its states and then the byte offsets of the weight and of the state of each.
 */
const emit: WasmFunction = (() => {
  const [x, plan, into, outputs, table, weights, terms, weight, state, to, sums] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ];
  const field = (name: keyof typeof EMIT): Code => [...get(plan!), ...loadInteger(EMIT[name])];
  return {
    name: 'emit',
    parameters: 3,
    returns: false,
    integers: 7,
    vectors: 4,
    body: [
      ...field('outputs'),
      ...set(outputs!),
      ...field('table'),
      ...set(table!),
      ...field('weights'),
      ...set(weights!),
      ...repeat(outputs!, [
        ...each((v) => [...both(0), ...set(sums! + v)]),
        ...get(table!),
        ...loadInteger(),
        ...set(terms!),
        ...increase(table!, 4),
        ...repeat(terms!, [
          ...get(weights!),
          ...get(table!),
          ...loadInteger(0),
          ...addInteger,
          ...set(weight!),
          ...get(x!),
          ...get(table!),
          ...loadInteger(4),
          ...addInteger,
          ...set(state!),
          ...increase(table!, 8),
          ...each((v) => [
            ...get(sums! + v),
            ...get(weight!),
            ...load(at(v)),
            ...get(state!),
            ...load(at(v)),
            ...multiply,
            ...add,
            ...set(sums! + v),
          ]),
        ]),
        ...get(into!),
        ...set(to!),
        ...each((v) =>
          [0, 1].flatMap((lane) => [
            ...get(to!),
            ...get(sums! + v),
            ...storeLane(lane),
            ...get(to!),
            ...field('laneStride'),
            ...addInteger,
            ...set(to!),
          ]),
        ),
        ...get(into!),
        ...field('outputStride'),
        ...addInteger,
        ...set(into!),
      ]),
    ],
  };
})();

/** Where `steps` finds what it needs, as byte offsets from the address given to it. */
export const STEPS = { rows: 0, table: 4, slow: 8, emit: 12, bytes: 16 } as const;

/**
 * steps(count, x, y, entries, plan, into): up to `count` steps by the propagator at `entries`, from the states x, with the
 * outputs (where `emit` is not 0) after each. The states change places at every step. Returns how many steps were taken:
 * fewer when the slow state needs another rule.
 */
const steps: WasmFunction = (() => {
  const [count, x, y, entries, plan, into, taken, swap] = [0, 1, 2, 3, 4, 5, 6, 7];
  const field = (name: keyof typeof STEPS): Code => [...get(plan!), ...loadInteger(STEPS[name])];
  return {
    name: 'steps',
    parameters: 6,
    returns: true,
    integers: 2,
    vectors: 0,
    body: [
      ...integer(0),
      ...set(taken!),
      ...repeat(count!, [
        ...field('slow'),
        ...when([
          ...get(x!),
          ...get(y!),
          ...field('slow'),
          ...call(3),
          ...isZero,
          ...when([...get(taken!), ...giveBack]),
        ]),
        ...field('rows'),
        ...field('table'),
        ...get(entries!),
        ...get(x!),
        ...get(y!),
        ...call(0),
        ...get(x!),
        ...set(swap!),
        ...get(y!),
        ...set(x!),
        ...get(swap!),
        ...set(y!),
        ...increase(taken!, 1),
        ...field('emit'),
        ...when([...get(x!), ...field('emit'), ...get(into!), ...call(4), ...increase(into!, 8)]),
      ]),
      ...get(taken!),
    ],
  };
})();

const functions = [combine, addTerm, mix, slowStep, emit, steps];

/** The kernel's functions, as described at each; addresses are byte offsets in its memory. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly combine: (count: number, table: number, a: number, b: number, into: number) => void;
  readonly addTerm: (count: number, term: number, sum: number, factor: number) => number;
  readonly mix: (
    count: number,
    terms: number,
    cells: number,
    factors: number,
    into: number,
    stride: number,
  ) => void;
  readonly slowStep: (x: number, y: number, slow: number) => number;
  readonly emit: (x: number, plan: number, into: number) => void;
  readonly steps: (
    count: number,
    x: number,
    y: number,
    entries: number,
    plan: number,
    into: number,
  ) => number;
}

/** A kernel with a memory of its own; undefined where WebAssembly or its vectors are missing or not allowed. */
export function createKernel(): Kernel | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble(functions)), {
      host: { memory },
    });
    return { ...(exports as unknown as Omit<Kernel, 'memory'>), memory };
  } catch (problem) {
    // A content security policy without wasm-unsafe-eval raises a CompileError too.
    if (problem instanceof WebAssembly.CompileError || problem instanceof RangeError) return undefined;
    throw problem;
  }
}
