import type { PublishedSimulation } from '@ketame/contract';

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
