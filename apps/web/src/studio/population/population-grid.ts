import { eventTimes, type Regimen } from '@ketame/ketamine';

/** First and widest gap between two points, hours; each gap between is four times another, which keeps them few. */
const FIRST_H = 1 / 64;
const WIDEST_H = 64;
const GROWTH = 4;
const GAPS = Math.log2(WIDEST_H / FIRST_H) / Math.log2(GROWTH);
/** Points with the same gap, for a regimen of few events; more events, fewer after each. */
const MOST_PER_GAP = 8;
/** Points over the twelve weeks, about. */
const POINTS = 400;

/**
 * Times at which a population is computed, hours, ascending: every start and end of a dose, then gaps that widen.
 * Virtual patients share no propagator of a step, so that each different gap costs as much as dozens of points. Straight
 * lines between these points stay within 1.5 % of the height of the plasma panel and 0.8 % of that of the slow relief,
 * one or two pixels, of lines through several times as many.
 */
export function populationGrid(regimen: Regimen): Float64Array {
  const events = eventTimes(regimen);
  const perGap = Math.max(1, Math.min(MOST_PER_GAP, Math.round(POINTS / events.length / GAPS)));
  const times: number[] = [];
  for (const [index, start] of events.entries()) {
    const end = events[index + 1] ?? start;
    times.push(start);
    let gap = FIRST_H;
    let points = 0;
    for (let time = start + gap; time < end; time += gap) {
      times.push(time);
      points++;
      if (points % perGap === 0) gap = Math.min(WIDEST_H, GROWTH * gap);
    }
  }
  return Float64Array.from(times);
}
