import { ours } from '../bearing/sources.ts';
import { type ChartedItem, chartedItems } from '../protocol/protocol.ts';
import { lastCharted } from './charted.ts';
import { dueAt, intervalOf } from './intervals.ts';
import { isOnInfusion, isOpen } from './progress.ts';
import type { Session } from './session.ts';
import { syringeUse } from './syringe-use.ts';

/** Something that is to be done, and when. */
export interface DueItem {
  /** "chart:pain", "laboratory:ALT", "handover", "take-over". */
  readonly id: string;
  readonly what: string;
  readonly at: string;
  /** Minutes from now; negative when overdue. */
  readonly inMinutes: number;
  readonly source: string;
}

/** Ours, minutes: how long before a syringe is empty the next one is made, and how soon a handover is taken over. */
const syringeAheadMinutes = 30;
const takeOverMinutes = 15;

const msPerMinute = 60_000;
const msPerH = 3_600_000;

/**
 * All that is due in a session, the soonest first, overdue items before them.
 * @param sent when a monitor last sent each charted item, ISO 8601; what it sends need not be charted by hand
 * @param now ISO 8601
 */
export function dueOf(
  session: Session,
  sent: Readonly<Partial<Record<ChartedItem, string>>>,
  now: string,
): DueItem[] {
  if (!isOpen(session)) return [];
  const instant = Date.parse(now);
  const item = (id: string, what: string, at: number, source: string): DueItem => ({
    id,
    what,
    at: new Date(at).toISOString(),
    inMinutes: (at - instant) / msPerMinute,
    source,
  });
  return [
    ...steps(session, item),
    ...charts(session, sent, item),
    ...laboratory(session, item),
    ...rounds(session, item),
    ...syringe(session, now, item),
  ].sort((one, other) => one.inMinutes - other.inMinutes || one.id.localeCompare(other.id));
}

type Item = (id: string, what: string, at: number, source: string) => DueItem;

function steps({ plan, state, startedAt, endedAt, weaningSince }: Session, item: Item): DueItem[] {
  const source = plan.protocol.title;
  if (state === 'planned') return [item('check-in', 'Check in', Date.parse(plan.plannedStart), source)];
  if (endedAt !== null) {
    const { observationMin } = plan.discharge;
    const at = Date.parse(endedAt) + observationMin.value * msPerMinute;
    return [item('discharge', 'End of the least observation', at, observationMin.source)];
  }
  if (startedAt === null) return [];
  const weaningAt = Date.parse(startedAt) + plan.hours * msPerH;
  const first = plan.weaning[0];
  if (first === undefined) return [item('end', 'End the infusion', weaningAt, source)];
  if (weaningSince === null) {
    return [item('wean', `Begin weaning, to ${percent(first.fraction)} of the rate`, weaningAt, source)];
  }
  let at = Date.parse(weaningSince);
  return plan.weaning.map(({ hours }, index) => {
    at += hours * msPerH;
    const next = plan.weaning[index + 1];
    return next === undefined
      ? item('end', 'End the infusion', at, source)
      : item(
          `wean:${index + 1}`,
          `Lower to ${percent(next.fraction)} of the rate before weaning`,
          at,
          source,
        );
  });
}

function charts(
  session: Session,
  sent: Readonly<Partial<Record<ChartedItem, string>>>,
  item: Item,
): DueItem[] {
  return chartedItems.flatMap((what) => {
    const byHand = lastCharted(session.entries, what)?.at;
    const times = [byHand, sent[what]].filter((at) => at !== undefined).map((at) => Date.parse(at));
    const at = dueAt(session, what, times.length === 0 ? null : Math.max(...times));
    const interval = intervalOf(session, what);
    return at === null || interval === null ? [] : [item(`chart:${what}`, what, at, interval.source)];
  });
}

function laboratory(session: Session, item: Item): DueItem[] {
  const { plan, startedAt, entries } = session;
  if (startedAt === null || !isOnInfusion(session)) return [];
  return plan.monitoring.laboratory.flatMap(({ measures, everyH, source }) =>
    measures.map((measure) => {
      const last = entries.findLast(
        ({ content }) => content?.kind === 'laboratory' && content.measure === measure,
      );
      const from = Math.max(Date.parse(startedAt), last === undefined ? 0 : Date.parse(last.at));
      return item(`laboratory:${measure}`, measure, from + everyH * msPerH, source);
    }),
  );
}

function rounds(session: Session, item: Item): DueItem[] {
  const { plan, startedAt, handedOverAt } = session;
  const due: DueItem[] = [];
  if (handedOverAt !== null) {
    due.push(item('take-over', 'Take over', Date.parse(handedOverAt) + takeOverMinutes * msPerMinute, ours));
  }
  if (startedAt === null || !isOnInfusion(session)) return due;
  const { reviewEveryH, handoverEveryH } = plan.monitoring;
  const since = (kinds: readonly string[]) => {
    const last = session.entries.findLast(({ content }) => content !== null && kinds.includes(content.kind));
    return Math.max(Date.parse(startedAt), last === undefined ? 0 : Date.parse(last.at));
  };
  if (reviewEveryH !== null) {
    const at = since(['daily-review']) + reviewEveryH.value * msPerH;
    due.push(item('daily-review', 'Review by a physician', at, reviewEveryH.source));
  }
  if (handoverEveryH !== undefined) {
    const at = since(['handover', 'take-over']) + handoverEveryH.value * msPerH;
    due.push(item('handover', 'Hand over to the next shift', at, handoverEveryH.source));
  }
  return due;
}

function syringe(session: Session, now: string, item: Item): DueItem[] {
  const mgPerH = session.rates.at(-1)?.mgPerH ?? 0;
  if (session.loaded === null || mgPerH <= 0) return [];
  const use = syringeUse(session, session.loaded.syringe, now);
  if (use === null) return [];
  const hoursLeft = ((use.volumeMl - use.usedMl) * use.content.concentrationMgPerMl) / mgPerH;
  const at = Date.parse(now) + hoursLeft * msPerH - syringeAheadMinutes * msPerMinute;
  return [item('syringe', 'Next syringe, checked by two', at, ours)];
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}
