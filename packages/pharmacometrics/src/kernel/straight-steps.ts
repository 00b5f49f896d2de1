import {
  add,
  assemble,
  type Code,
  call,
  get,
  giveBack,
  increase,
  integer,
  isZero,
  load,
  multiply,
  repeat,
  set,
  store,
  storeLane,
  type WasmFunction,
  when,
} from './assembler.ts';
import { at, CELL, each } from './cell.ts';
import type { Kernel } from './kernel.ts';
import { slowStep } from './slow-step.ts';

/** The shape of the steps of one run. */
export interface StepShape {
  /** How many states; the first `rows.length` of them change. */
  readonly states: number;
  /** Per row, which entry of the propagator meets which state. */
  readonly rows: readonly (readonly { readonly entry: number; readonly state: number }[])[];
  /** The place of the slow state after the others, where there is one. */
  readonly slow: boolean;
  /** Per output, which weight meets which state. */
  readonly outputs: readonly (readonly { readonly weight: number; readonly state: number }[])[];
  /** Bytes from individual to individual and from output to output. */
  readonly laneStride: number;
  readonly outputStride: number;
}

/**
 * run(count, x, y, entries, weights, slow, into): as `steps`, but written out for one shape, without tables, the states
 * staying where they are. `into` is 0 when no outputs are wanted, `slow` 0 without a slow state; y is scratch.
 */
export type StraightSteps = (
  count: number,
  x: number,
  y: number,
  entries: number,
  weights: number,
  slow: number,
  into: number,
) => number;

/** Products beyond which the code would outgrow the processor's cache for instructions. */
const MOST_PRODUCTS = 150;

/** Shapes kept per kernel: code that has run for a while is fast, so that the next run of the same shape starts fast. */
const kept = new WeakMap<WebAssembly.Memory, Map<string, StraightSteps>>();
const MOST_KEPT = 16;

/** Steps for a shape, on the kernel's memory; undefined when the shape is too large to be written out. */
export function createStraightSteps({ memory }: Kernel, shape: StepShape): StraightSteps | undefined {
  const products = [...shape.rows, ...shape.outputs].flat().length;
  if (products > MOST_PRODUCTS) return undefined;
  const shapes = kept.get(memory) ?? new Map<string, StraightSteps>();
  kept.set(memory, shapes);
  const key = JSON.stringify(shape);
  const known = shapes.get(key);
  if (known) return known;
  const module = new WebAssembly.Module(assemble([slowStep, straightSteps(shape)]));
  const { run } = new WebAssembly.Instance(module, { host: { memory } }).exports;
  if (shapes.size >= MOST_KEPT) shapes.clear();
  shapes.set(key, run as StraightSteps);
  return run as StraightSteps;
}

function straightSteps({ states, rows, slow, outputs, laneStride, outputStride }: StepShape): WasmFunction {
  const [count, x, y, entries, weights, slowPlan, into, taken] = [0, 1, 2, 3, 4, 5, 6, 7];
  const first = 8;
  const slowCell = states * CELL;
  /** The sum of products of cells behind an address with the states held in locals. */
  const sum = (terms: readonly { cell: number; state: number }[], address: number, v: number): Code =>
    terms.flatMap(({ cell, state }, index) => [
      ...get(address),
      ...load(cell * CELL + at(v)),
      ...get(first + state),
      ...multiply,
      ...(index > 0 ? add : []),
    ]);
  const step = each((v) => [
    ...Array.from({ length: states }, (_, state) => [
      ...get(x!),
      ...load(state * CELL + at(v)),
      ...set(first + state),
    ]).flat(),
    ...rows.flatMap((terms, row) => [
      ...get(x!),
      ...sum(
        terms.map(({ entry, state }) => ({ cell: entry, state })),
        entries!,
        v,
      ),
      ...store(row * CELL + at(v)),
    ]),
  ]);
  const keepSlow = each((v) => [
    ...get(x!),
    ...get(y!),
    ...load(slowCell + at(v)),
    ...store(slowCell + at(v)),
  ]);
  const emit = each((v) => [
    ...[...new Set(outputs.flat().map(({ state }) => state))].flatMap((state) => [
      ...get(x!),
      ...load(state * CELL + at(v)),
      ...set(first + state),
    ]),
    ...outputs.flatMap((terms, output) => {
      const value = first + states + 1;
      const to = (lane: number) => output * outputStride + (2 * v + lane) * laneStride;
      return [
        ...sum(
          terms.map(({ weight, state }) => ({ cell: weight, state })),
          weights!,
          v,
        ),
        ...set(value),
        ...[0, 1].flatMap((lane) => [...get(into!), ...get(value), ...storeLane(lane, to(lane))]),
      ];
    }),
  ]);
  return {
    name: 'run',
    parameters: 7,
    returns: true,
    integers: 1,
    vectors: states + 2,
    body: [
      ...integer(0),
      ...set(taken!),
      ...repeat(count!, [
        ...(slow
          ? [
              ...get(x!),
              ...get(y!),
              ...get(slowPlan!),
              ...call(0),
              ...isZero,
              ...when([...get(taken!), ...giveBack]),
              ...keepSlow,
            ]
          : []),
        ...step,
        ...increase(taken!, 1),
        ...get(into!),
        ...when([...emit, ...increase(into!, 8)]),
      ]),
      ...get(taken!),
    ],
  };
}
