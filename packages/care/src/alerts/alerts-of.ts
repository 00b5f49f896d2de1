import type { DatedLaboratoryValue } from '../follow-up/result.ts';
import { type ChartedItem, chartedItems } from '../protocol/protocol.ts';
import { lastCharted } from '../session/charted.ts';
import type { EventContent, SessionEvent } from '../session/event.ts';
import { dueAt } from '../session/intervals.ts';
import { isOnInfusion, isOpen, isWatched } from '../session/progress.ts';
import { type Session, sessionOf, sessionWith } from '../session/session.ts';
import { syringeUse } from '../session/syringe-use.ts';
import { type Reading, type VitalMeasure, vitalMeasures } from '../session/vitals.ts';
import type { Alert, AlertInput } from './alert.ts';
import { inputOf, laboratoryFinding, laboratoryOf } from './laboratory.ts';
import { createAlertLatch } from './latch.ts';
import { proposedLimits } from './limits.ts';
import type { AlertRule } from './rule.ts';
import { alertRules } from './rules.ts';
import { createVitalWatch } from './vital-watch.ts';

/** The watch over one session: takes what becomes known, in the order in which it becomes known. */
export interface AlertWatch {
  event(event: SessionEvent): void;
  reading(reading: Reading): void;
  /** The alerts at an instant, not before the last that was taken; the latest first. @param now ISO 8601 */
  at(now: string): Alert[];
}

/** Something that is not there, and from when that counts, ms since 1970. */
interface Missing {
  readonly at: number;
  readonly input: () => AlertInput;
}

function soonest(waiting: readonly Missing[]): Missing | null {
  return waiting.reduce<Missing | null>(
    (first, one) => (first === null || one.at < first.at ? one : first),
    null,
  );
}

/** What a monitor sends of what is charted. */
const vitalsOf: Partial<Record<ChartedItem, VitalMeasure>> = {
  'heart rate': 'heartRate',
  'blood pressure': 'systolic',
  'oxygen saturation': 'oxygenSaturation',
  respiration: 'respiration',
};

/**
 * A watch that has seen nothing yet. Its first event is the plan. What it says at an instant depends on what had become
 * known by then and on nothing else, above all not on how often it was asked.
 */
