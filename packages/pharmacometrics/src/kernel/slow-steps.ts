import { RULES } from '../solve/slow-state.ts';
import {
  absolute,
  add,
  allTrue,
  bitAnd,
  bitOr,
  both,
  type Code,
  divide,
  get,
  giveBack,
  increase,
  integer,
  isZero,
  lessOrEqual,
  load,
  loadSplat,
  multiply,
  repeat,
  set,
  store,
  type WasmFunction,
  when,
} from './assembler.ts';
import { at, CELL, each } from './cell.ts';

/** Where `slowSteps` finds what it needs, as byte offsets from the address given to it; the cells of `fading` come last. */
export const SLOW = {
  tolerance: 0,
  coefficients: 8,
  faded: 6 * CELL,
  reach: 7 * CELL,
  fading: 8 * CELL,
} as const;

/**
 * slowSteps<rule>(count, drive, before, slow, into): up to `count` steps of the slow state from the cell `before`, its
 * value after each a cell of `into`. `drive` holds C / halfMaximum at the nodes of each step. Returns how many of the steps
 * the estimate trusts for all eight. The same arithmetic as `solve/slow-state.ts`, where it is explained.
 */
function slowStepsOf(rule: number): WasmFunction {
  const { count: nodes, powers } = RULES[rule]!;
  const [count, drive, before, slow, into, taken] = [0, 1, 2, 3, 4, 5];
  const [one, tolerance, trusted, c, average, highest, second, gained, result, allowed] = [
    6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  ];
  const sums = [average!, highest!, second!];
  const atNode = (node: number, v: number): Code => [
    ...get(drive!),
    ...load(node * CELL + at(v)),
    ...set(c!),
    ...get(slow!),
    ...load(SLOW.fading + node * CELL + at(v)),
    ...get(c!),
    ...multiply,
    ...get(one!),
    ...get(c!),
    ...add,
    ...divide,
    ...set(c!),
    ...sums.flatMap((sum, order) => [
      ...get(slow!),
      ...loadSplat(SLOW.coefficients + 8 * (3 * node + order)),
      ...get(c!),
      ...multiply,
      ...(node > 0 ? [...get(sum), ...add] : []),
      ...set(sum),
    ]),
  ];
  /** |last| ^ p gained <= tolerance result average ^ p */
  const isSmall = (last: number, times: number): Code => [
    ...power(last, times),
    ...(times % 2 === 1 ? absolute : []),
    ...get(gained!),
    ...multiply,
    ...get(allowed!),
    ...power(average!, times),
    ...multiply,
    ...lessOrEqual,
  ];
  const step = each((v) => [
    ...Array.from({ length: nodes }, (_, node) => atNode(node, v)).flat(),
    ...get(slow!),
    ...load(SLOW.reach + at(v)),
    ...get(average!),
    ...multiply,
    ...set(gained!),
    ...get(before!),
    ...load(at(v)),
    ...get(slow!),
    ...load(SLOW.faded + at(v)),
    ...multiply,
    ...get(gained!),
    ...add,
    ...set(result!),
    ...get(into!),
    ...get(result!),
    ...store(at(v)),
    ...get(tolerance!),
    ...get(result!),
    ...multiply,
    ...set(allowed!),
    // What is gained counts for nothing, or both coefficients are small enough for this rule.
    ...get(gained!),
    ...get(allowed!),
    ...lessOrEqual,
    ...isSmall(highest!, powers[0]!),
    ...isSmall(second!, powers[1]!),
    ...bitAnd,
    ...bitOr,
    ...(v > 0 ? [...get(trusted!), ...bitAnd] : []),
    ...set(trusted!),
  ]);
  return {
    name: `slowSteps${rule}`,
    parameters: 5,
    returns: true,
    integers: 1,
    vectors: 10,
    body: [
      ...both(1),
      ...set(one!),
      ...get(slow!),
      ...loadSplat(SLOW.tolerance),
      ...set(tolerance!),
      ...integer(0),
      ...set(taken!),
      ...repeat(count!, [
        ...step,
        ...get(trusted!),
        ...allTrue,
        ...isZero,
        ...when([...get(taken!), ...giveBack]),
        ...increase(taken!, 1),
        ...increase(drive!, nodes * CELL),
        ...get(into!),
        ...set(before!),
        ...increase(into!, CELL),
      ]),
      ...get(taken!),
    ],
  };
}

/** A small power of a local: x^6 as (x^3)^2. */
function power(value: number, times: number): Code {
  if (times === 1) return get(value);
  return times % 2 === 0
    ? [...power(value, times / 2), ...power(value, times / 2), ...multiply]
    : [...power(value, times - 1), ...get(value), ...multiply];
}

/** By rule. */
export const slowSteps = RULES.map((_, rule) => slowStepsOf(rule));
