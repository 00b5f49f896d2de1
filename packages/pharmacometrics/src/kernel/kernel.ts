import { assemble, type WasmFunction } from './assembler.ts';
import { modes } from './modes.ts';
import { rotate } from './rotations.ts';
import { addRows, courses, rows } from './rows.ts';
import { slowSteps } from './slow-steps.ts';
import { createSteps } from './steps.ts';
import { combine, createCombineEach, keepMass, mix, series } from './sums.ts';

const called = [combine, series, mix, keepMass, ...rows, ...addRows, ...courses, ...slowSteps];
const placesOf = (functions: readonly WasmFunction[]) => functions.map((each) => called.indexOf(each));

/** The places in the module of functions that `steps` is told to call, by number of terms or by rule. */
export const PLACES = {
  rows: placesOf(rows),
  addRows: placesOf(addRows),
  courses: placesOf(courses),
  slowSteps: placesOf(slowSteps),
};

const functions = [
  ...called,
  createCombineEach(called.indexOf(combine)),
  createSteps({
    combine: called.indexOf(combine),
    rows: PLACES.rows[0]!,
    slowSteps: PLACES.slowSteps[0]!,
  }),
  rotate,
  ...modes,
];

/**
 * The inner loops over eight individuals at once, as WebAssembly with vectors of two doubles. Everything is driven by
 * tables, so that this one module serves every model. Each function is described where it is assembled; addresses are
 * byte offsets in the kernel's memory.
 */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly combine: (count: number, table: number, a: number, b: number, into: number) => void;
  readonly combineEach: (
    times: number,
    count: number,
    table: number,
    a: number,
    b: number,
    into: number,
  ) => void;
  readonly series: (
    count: number,
    table: number,
    factor: number,
    term: number,
    next: number,
    sum: number,
    divisors: number,
    least: number,
    most: number,
  ) => void;
  readonly mix: (
    count: number,
    terms: number,
    cells: number,
    factors: number,
    into: number,
    stride: number,
  ) => void;
  readonly keepMass: (count: number, table: number, entries: number) => void;
  readonly rotate: (count: number, table: number, cells: number) => number;
  /** By number of modes less one. */
  readonly modes: readonly ((
    turns: number,
    count: number,
    table: number,
    into: number,
    apart: number,
  ) => void)[];
  readonly steps: (
    batches: number,
    count: number,
    x: number,
    y: number,
    plan: number,
    entries: number,
    into: number,
  ) => number;
}

/** A kernel with a memory of its own; undefined where WebAssembly or its vectors are missing or not allowed. */
export function createKernel(): Kernel | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  try {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble(functions)), {
      host: { memory },
    });
    return {
      ...(exports as unknown as Omit<Kernel, 'memory' | 'modes'>),
      modes: modes.map(({ name }) => exports[name] as unknown as Kernel['modes'][number]),
      memory,
    };
  } catch (problem) {
    // A content security policy without wasm-unsafe-eval raises a CompileError too.
    if (problem instanceof WebAssembly.CompileError || problem instanceof RangeError) return undefined;
    throw problem;
  }
}
