import { RULES } from '../solve/slow-state.ts';
import {
  absolute,
  add,
  addInteger,
  allTrue,
  and,
  bitAnd,
  bitOr,
  both,
  type Code,
  divide,
  equal,
  get,
  increase,
  integer,
  lessOrEqual,
  load,
  loadInteger,
  loadSplat,
  multiply,
  repeat,
  set,
  store,
  type WasmFunction,
  when,
} from './assembler.ts';
import { at, CELL } from './cell.ts';

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
export const slowStep: WasmFunction = (() => {
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
