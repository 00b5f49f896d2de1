import type { PublishedSimulation } from '@ketame/contract';
import type { Infusion } from './result.ts';

/** How near a grid must come to its end to include it, hours. */
const endTolerance = 1e-6;

/**
 * The times of a specification, hours. A grid runs from `fromH` in steps of `byH`; its end is included, as written,
 * when a step comes within 1e-6 h of it.
 */
export function timesOf(times: PublishedSimulation['times']): Float64Array {
  if (Array.isArray(times)) return Float64Array.from(times);
  const { fromH, toH, byH } = times;
  const steps = Math.floor((toH - fromH + endTolerance) / byH);
  const list = Float64Array.from({ length: steps + 1 }, (_, index) => fromH + index * byH);
  if (Math.abs((list[steps] ?? fromH) - toH) <= endTolerance) list[steps] = toH;
  return list;
}

/** More than anybody can tell apart on a figure. */
const figureTimes = 600;

/** Times between the first and the last of `timesH` at which a curve is drawn smooth, every change of dose among them. */
export function timesForFigure(timesH: Float64Array, infusions: readonly Infusion[]): Float64Array {
  const from = timesH[0] ?? 0;
  const to = timesH.at(-1) ?? 0;
  const grid = Array.from(
    { length: figureTimes + 1 },
    (_, index) => from + ((to - from) * index) / figureTimes,
  );
  const changes = infusions
    .flatMap(({ fromH, toH }) => [fromH, toH])
    .filter((time) => time > from && time < to);
  return Float64Array.from(new Set([...timesH, ...grid, ...changes])).sort();
}
