import {
  addInteger,
  type Code,
  get,
  loadInteger,
  repeat,
  set,
  storeLane,
  type WasmFunction,
} from './assembler.ts';
import { each } from './cell.ts';
import { sumOfProducts } from './sum-of-products.ts';

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
export const emit: WasmFunction = (() => {
  const [x, plan, into, outputs, table, weights, terms, weight, state, to, stride, sums] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ];
  const field = (name: keyof typeof EMIT): Code => [...get(plan!), ...loadInteger(EMIT[name])];
  return {
    name: 'emit',
    parameters: 3,
    returns: false,
    integers: 8,
    vectors: 4,
    body: [
      ...field('outputs'),
      ...set(outputs!),
      ...field('table'),
      ...set(table!),
      ...field('weights'),
      ...set(weights!),
      ...field('laneStride'),
      ...set(stride!),
      ...repeat(outputs!, [
        ...sumOfProducts({
          table: table!,
          a: weights!,
          b: x!,
          terms: terms!,
          left: weight!,
          right: state!,
          sums: sums!,
        }),
        ...get(into!),
        ...set(to!),
        ...each((v) =>
          [0, 1].flatMap((lane) => [
            ...get(to!),
            ...get(sums! + v),
            ...storeLane(lane),
            ...get(to!),
            ...get(stride!),
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
