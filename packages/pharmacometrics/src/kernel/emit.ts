import {
  add,
  addInteger,
  both,
  type Code,
  get,
  increase,
  load,
  loadInteger,
  multiply,
  repeat,
  set,
  storeLane,
  type WasmFunction,
} from './assembler.ts';
import { at, each } from './cell.ts';

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
