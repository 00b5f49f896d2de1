const DAY = 24;
const WEEK = 168;

/** Distances between ticks that read well, hours. */
export function timeSteps(count: 'hours' | 'weeks'): number[] {
  if (count === 'weeks') return [WEEK, 2 * WEEK, 4 * WEEK];
  return [1 / 12, 1 / 6, 0.25, 0.5, 1, 2, 3, 6, 12, DAY, 2 * DAY, WEEK, 2 * WEEK, 4 * WEEK];
}

/** Labels of ticks at hours after the start: in hours, days or weeks, whichever all of them are whole in. */
export function timeLabels(ticks: readonly number[], count: 'hours' | 'weeks'): string[] {
  const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
  // The start of the weeks bears no words: they would run over the edge.
  if (count === 'weeks' || step >= WEEK)
    return ticks.map((tick) => (tick === 0 ? '' : `week ${tidy(tick / WEEK)}`));
  if (step >= DAY) return ticks.map((tick) => `day ${tidy(tick / DAY)}`);
  if (step >= 1) {
    return ticks.map((tick) => (tick >= DAY && tick % DAY === 0 ? `day ${tick / DAY}` : `${tidy(tick)} h`));
  }
  return ticks.map((tick) => {
    const minutes = Math.round(tick * 60);
    const rest = minutes % 60;
    return rest === 0
      ? `${minutes / 60} h`
      : `${Math.floor(minutes / 60)}:${String(rest).padStart(2, '0')} h`;
  });
}

const tidy = (value: number): number => Number(value.toFixed(2));
