import {
  addInteger,
  type Code,
  call,
  callPlace,
  choose,
  get,
  giveBack,
  increase,
  integer,
  isLess,
  load,
  loadInteger,
  multiplyInteger,
  repeat,
  set,
  store,
  type WasmFunction,
  when,
} from './assembler.ts';
import { at, CELL, each } from './cell.ts';

/** One call of a function of `rows.ts`, as byte offsets of its numbers from the address of the operation. */
export const OPERATION = {
  /** The place of the function in the module. */
  place: 0,
  /** Address of what is summed; 0 for the states now. */
  of: 4,
  columns: 8,
  weights: 12,
  stride: 16,
  into: 20,
  /** 1 where `into` moves on with time, else 0. */
  moves: 24,
  apart: 28,
  bytes: 32,
} as const;

/** What `steps` needs to know, likewise. */
export const STEPS = {
  /** How many operations write the outputs after each step, and where they stand. */
  outputs: 0,
  operations: 4,
  /** How many states change, and the table for `combine` that moves them. */
  states: 8,
  table: 12,
  /** The operations that write the drive of the slow state; 0 without one. The rest is for the slow state too. */
  drive: 16,
  driveOperations: 44,
  /** Nodes per step. */
  nodes: 20,
  /** The place of `slowSteps` for the rule. */
  place: 24,
  /** The cells of the drive, of the value now and after each step, and what `slowSteps` needs. */
  driveCells: 28,
  value: 32,
  tried: 36,
  slow: 40,
  bytes: 48,
} as const;

/**
 * steps(batches, count, x, y, plan, entries, into): times `batches`, `count` steps from the states x on: the slow state
 * after each, the outputs after each (`into` bytes on from where the operations say), and at the end of each
 * batch the states and the slow state moved on by the propagator at `entries`; they stay where they are when that is 0.
 * The states change places at every move. Returns how many steps were taken: fewer when the rule does not carry
 * the slow state; of the batch in which that happens there are no outputs.
 * @param places of the functions that are called
 */
export function createSteps(places: { combine: number; rows: number; slowSteps: number }): WasmFunction {
  const [batches, count, x, y, plan, entries, into, taken, operation, left, trusted, swap] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ];
  const field = (name: keyof typeof STEPS): Code => [...get(plan!), ...loadInteger(STEPS[name])];
  const of = (name: keyof typeof OPERATION): Code => [...get(operation!), ...loadInteger(OPERATION[name])];
  const operate = (rows: Code): Code => [
    ...rows,
    ...of('of'),
    ...get(x!),
    ...of('of'),
    ...choose,
    ...of('columns'),
    ...of('weights'),
    ...of('stride'),
    ...of('into'),
    ...of('moves'),
    ...get(into!),
    ...multiplyInteger,
    ...addInteger,
    ...of('apart'),
    ...of('place'),
    ...callPlace(places.rows),
  ];
  const trySlowState: Code = [
    ...field('drive'),
    ...set(operation!),
    ...field('driveOperations'),
    ...set(left!),
    ...repeat(left!, [
      ...operate([...get(count!), ...field('nodes'), ...multiplyInteger]),
      ...increase(operation!, OPERATION.bytes),
    ]),
    ...get(count!),
    ...field('driveCells'),
    ...field('value'),
    ...field('slow'),
    ...field('tried'),
    ...field('place'),
    ...callPlace(places.slowSteps),
    ...set(trusted!),
    ...get(trusted!),
    ...get(count!),
    ...isLess,
    ...when([...get(taken!), ...get(trusted!), ...addInteger, ...giveBack]),
  ];
  const writeOutputs: Code = [
    ...field('operations'),
    ...set(operation!),
    ...field('outputs'),
    ...set(left!),
    ...repeat(left!, [...operate(get(count!)), ...increase(operation!, OPERATION.bytes)]),
    ...get(count!),
    ...integer(8),
    ...multiplyInteger,
    ...get(into!),
    ...addInteger,
    ...set(into!),
  ];
  const keepSlowState: Code = [
    ...field('tried'),
    ...get(count!),
    ...integer(CELL),
    ...multiplyInteger,
    ...addInteger,
    ...integer(-CELL),
    ...addInteger,
    ...set(operation!),
    ...each((v) => [...field('value'), ...get(operation!), ...load(at(v)), ...store(at(v))]),
  ];
  const move: Code = [
    ...field('states'),
    ...field('table'),
    ...get(entries!),
    ...get(x!),
    ...get(y!),
    ...call(places.combine),
    ...get(x!),
    ...set(swap!),
    ...get(y!),
    ...set(x!),
    ...get(swap!),
    ...set(y!),
    ...field('drive'),
    ...when(keepSlowState),
  ];
  return {
    name: 'steps',
    parameters: 7,
    returns: true,
    integers: 5,
    vectors: 0,
    body: [
      ...integer(0),
      ...set(taken!),
      ...repeat(batches!, [
        ...field('drive'),
        ...when(trySlowState),
        ...field('outputs'),
        ...when(writeOutputs),
        ...get(entries!),
        ...when(move),
        ...get(taken!),
        ...get(count!),
        ...addInteger,
        ...set(taken!),
      ]),
      ...get(taken!),
    ],
  };
}
