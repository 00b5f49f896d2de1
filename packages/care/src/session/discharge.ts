import { type Alert, rank } from '../alerts/alert.ts';
import { ours } from '../bearing/sources.ts';
import { instantText } from '../follow-up/days.ts';
import type { ChartedItem, DischargeCriterion } from '../protocol/protocol.ts';
import { type ChartedValue, lastCharted } from './charted.ts';
import type { SessionEntry } from './entry.ts';
import type { CheckIn, EventContent } from './event.ts';
import type { Progress } from './progress.ts';

/** One thing that must be true before the patient leaves, and how it stands. */
export interface DischargeItem {
  readonly id: string;
  /** What must be true. */
  readonly text: string;
  readonly met: boolean;
  /** What was found, in words: "drug high 5, 14:20", "not rated since the end of the infusion". */
  readonly found: string;
  readonly source: string;
}

/** What the person who discharges says. */
export type DischargeWord = Pick<
  Extract<EventContent, { kind: 'discharge' }>,
  'instructionsGiven' | 'escortPresent' | 'confirmed'
>;

/**
 * Everything that must be true before the patient leaves and how it stands at an instant: the least observation and the
 * protocol's criteria. A number counts only when it was charted after the infusion ended; a vital sign may also be as it
 * was at check-in.
 */
export function dischargeItems(
  { plan, endedAt, checkIn }: Pick<Progress, 'plan' | 'endedAt' | 'checkIn'>,
  entries: readonly SessionEntry[],
  at: string,
  word: DischargeWord,
): DischargeItem[] {
  const { observationMin, criteria } = plan.discharge;
  const observed = endedAt === null ? 0 : (Date.parse(at) - Date.parse(endedAt)) / 60_000;
  return [
    {
      id: 'observation',
      text: `observed for ${observationMin.value} min after the infusion`,
      met: endedAt !== null && observed >= observationMin.value,
      found: endedAt === null ? 'the infusion has not ended' : `${Math.floor(observed)} min`,
      source: observationMin.source,
    },
    ...criteria.map((criterion) => criterionItem(criterion, entries, { plan, endedAt, checkIn }, at, word)),
  ];
}

/** Those of them that are not met. */
export function unmetForDischarge(
  progress: Progress,
  entries: readonly SessionEntry[],
  at: string,
  word: DischargeWord,
): DischargeItem[] {
  return dischargeItems(progress, entries, at, word).filter(({ met }) => !met);
}

/**
 * Whether an alert about the patient keeps them from leaving: one of high or medium priority that nobody has
 * acknowledged or whose cause lasts. Missing data do not: the monitor is taken off before anybody leaves. Ours.
 */
export function alertItem(alerts: readonly Alert[]): DischargeItem {
  const open = alerts.filter(
    (alert) => alert.open && alert.rule.system !== 'no data' && rank(alert.rule.priority) > rank('low'),
  );
  return {
    id: 'alerts',
    text: 'No alert about the patient is open.',
    met: open.length === 0,
    found: open.length === 0 ? 'none is open' : open.map(({ rule }) => rule.title).join(', '),
    source: ours,
  };
}

/** Criteria of the protocols that have a field of their own. */
const ownField: Readonly<Record<string, 'escortPresent' | 'instructionsGiven'>> = {
  escort: 'escortPresent',
  instructions: 'instructionsGiven',
};

function criterionItem(
  { id, text, source, limit }: DischargeCriterion,
  entries: readonly SessionEntry[],
  { plan, endedAt, checkIn }: Pick<Progress, 'plan' | 'endedAt' | 'checkIn'>,
  at: string,
  word: DischargeWord,
): DischargeItem {
  if (limit === undefined) {
    const field = ownField[id];
    const met = field === undefined ? word.confirmed.includes(id) : word[field];
    return { id, text, source, met, found: met ? 'confirmed' : 'not confirmed' };
  }
  const newest = endedAt === null ? undefined : newestOf(entries, limit.item, endedAt, at);
  const value = newest?.values[0];
  if (newest === undefined || value === undefined) {
    return { id, text, source, met: false, found: 'not charted since the infusion ended' };
  }
  // Awake is the top of MOAA/S and the middle of RASS.
  const needed =
    newest.row.sedation?.scale === 'RASS' && limit.item === 'sedation' && limit.unit === 'MOAA/S'
      ? 0
      : orAsBefore(limit.value, limit.worse, baselineOf(checkIn, limit.item));
  const met = limit.worse === 'above' ? value <= needed : value >= needed;
  const found = `${limit.item} ${newest.values.join('/')}, ${instantText(newest.at, plan.timeZone)}`;
  return { id, text, source, met, found };
}

function newestOf(
  entries: readonly SessionEntry[],
  item: ChartedItem,
  from: string,
  to: string,
): ChartedValue | undefined {
  const within = entries.filter(
    ({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to),
  );
  return lastCharted(within, item);
}

function baselineOf(checkIn: CheckIn | null, item: ChartedItem): number | undefined {
  if (item === 'blood pressure') return checkIn?.baseline.systolic;
  if (item === 'oxygen saturation') return checkIn?.baseline.oxygenSaturation;
  return undefined;
}

function orAsBefore(limit: number, worse: 'above' | 'below', baseline: number | undefined): number {
  if (baseline === undefined) return limit;
  return worse === 'above' ? Math.max(limit, baseline) : Math.min(limit, baseline);
}
