import { horizonH } from './predict-course.ts';
import type { Regimen, RegimenStep } from './regimen.ts';

/** Points over the twelve weeks that the curves of one regimen are drawn through, about; more events, fewer after each. */
const POINTS = 1400;
/** Widest gap between two points, hours: under 3 pixels of the weeks view. */
const WIDEST_H = 12;
/** Points lie on multiples of this, hours (about a minute), on which the engine is fastest. */
const TICK_H = 1 / 64;
/** A bolus jumps: one point just before it keeps the rise upright. */
const JUST_BEFORE_H = 1e-4;

/** Starts of each occurrence of a step, hours. */
export function occurrences(step: RegimenStep): number[] {
  const { everyH, count } = step.repeat ?? { everyH: 0, count: 1 };
  return Array.from({ length: count }, (_, index) => step.startH + index * everyH);
}

/** End of the last dose of a regimen, hours; 0 when it has none. */
export function lastDoseEndH(regimen: Regimen): number {
  let last = 0;
  for (const step of regimen.steps) {
    const start = occurrences(step).at(-1) ?? step.startH;
    last = Math.max(last, step.kind === 'infusion' ? start + step.durationH : start);
  }
  return last;
}

/**
 * Times at which the curves of a regimen are computed, hours, ascending, without repetition: every start and end,
 * then points that spread geometrically after each of them, as the sum of exponentials between them does.
 */
export function drawingTimes(regimen: Regimen): Float64Array {
  const events = eventTimes(regimen);
  const perEvent = Math.max(6, Math.min(60, Math.round(POINTS / events.length)));
  const growth = (WIDEST_H / TICK_H) ** (1 / perEvent);
  const times: number[] = [];
  for (const [index, start] of events.entries()) {
    times.push(start);
    const endTick = Math.ceil((events[index + 1] ?? start) / TICK_H);
    let gap = 1;
    for (let tick = Math.floor(start / TICK_H) + 1; tick < endTick; tick += Math.round(gap)) {
      times.push(tick * TICK_H);
      gap = Math.min(WIDEST_H / TICK_H, gap * growth);
    }
  }
  return Float64Array.from(times);
}

/** Starts and ends of every dose within the twelve weeks, and their own ends, hours, ascending. */
export function eventTimes(regimen: Regimen): number[] {
  const times = new Set<number>([0, horizonH]);
  const add = (time: number) => {
    if (time >= 0 && time < horizonH) times.add(time);
  };
  for (const step of regimen.steps) {
    for (const start of occurrences(step)) {
      add(start);
      if (step.kind === 'infusion') add(start + step.durationH);
      if (step.kind === 'bolus') add(start - JUST_BEFORE_H);
    }
  }
  return [...times].sort((a, b) => a - b);
}
