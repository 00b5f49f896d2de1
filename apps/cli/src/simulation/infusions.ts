import type { InlineSimulation } from '@ketame/contract';
import type { Infusion } from './result.ts';

type Dose = Omit<InlineSimulation['doses'][number], 'route'>;

/** The infusions among the doses, as ordered, repeats written out; boluses and films are none. */
export function infusionsOf(doses: readonly Dose[]): Infusion[] {
  return doses.flatMap(({ timeH, amountMg, durationH, rateMgPerH, iiH = 0, addl = 0 }) => {
    const hours = durationH ?? (amountMg ?? 0) / (rateMgPerH ?? Number.POSITIVE_INFINITY);
    if (hours === 0) return [];
    const rate = rateMgPerH ?? (amountMg ?? 0) / hours;
    return Array.from({ length: addl + 1 }, (_, index) => {
      const fromH = timeH + index * iiH;
      return { fromH, toH: fromH + hours, rateMgPerH: rate };
    });
  });
}
