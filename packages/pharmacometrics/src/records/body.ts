import { type Absorbing, modeH } from '../dosing/inverse-gaussian.ts';
import { createHistory, type History } from '../ode/history.ts';
import { type Change, createAgenda } from './agenda.ts';
import type { RepeatedInput } from './check-record.ts';

/** What a record gives: one dose or many, `everyH` apart, counted from its own, which has the number 0. */
export interface GivenDoses {
  readonly input: RepeatedInput;
  /** When dose 0 arrives, hours. */
  readonly startH: number;
  readonly everyH: number;
  /** The first infusion that is already under way, where there is one before `first`. */
  readonly firstRunning: number;
  /** The first and the last dose that are still to arrive. */
  readonly first: number;
  readonly last: number;
}

/** What runs into a body until something changes. */
export interface Running {
  /** Constant rates by state, mg/h. */
  readonly rates: Float64Array;
  /** Replaced, never changed, when a dose begins or ends to be absorbed. */
  readonly absorbing: readonly Absorbing[];
  /** What has been, since the body was empty. */
  readonly history: History;
}

/** What is in the body of one individual, what runs into it, and what is still to come. */
export interface Body {
  /** The time of `state`, hours; minus infinity before the first record. */
  readonly nowH: number;
  /** Amounts and all else that changes, just after all that happened at `nowH`. */
  readonly state: Float64Array;
  /** Begins anew: nothing runs, nothing is to come. */
  readonly empty: (initial: Float64Array, timeH: number) => void;
  /**
   * Goes on to a time, through all that is due by then.
   * @param move as that of a mover; `dueH` is when an input changes next
   */
  readonly goTo: (
    timeH: number,
    move: (state: Float64Array, running: Running, fromH: number, toH: number, dueH: number) => void,
  ) => void;
  /** Adds what moves a body from its initial state to a steady one. */
  readonly add: (steady: Float64Array, initial: Float64Array) => void;
  readonly give: (doses: GivenDoses) => void;
}

/**
 * A body before its first record.
 * @param beforeChange is told of each change of input just before it happens, with the constant rates until then
 * @param underWay is told of infusions that were under way before their record
 */
export function createBody(
  beforeChange?: (state: Float64Array, rates: Float64Array, change: Change) => void,
  underWay?: (rates: Float64Array, input: RepeatedInput, count: number) => void,
): Body {
  const agenda = createAgenda();
  let nowH = Number.NEGATIVE_INFINITY;
  let state = new Float64Array(0);
  let rates = new Float64Array(0);
  let history = createHistory(state);
  let absorbing: readonly (Absorbing & { readonly input: RepeatedInput })[] = [];
  // By compartment: how many infusions run, the sum of their rates, and what rounding took from the sum.
  let running = new Int32Array(0);
  let sums = new Float64Array(0);
  let lost = new Float64Array(0);

  /** So many infusions of a kind more, or fewer. */
  const run = ({ compartment, rateMgPerH }: RepeatedInput, more: number) => {
    running[compartment] = running[compartment]! + more;
    // In twice the precision (Knuth's sum with its rounding error), so that what has ended leaves nothing behind.
    const [sum, added] = [sums[compartment]!, more * rateMgPerH];
    const next = sum + added;
    const taken = next - sum;
    lost[compartment] = lost[compartment]! + (sum - (next - taken)) + (added - taken);
    sums[compartment] = next;
    rates[compartment] = running[compartment] === 0 ? 0 : next + lost[compartment]!;
  };
  const absorb = (input: RepeatedInput, startH: number) => {
    const { compartment, absorbed } = input;
    if (absorbed) absorbing = [...absorbing, { ...absorbed, compartment, startH, input }];
  };
  /** Of doses alike the first to begin is the first to end. */
  const endAbsorption = (input: RepeatedInput) => {
    const ended = absorbing.findIndex((each) => each.input === input);
    absorbing = absorbing.filter((_, index) => index !== ended);
  };
  const happen = ({ kind, input }: Change) => {
    if (kind === 'greatest rate') return;
    if (input.absorbed && kind === 'start') absorb(input, nowH);
    else if (input.absorbed) endAbsorption(input);
    else if (kind === 'bolus') state[input.compartment] = state[input.compartment]! + input.bolusMg;
    else run(input, kind === 'start' ? 1 : -1);
  };
  const happenDue = () => {
    while (agenda.dueH() <= nowH) {
      const change = agenda.take()!;
      beforeChange?.(state, rates, change);
      happen(change);
    }
  };
  return {
    get nowH() {
      return nowH;
    },
    get state() {
      return state;
    },
    empty(initial, timeH) {
      state = initial.slice();
      rates = new Float64Array(initial.length);
      running = new Int32Array(initial.length);
      sums = new Float64Array(initial.length);
      lost = new Float64Array(initial.length);
      absorbing = [];
      history = createHistory(initial);
      agenda.clear();
      nowH = timeH;
    },
    goTo(timeH, move) {
      while (nowH < timeH) {
        const dueH = agenda.dueH();
        const nextH = Math.min(dueH, timeH);
        move(state, { rates, absorbing, history }, nowH, nextH, dueH);
        nowH = nextH;
        happenDue();
      }
    },
    add(steady, initial) {
      for (let index = 0; index < state.length; index++) {
        state[index] = state[index]! + (steady[index]! - initial[index]!);
      }
    },
    give({ input, startH, everyH, firstRunning, first, last }) {
      if (input.absorbed) {
        for (let dose = firstRunning; dose < first; dose++) absorb(input, startH + dose * everyH);
        const peakH = startH + modeH(input.absorbed);
        const endH = startH + input.durationH;
        agenda.add({ kind: 'start', input, startH, everyH, first, last });
        agenda.add({ kind: 'greatest rate', input, startH: peakH, everyH, first: firstRunning, last });
        agenda.add({ kind: 'end', input, startH: endH, everyH, first: firstRunning, last });
      } else if (input.rateMgPerH === 0) {
        agenda.add({ kind: 'bolus', input, startH, everyH, first, last });
      } else {
        if (first > firstRunning) {
          run(input, first - firstRunning);
          underWay?.(rates, input, first - firstRunning);
        }
        const endH = startH + input.durationH;
        agenda.add({ kind: 'start', input, startH, everyH, first, last });
        agenda.add({ kind: 'end', input, startH: endH, everyH, first: firstRunning, last });
      }
      happenDue();
    },
  };
}
