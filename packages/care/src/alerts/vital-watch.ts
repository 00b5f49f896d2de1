import { type Reading, type VitalMeasure, vitalMeasures } from '../session/vitals.ts';
import type { AlertInput } from './alert.ts';
import type { AlertLatch } from './latch.ts';
import type { LimitValues } from './limits.ts';
import type { AlertCondition, AlertRule } from './rule.ts';

type VitalRule = AlertRule & { readonly condition: Extract<AlertCondition, { kind: 'vital' }> };

/** Ours: what a monitor sends in its first half minute, or after a silence, raises nothing: values settle first. */
export const settlingSeconds = 30;

/** As people name a measure, and its unit. */
export const vitalWords: Readonly<Record<VitalMeasure, readonly [string, string]>> = {
  systolic: ['systolic pressure', 'mmHg'],
  diastolic: ['diastolic pressure', 'mmHg'],
  heartRate: ['pulse', '/min'],
  oxygenSaturation: ['oxygen saturation', '%'],
  respiration: ['breaths', '/min'],
};

/** The newest value of a measure, and by whom. */
interface Newest {
  /** When it was taken, ms since 1970. */
  readonly at: number;
  readonly from: 'monitor' | 'person';
}

/** Follows vital signs from monitors and from the chart against the limits of the clinic. */
export interface VitalWatch {
  /** @param at when it became known, ms since 1970 */
  reading(reading: Reading, at: number, isWatched: boolean): void;
  /** A value that a person charted. */
  chartedValue(measure: VitalMeasure, value: number, takenAt: number, at: number, isWatched: boolean): void;
  /** The newest value of a measure; null when there is none. */
  newest(measure: VitalMeasure): Newest | null;
  /** From when the silence of a monitor counts, ms since 1970; null when none has sent this measure, or a person has taken over. */
  silentSince(measure: VitalMeasure): number | null;
}

export function createVitalWatch(
  rules: readonly AlertRule[],
  latch: AlertLatch,
  limits: () => LimitValues,
): VitalWatch {
  const vitalRules = rules.filter((rule): rule is VitalRule => rule.condition.kind === 'vital');
  /** Each rule with its readings one after the other: beyond the limit, within it, and beyond it among those that came late. */
  const runsOf = new Map(
    vitalMeasures.map((measure) => [
      measure,
      vitalRules
        .filter(({ condition }) => condition.measure === measure)
        .map((rule) => ({ rule, run: { beyond: 0, within: 0, late: 0, beganAt: 0 } })),
    ]),
  );
  const newest = new Map<VitalMeasure, Newest>();
  const silentSince = new Map<VitalMeasure, number>();
  /** Of each monitor: since when it has sent without a silence, its last reading, and the instants that it has sent; ms since 1970. */
  const feeds = new Map<string, { since: number; last: number; readonly known: Set<number> }>();

  const judge = (
    measure: VitalMeasure,
    value: number,
    takenAt: number,
    at: number,
    from: Newest['from'],
    counts: boolean,
  ): void => {
    const isLate = takenAt < (newest.get(measure)?.at ?? Number.NEGATIVE_INFINITY);
    if (!isLate) newest.set(measure, { at: takenAt, from });
    if (!counts) return;
    for (const { rule, run } of runsOf.get(measure) ?? []) {
      const { condition } = rule;
      const limit = limits()[condition.limit];
      const isBeyond = condition.worse === 'above' ? value > limit : value < limit;
      const needed = from === 'person' ? 1 : condition.readings;
      const inputs = (): AlertInput[] => {
        const [name, unit] = vitalWords[measure];
        const text = `${name} ${value} ${unit}, limit ${limit}${isLate ? ', told late' : ''}`;
        return [{ text, at: new Date(takenAt).toISOString() }];
      };
      if (isLate) {
        run.late = isBeyond ? run.late + 1 : 0;
        if (run.late >= needed) latch.tell(rule, at, takenAt, inputs());
        continue;
      }
      if (isBeyond) {
        if (run.beyond === 0) run.beganAt = takenAt;
        run.beyond += 1;
        run.within = 0;
        if (run.beyond >= needed && !latch.holds(rule)) latch.begin(rule, at, run.beganAt, inputs());
      } else {
        run.within += 1;
        run.beyond = 0;
        if (run.within >= needed) latch.end(rule, at);
      }
    }
  };

  return {
    reading({ at: taken, monitor, values }, at, isWatched) {
      const said = Date.parse(taken);
      const takenAt = Math.min(said, at);
      const feed = feeds.get(monitor) ?? { since: takenAt, last: takenAt, known: new Set() };
      feeds.set(monitor, feed);
      if (feed.known.has(said)) return;
      feed.known.add(said);
      const silence = limits().noSignalMinutes * 60_000;
      if (takenAt - feed.last > silence) feed.since = takenAt;
      feed.last = Math.max(takenAt, feed.last);
      const hasSettled = takenAt - feed.since >= settlingSeconds * 1000;
      for (const [measure, value] of Object.entries(values) as [VitalMeasure, number | null][]) {
        if (value === null) continue;
        silentSince.set(measure, Math.max(takenAt, silentSince.get(measure) ?? takenAt));
        judge(measure, value, takenAt, at, 'monitor', isWatched && hasSettled);
      }
    },
    chartedValue(measure, value, takenAt, at, isWatched) {
      // Somebody looks after this measure by hand until the monitor sends it again.
      if (takenAt >= (silentSince.get(measure) ?? Number.POSITIVE_INFINITY)) silentSince.delete(measure);
      judge(measure, value, takenAt, at, 'person', isWatched);
    },
    newest: (measure) => newest.get(measure) ?? null,
    silentSince: (measure) => silentSince.get(measure) ?? null,
  };
}
