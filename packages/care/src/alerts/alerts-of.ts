import type { DatedLaboratoryValue } from '../follow-up/result.ts';
import { type ChartedItem, chartedItems } from '../protocol/protocol.ts';
import { lastCharted } from '../session/charted.ts';
import type { SessionEvent } from '../session/event.ts';
import { dueAt } from '../session/intervals.ts';
import { isOpen, isWatched } from '../session/progress.ts';
import { type Session, sessionOf, sessionWith } from '../session/session.ts';
import { type Reading, type VitalMeasure, vitalMeasures } from '../session/vitals.ts';
import type { Alert, AlertInput } from './alert.ts';
import { chartedFinding } from './charted-finding.ts';
import { entryFinding, entryKinds } from './entry-finding.ts';
import { laboratoryFinding, laboratoryOf } from './laboratory.ts';
import { createAlertLatch } from './latch.ts';
import { type LimitValues, proposedLimits } from './limits.ts';
import { missingBy, shortestWaitOf, waitingKinds } from './missing.ts';
import type { AlertCondition, AlertRule } from './rule.ts';
import { alertRules } from './rules.ts';
import { createVitalWatch } from './vital-watch.ts';

/** The watch over one session: takes what becomes known, in the order in which it becomes known. */
export interface AlertWatch {
  event(event: SessionEvent): void;
  reading(reading: Reading): void;
  /** The alerts at an instant, not before the last that was taken; the latest first. @param now ISO 8601 */
  at(now: string): Alert[];
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
  const vitals = createVitalWatch(rules, latch, () => limitsOf(session));
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

  const waiting = rules.filter(({ condition }) => waitingKinds.includes(condition.kind));

  /** Lets those rules begin that have waited long enough, and those end that wait no more. */
  const wait = (until: number): void => {
    if (until < quietUntil && !waiting.some(latch.holds)) return;
    quietUntil = Number.POSITIVE_INFINITY;
    const now = session;
    const known =
      now === null || !isWatched(now)
        ? null
        : {
            session: now,
            begin,
            newest,
            due: (item: ChartedItem, last: number | null) => dueOfItem(now, item, last),
            silentSince: vitals.silentSince,
            laboratory,
          };
    for (const rule of waiting) {
      const found = known === null ? null : missingBy(rule.condition, known);
      quietUntil = Math.min(quietUntil, found?.at ?? quietUntil);
      if (found !== null && found.at <= until) {
        if (!latch.holds(rule)) latch.begin(rule, Math.max(found.at, knownAt), found.at, [found.input()]);
      } else if (latch.holds(rule)) {
        latch.end(rule, knownAt);
      }
    }
  };

  const judgeEntries = (now: Session): void => {
    for (const rule of rules) {
      const found = judged(rule.condition, now, laboratory);
      if (found === undefined) continue;
      if (found === null) latch.end(rule, knownAt);
      else latch.begin(rule, knownAt, Date.parse(found[0]?.at ?? iso(knownAt)), found);
    }
  };

  const telling = rules.filter(({ condition }) => entryKinds.includes(condition.kind));

  /** Rules about one entry, told once for each. */
  const tellEntries = (now: Session): void => {
    for (const { event, content, at } of now.entries) {
      if (content === null || told.has(event.id)) continue;
      for (const rule of telling) {
        const inputs = entryFinding(rule.condition, content, now, at);
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

function limitsOf(session: Session | null): LimitValues {
  return session?.plan.limits?.values ?? proposedLimits;
}

/** What holds of the newest entries; null when nothing does, undefined for a condition that is not about them. */
function judged(
  condition: AlertCondition,
  session: Session,
  laboratory: readonly DatedLaboratoryValue[],
): readonly AlertInput[] | null | undefined {
  switch (condition.kind) {
    case 'rating':
    case 'sedation':
    case 'agitation':
      return chartedFinding(condition, session.entries, limitsOf(session));
    case 'liver injury':
    case "Hy's law":
    case 'clotting disturbed':
    case 'filtration falls':
      return laboratoryFinding(condition, laboratory);
    default:
      return undefined;
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
