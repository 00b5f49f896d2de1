import type { Stretch } from '../dosing/schedule.ts';
import { checkTimes } from '../solve/solution.ts';
import { SAME_STEP } from '../solve/walker.ts';

/** What is done to every individual alike, in order. */
export type Action =
  /** The inputs change: what stands at this place of the list of stretches. */
  | { readonly kind: 'change'; readonly stretch: number }
  /** The outputs of the present states belong to this time. */
  | { readonly kind: 'emit'; readonly index: number }
  /** Equal steps, the outputs after each belonging to the times from `index` on; none when undefined. */
  | { readonly kind: 'steps'; readonly stepH: number; readonly count: number; readonly index?: number };

/** More different steps than this are not worth preparing for many individuals at once. */
const MOST_STEPS = 32;

/**
 * The actions that lead through all stretches and times.
 * @throws InputError for times out of order
 * @returns undefined when the times are so irregular that too many different steps would be needed
 */
export function planActions(stretches: readonly Stretch[], timesH: Float64Array): Action[] | undefined {
  checkTimes(timesH);
  const actions: { kind: string; stepH?: number; count?: number; index?: number; stretch?: number }[] = [];
  const steps: number[] = [];
  let nowH = 0;
  let shortH = 0;
  let started = false;
  const goTo = (timeH: number, index: number | undefined) => {
    const withinH = SAME_STEP * Math.max(Math.abs(timeH), Math.abs(nowH));
    const wantedH = Math.max(0, timeH - nowH + shortH);
    let stepH = steps.find((known) => Math.abs(known - wantedH) <= withinH);
    if (stepH === undefined) {
      stepH = wantedH;
      steps.push(stepH);
    }
    const last = actions.at(-1);
    const joins =
      last?.kind === 'steps' &&
      last.stepH === stepH &&
      index !== undefined &&
      last.index! + last.count! === index;
    if (joins) last.count = last.count! + 1;
    else actions.push({ kind: 'steps', stepH, count: 1, index });
    nowH = timeH;
    shortH = wantedH - stepH;
  };
  let stretch = 0;
  for (let index = 0; index < timesH.length; index++) {
    const timeH = timesH[index]!;
    for (; stretch < stretches.length && stretches[stretch]!.timeH <= timeH; stretch++) {
      const changeH = stretches[stretch]!.timeH;
      if (started && changeH !== nowH) goTo(changeH, undefined);
      actions.push({ kind: 'change', stretch });
      started = true;
      nowH = changeH;
      shortH = 0;
    }
    if (started && timeH !== nowH) goTo(timeH, index);
    else actions.push({ kind: 'emit', index });
    if (steps.length > MOST_STEPS) return undefined;
  }
  return actions as Action[];
}

/** Steps that go together at most. */
export const MOST_TOGETHER = 32;

/**
 * How many steps of each length go together: what is prepared for them must pay, and there are whole powers of two in it.
 * Lengths that are not in the plan go alone.
 */
export function stepsTogether(actions: readonly Action[]): (stepH: number) => number {
  const totals = new Map<number, number>();
  for (const action of actions) {
    if (action.kind === 'steps') {
      totals.set(action.stepH, (totals.get(action.stepH) ?? 0) + action.count);
    }
  }
  const together = new Map(
    Array.from(totals, ([stepH, count]) => [
      stepH,
      Math.min(MOST_TOGETHER, 2 ** Math.floor(Math.log2(count) / 2)),
    ]),
  );
  return (stepH) => together.get(stepH) ?? 1;
}
