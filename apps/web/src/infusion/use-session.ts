import {
  type Alert,
  type ChartedItem,
  type DueItem,
  dueOf,
  type Reading,
  type Refusal,
  refusalByAlerts,
  refusalOf,
  type Session,
  type SessionEvent,
  sessionOf,
} from '@ketame/care';
import {
  type Account,
  type EntryContent,
  type Infusion,
  type NewEntry,
  newEntrySchema,
} from '@ketame/contract';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { check } from '../parts/form.ts';
import { useSession } from '../session.ts';
import { createFeed, type FeedState } from './feed.ts';
import { createLocalWatch, type LocalWatch } from './local-watch.ts';

/** One session as the page shows it: what the server has said and what this device has not yet sent. */
export interface Charting {
  readonly infusion: Infusion;
  readonly session: Session;
  readonly alerts: readonly Alert[];
  readonly due: readonly DueItem[];
  readonly state: FeedState;
  /** Ids of the entries that the server has not yet. */
  readonly unsent: ReadonlySet<string>;
  /** By the server's clock, moving on every second, ISO 8601. */
  readonly now: string;
  readonly timeZone: string;
  /** Null when it was kept; why not otherwise. @param at when it happened; null: now */
  readonly enter: (content: EntryContent, at?: string | null) => Promise<Refusal | null>;
  /** Why a signed entry would be refused, before anybody signs. @param bySecond another person than the one signed in */
  readonly wouldRefuse: (content: EntryContent, at: string | null, bySecond: boolean) => Refusal | null;
  readonly enterSigned: (content: EntryContent, at: string | null, proof: string) => Promise<Refusal | null>;
  readonly retry: () => void;
  readonly dismiss: (entryId: string) => void;
}

/** @returns the session, or why it cannot be shown; null while it is fetched */
export function useCharting(
  infusionId: string,
  account: Account,
): { readonly charting: Charting | null; readonly error: unknown; readonly retry: () => void } {
  const feed = useMemo(() => createFeed(infusionId, account.id), [infusionId, account.id]);
  useEffect(() => feed.open(), [feed]);
  const state = useSyncExternalStore(feed.subscribe, feed.state);
  const clock = useClock(1000);
  const zone = useSession().data?.clinic.timeZone;
  const { infusion, unsent, aheadMs } = state;
  const by = useMemo(
    () => ({ id: account.id, name: account.displayName, role: account.role }),
    [account.id, account.displayName, account.role],
  );
  const events = useMemo(
    () => (infusion === null ? [] : withUnsent(infusion.events, unsent, by)),
    [infusion, unsent, by],
  );
  const session = useMemo(() => (events.length === 0 ? null : sessionOf(events)), [events]);
  const own = useRef<LocalWatch | null>(null);
  if (infusion === null || session === null) return { charting: null, error: state.error, retry: feed.retry };

  // The clock of the page moves once a second: it is never behind what has just been entered.
  const newest = Date.parse(session.entries.at(-1)?.at ?? infusion.now);
  const now = new Date(Math.max(clock + aheadMs, newest)).toISOString();
  const isLive = state.connection === 'live';
  if (isLive) own.current = null;
  else own.current ??= createLocalWatch();
  const alerts = own.current === null ? infusion.alerts : own.current(events, infusion.readings, now);

  const entryOf = (content: EntryContent, at: string | null, proof: string | null) => {
    // A new instant each: entries of one second keep their order.
    const instant = at ?? new Date(Date.now() + aheadMs).toISOString();
    return check(newEntrySchema, { id: crypto.randomUUID(), occurredAt: instant, content, proof });
  };
  const draftOf = (entry: NewEntry, person = by, signature: string | null = null): SessionEvent => ({
    id: entry.id,
    sequence: events.length + 1,
    occurredAt: entry.occurredAt,
    recordedAt: new Date(Date.now() + aheadMs).toISOString(),
    by: person,
    signature,
    content: entry.content,
  });
  const refusedHere = (draft: SessionEvent) => refusalOf(session, draft) ?? refusalByAlerts(alerts, draft);
  const charting: Charting = {
    infusion,
    session,
    alerts,
    due: dueOf(session, sentOf(infusion.readings), now),
    state,
    unsent: new Set(unsent.map(({ id }) => id)),
    now,
    timeZone: zone ?? session.plan.timeZone,
    enter: async (content, at = null) => {
      const checked = entryOf(content, at, null);
      if (checked.wrong !== null) return asRefusal(checked.wrong);
      const refused = refusedHere(draftOf(checked.value));
      if (refused === null) await feed.enter(checked.value);
      return refused;
    },
    wouldRefuse: (content, at, bySecond) => {
      const checked = entryOf(content, at, null);
      if (checked.wrong !== null) return asRefusal(checked.wrong);
      const role = content.kind === 'discharge' ? 'physician' : by.role;
      const person = bySecond ? { id: 'second', name: 'The second person', role } : by;
      return refusedHere(draftOf(checked.value, person, checked.value.id));
    },
    enterSigned: async (content, at, proof) => {
      const checked = entryOf(content, at, proof);
      if (checked.wrong !== null) return asRefusal(checked.wrong);
      return feed.enterSigned(checked.value);
    },
    retry: feed.retry,
    dismiss: feed.dismiss,
  };
  return { charting, error: state.error, retry: feed.retry };
}

/** Milliseconds since 1970, anew every so often. */
export function useClock(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  // An entry that is made between two ticks is not in the future.
  return Math.max(now, Date.now() - everyMs);
}

function withUnsent(
  events: readonly SessionEvent[],
  unsent: readonly NewEntry[],
  by: SessionEvent['by'],
): SessionEvent[] {
  const known = new Set(events.map(({ id }) => id));
  const drafts = unsent
    .filter(({ id }) => !known.has(id))
    .map((entry, index) => ({
      id: entry.id,
      sequence: events.length + index + 1,
      occurredAt: entry.occurredAt,
      recordedAt: entry.occurredAt,
      by,
      signature: null,
      content: entry.content,
    }));
  return [...events, ...drafts];
}

const itemsOf = {
  heartRate: 'heart rate',
  systolic: 'blood pressure',
  oxygenSaturation: 'oxygen saturation',
  respiration: 'respiration',
} as const;

/** When a monitor last sent each charted item. */
export function sentOf(readings: readonly Reading[]): Partial<Record<ChartedItem, string>> {
  const sent: Partial<Record<ChartedItem, string>> = {};
  for (const [measure, item] of Object.entries(itemsOf) as [keyof typeof itemsOf, ChartedItem][]) {
    const last = readings.findLast(({ values }) => typeof values[measure] === 'number');
    if (last !== undefined) sent[item] = last.at;
  }
  return sent;
}

function asRefusal(wrong: Readonly<Record<string, string>>): Refusal {
  const fields = Object.entries(wrong).map(
    ([path, expected]) => `${path.replace('content.', '')}: ${expected}`,
  );
  return { code: 'invalid', reason: fields.join('; '), whatToDo: 'Change these fields, then save again.' };
}
