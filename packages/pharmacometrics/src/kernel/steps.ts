import {
  type Code,
  call,
  get,
  giveBack,
  increase,
  integer,
  isZero,
  loadInteger,
  repeat,
  set,
  type WasmFunction,
  when,
} from './assembler.ts';

/** Where `steps` finds what it needs, as byte offsets from the address given to it. */
export const STEPS = { rows: 0, table: 4, slow: 8, emit: 12, bytes: 16 } as const;

/**
 * steps(count, x, y, entries, plan, into): up to `count` steps by the propagator at `entries`, from the states x, with the
 * outputs (where `emit` is not 0) after each. The states change places at every step. Returns how many steps were taken:
 * fewer when the slow state needs another rule.
 * @param placeOf the place of a function of the module
 */
export function createSteps(placeOf: (name: string) => number): WasmFunction {
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
          ...call(placeOf('slowStep')),
          ...isZero,
          ...when([...get(taken!), ...giveBack]),
        ]),
        ...field('rows'),
        ...field('table'),
        ...get(entries!),
        ...get(x!),
        ...get(y!),
        ...call(placeOf('combine')),
        ...get(x!),
        ...set(swap!),
        ...get(y!),
        ...set(x!),
        ...get(swap!),
        ...set(y!),
        ...increase(taken!, 1),
        ...field('emit'),
        ...when([
          ...get(x!),
          ...field('emit'),
          ...get(into!),
          ...call(placeOf('emit')),
          ...increase(into!, 8),
        ]),
      ]),
      ...get(taken!),
    ],
  };
}
