import type { DatedLaboratoryValue } from '../follow-up/result.ts';
import type { ChartedItem } from '../protocol/protocol.ts';
import { isOnInfusion } from '../session/progress.ts';
import type { Session } from '../session/session.ts';
import type { VitalMeasure } from '../session/vitals.ts';
import type { AlertInput } from './alert.ts';
import type { AlertCondition } from './rule.ts';
import { vitalWords } from './vital-watch.ts';

/** Something that is not there, and from when that counts, ms since 1970. */
export interface Missing {
  readonly at: number;
  readonly input: () => AlertInput;
}

/** What is known of a session under watch by those rules that wait for something. Instants are ms since 1970. */
export interface WaitedFor {
  readonly session: Session;
  /** When the infusion began or is planned to begin. */
  readonly begin: number;
  /** When an item of the chart was last charted or sent; null when it never was. */
  newest(item: ChartedItem): number | null;
  /** When it is due next; null when it is not asked for. */
  due(item: ChartedItem, last: number | null): number | null;
  /** From when the silence of a monitor counts; null when none has sent this measure. */
  silentSince(measure: VitalMeasure): number | null;
  /** In the order of time. */
  readonly laboratory: readonly DatedLaboratoryValue[];
}

/** The kinds of condition that begin to hold by waiting. */
export const waitingKinds: readonly AlertCondition['kind'][] = [
  'no signal',
  'not charted',
  'laboratory overdue',
];

/** What a condition waits for; null when it does not wait. */
export function missingBy(condition: AlertCondition, known: WaitedFor): Missing | null {
  const { plan } = known.session;
  switch (condition.kind) {
    case 'no signal': {
      const since = known.silentSince(condition.measure);
      if (since === null || plan.limits === null) return null;
      const at = Math.max(since, known.begin) + plan.limits.values.noSignalMinutes * 60_000;
      const [name] = vitalWords[condition.measure];
      return { at, input: () => ({ text: `last value of ${name}`, at: iso(since) }) };
    }
    case 'not charted':
      return soonest(
        condition.items.flatMap((item): Missing[] => {
          const last = known.newest(item);
          const due = known.due(item, last);
          if (due === null) return [];
          const text = last === null ? `${item} not charted yet, due` : `${item} was due`;
          return [{ at: due + condition.graceMinutes * 60_000, input: () => ({ text, at: iso(due) }) }];
        }),
      );
    case 'laboratory overdue':
      if (!isOnInfusion(known.session)) return null;
      return soonest(
        plan.monitoring.laboratory.flatMap(({ measures, everyH }) =>
          measures.map((measure): Missing => {
            const last = known.laboratory.findLast((one) => one.measure === measure);
            const from = Math.max(known.begin, last === undefined ? known.begin : Date.parse(last.at));
            const due = from + everyH * 3_600_000;
            return {
              at: due + condition.graceHours * 3_600_000,
              input: () => ({ text: `${measure} was due`, at: iso(due) }),
            };
          }),
        ),
      );
    default:
      return null;
  }
}

function soonest(waiting: readonly Missing[]): Missing | null {
  return waiting.reduce<Missing | null>(
    (first, one) => (first === null || one.at < first.at ? one : first),
    null,
  );
}

/** The shortest time after which a value that a monitor sent is missed again, ms. */
export function shortestWaitOf({ limits, monitoring }: Session['plan']): number {
  const minutes = monitoring.charted.flatMap(({ everyMin, atNightEveryMin }) => [
    everyMin,
    atNightEveryMin ?? everyMin,
  ]);
  return 60_000 * Math.min(...minutes, limits?.values.noSignalMinutes ?? Number.POSITIVE_INFINITY);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