export function createAlertWatch(rules: readonly AlertRule[] = alertRules): AlertWatch {
  const latch = createAlertLatch();
  let session: Session | null = null;
  /** When the last of what is known became known, ms since 1970. */
  let knownAt = 0;
  const vitals = createVitalWatch(rules, latch, () => session?.plan.limits?.values ?? proposedLimits);
  const told = new Set<string>();
  /** When the infusion began or is planned to begin, ms since 1970. */
  let begin = 0;
  /** When each item was last charted, ms since 1970. */
  let chartedAt = new Map<ChartedItem, number>();
  let laboratory: readonly DatedLaboratoryValue[] = [];

  /** When each item is due, for as long as neither the session nor its last value changes. */
  const dues = new Map<ChartedItem, { readonly last: number | null; readonly at: number | null }>();
  /**
   * No rule that waits begins before, ms since 1970. A reading can only move that by what is waited for after it: of the
   * many thousands of a long session few are looked at.
   */
  let quietUntil = Number.NEGATIVE_INFINITY;
  /** The shortest that anything is waited for after a reading, ms. */
  let shortestWait = 0;

  const watched = (): boolean => session !== null && isWatched(session);

  const newest = (item: ChartedItem): number | null => {
    const measure = vitalsOf[item];
    const ofMonitor = measure === undefined ? undefined : vitals.newest(measure)?.at;
    const byHand = chartedAt.get(item);
    if (ofMonitor === undefined) return byHand ?? null;
    return Math.max(ofMonitor, byHand ?? ofMonitor);
  };

  const dueOfItem = (now: Session, item: ChartedItem, last: number | null): number | null => {
    const known = dues.get(item);
    if (known !== undefined && known.last === last) return known.at;
    const at = dueAt(now, item, last);
    dues.set(item, { last, at });
    return at;
  };

  /** What a rule waits for; null when it does not wait. */
  const missing = (rule: AlertRule): Missing | null => {
    const now = session;
    if (now === null || !isWatched(now)) return null;
    const { condition } = rule;
    const { plan } = now;
    if (condition.kind === 'no signal') {
      const since = vitals.silentSince(condition.measure);
      if (since === null || plan.limits === null) return null;
      const at = Math.max(since, begin) + plan.limits.values.noSignalMinutes * 60_000;
      return { at, input: () => ({ text: `last value of ${condition.measure}`, at: iso(since) }) };
    }
    if (condition.kind === 'not charted') {
      return soonest(
        condition.items.flatMap((item): Missing[] => {
          const last = newest(item);
          const due = dueOfItem(now, item, last);
          if (due === null) return [];
          const text = last === null ? `${item} not charted yet, due` : `${item} was due`;
          return [{ at: due + condition.graceMinutes * 60_000, input: () => ({ text, at: iso(due) }) }];
        }),
      );
    }
    if (condition.kind === 'laboratory overdue' && isOnInfusion(now)) {
      return soonest(
        plan.monitoring.laboratory.flatMap(({ measures, everyH }) =>
          measures.map((measure): Missing => {
            const last = laboratory.findLast((one) => one.measure === measure);
            const due =
              Math.max(begin, last === undefined ? begin : Date.parse(last.at)) + everyH * 3_600_000;
            return {
              at: due + condition.graceHours * 3_600_000,
              input: () => ({ text: `${measure} was due`, at: iso(due) }),
            };
          }),
        ),
      );
    }
    return null;
  };

  const waiting = rules.filter(({ condition }) =>
    ['no signal', 'not charted', 'laboratory overdue'].includes(condition.kind),
  );

  /** Lets those rules begin that have waited long enough, and those end that wait no more. */
  const wait = (until: number): void => {
    if (until < quietUntil && !waiting.some(latch.holds)) return;
    quietUntil = Number.POSITIVE_INFINITY;
    for (const rule of waiting) {
      const found = missing(rule);
      quietUntil = Math.min(quietUntil, found?.at ?? quietUntil);
      if (found !== null && found.at <= until) {
        if (!latch.holds(rule)) latch.begin(rule, Math.max(found.at, knownAt), found.at, [found.input()]);
      } else if (latch.holds(rule)) {
        latch.end(rule, knownAt);
      }
    }
  };

  const state = (rule: AlertRule, inputs: readonly AlertInput[] | null): void => {
    if (inputs === null) latch.end(rule, knownAt);
    else latch.begin(rule, knownAt, Date.parse(inputs[0]?.at ?? iso(knownAt)), inputs);
  };

  const judgeEntries = ({ plan, entries }: Session): void => {
    const limits = plan.limits?.values ?? proposedLimits;
    for (const rule of rules) {
      const { condition } = rule;
      switch (condition.kind) {
        case 'rating': {
          const limit = limits[condition.limit];
          const high = condition.items.flatMap((item) => {
            const last = lastCharted(entries, item);
            const value = last?.values[0];
            if (last === undefined || value === undefined || value < limit) return [];
            return [{ text: `${item} ${value} of 10, limit ${limit}`, at: last.at }];
          });
          state(rule, high.length > 0 ? high : null);
          break;
        }
        case 'sedation':
        case 'agitation': {
          const last = lastCharted(entries, 'sedation');
          const sedation = last?.row.sedation;
          const holds =
            sedation !== undefined &&
            (condition.kind === 'agitation'
              ? sedation.scale === 'RASS' && sedation.score >= condition.rassAtLeast
              : sedation.score <= (sedation.scale === 'RASS' ? condition.rassAtMost : condition.moaasAtMost));
          state(
            rule,
            holds ? [{ text: `${sedation.scale} ${sedation.score}`, at: last?.at ?? iso(knownAt) }] : null,
          );
          break;
        }
        case 'liver injury':
        case "Hy's law":
        case 'clotting disturbed':
        case 'filtration falls':
          state(rule, laboratoryFinding(condition, laboratory));
      }
    }
  };

  const telling = rules.filter(({ condition }) =>
    ['report', 'unjudged', 'volume missing'].includes(condition.kind),
  );

  /** Rules about one entry, told once for each. */
  const tellEntries = (now: Session): void => {
    for (const { event, content, at } of now.entries) {
      if (content === null || told.has(event.id)) continue;
      for (const rule of telling) {
        const inputs = toldBy(rule, content, now, at);
        if (inputs === null) continue;
        told.add(event.id);
        latch.tell(rule, knownAt, Date.parse(at), inputs);
      }
    }
  };

  return {
    event(event) {
      const at = Math.max(Date.parse(event.recordedAt), knownAt);
      wait(at);
      knownAt = at;
      session = session === null ? sessionOf([event]) : sessionWith(session, event);
      const { entries, startedAt, plan } = session;
      begin = Date.parse(startedAt ?? plan.plannedStart);
      shortestWait = shortestWaitOf(plan);
      chartedAt = new Map(
        chartedItems.flatMap((item) => {
          const last = lastCharted(entries, item);
          return last === undefined ? [] : [[item, Date.parse(last.at)] as const];
        }),
      );
      laboratory = laboratoryOf(session);
      const { content } = event;
      const takenAt = Math.min(Date.parse(event.occurredAt), at);
      if (content.kind === 'acknowledge') latch.acknowledge(content.alert, at, event.by, content.reason);
      if (content.kind === 'audio-pause') latch.holdSound(takenAt, content.seconds);
      if (watched()) {
        const row = content.kind === 'correction' ? content.replacement : content;
        if (row?.kind === 'chart') {
          const corrected = content.kind === 'correction' ? content.corrects : event.id;
          const rowAt = session.entries.find((entry) => entry.event.id === corrected)?.at ?? iso(takenAt);
          for (const measure of vitalMeasures) {
            const value = row[measure];
            if (value !== undefined) vitals.chartedValue(measure, value, Date.parse(rowAt), at, true);
          }
        }
        judgeEntries(session);
      }
      if (isOpen(session)) tellEntries(session);
      else latch.endAll(at);
      dues.clear();
      quietUntil = Number.NEGATIVE_INFINITY;
      wait(at);
    },
    reading(reading) {
      const at = Math.max(Date.parse(reading.receivedAt), knownAt);
      wait(at);
      knownAt = at;
      vitals.reading(reading, at, watched());
      quietUntil = Math.min(quietUntil, Math.min(Date.parse(reading.at), at) + shortestWait);
      wait(at);
    },
    at(now) {
      const instant = Math.max(Date.parse(now), knownAt);
      wait(instant);
      return latch.alerts(instant);
    },
  };
}

/**
 * The alerts of a session at an instant, from all that was known by then: the watch run from the beginning.
 * @param events in the order of their sequence
 * @param readings in the order in which they were received
 * @param now ISO 8601; what became known later is left out
 */
export function alertsOf(
  events: readonly SessionEvent[],
  readings: readonly Reading[],
  now: string,
  rules: readonly AlertRule[] = alertRules,
): Alert[] {
  const watch = createAlertWatch(rules);
  const end = Date.parse(now);
  const inputs = [
    ...events.map((event) => ({ at: Date.parse(event.recordedAt), take: () => watch.event(event) })),
    ...readings.map((reading) => ({
      at: Date.parse(reading.receivedAt),
      take: () => watch.reading(reading),
    })),
  ];
  // The sort is stable: of one instant, events come before readings, each in its own order.
  for (const { at, take } of inputs.sort((one, other) => one.at - other.at)) if (at <= end) take();
  return watch.at(now);
}

/** Judged by their own value. */
const judgedWithoutLimit: readonly string[] = ['eGFR', 'INR'];

/** What a rule about single entries finds in one; null when it is none of its business. */
function toldBy(
  { condition }: AlertRule,
  content: EventContent,
  session: Session,
  at: string,
): readonly AlertInput[] | null {
  if (condition.kind === 'report' && content.kind === 'adverse-event') {
    return condition.codes.includes(content.code)
      ? [{ text: `${content.code}${content.text === '' ? '' : `: ${content.text}`}`, at }]
      : null;
  }
  if (
    condition.kind === 'unjudged' &&
    content.kind === 'laboratory' &&
    !judgedWithoutLimit.includes(content.measure)
  ) {
    return content.upperLimit === null ? [inputOf({ ...content, at })] : null;
  }
  if (condition.kind === 'volume missing' && content.kind === 'syringe-removed') {
    const use = syringeUse(session, content.syringe, at);
    if (use === null) return null;
    const leftMl = use.volumeMl - use.usedMl;
    const missingMl = leftMl - content.volumeLeftMl;
    return Math.abs(missingMl) > condition.share * use.volumeMl
      ? [
          {
            text: `${content.volumeLeftMl} mL left in syringe ${content.syringe}, expected ${leftMl.toFixed(1)} mL`,
            at,
          },
        ]
      : null;
  }
  return null;
}

/** The shortest time after which a value that a monitor sent is missed again, ms. */
function shortestWaitOf({ limits, monitoring }: Session['plan']): number {
  const minutes = monitoring.charted.flatMap(({ everyMin, atNightEveryMin }) => [
    everyMin,
    atNightEveryMin ?? everyMin,
  ]);
  return 60_000 * Math.min(...minutes, limits?.values.noSignalMinutes ?? Number.POSITIVE_INFINITY);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
