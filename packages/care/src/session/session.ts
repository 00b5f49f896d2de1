import { instantText } from '../follow-up/days.ts';
import type { SessionEntry } from './entry.ts';
import type { EventContent, EventKind, SessionEvent, Step } from './event.ts';
import { checkedSyringe, gate } from './gates.ts';
import { isOpen, type Progress, planned, type RateChange, type SessionState } from './progress.ts';
import { type Refusal, refusal } from './refusal.ts';

/** A session as its entries have made it. */
export interface Session extends Progress {
  /** In the order in which they happened. */
  readonly entries: readonly SessionEntry[];
}

/** Ours. */
export const lateAfterMinutes = 5;
/** How far a client's clock may be ahead of the server's, minutes. Ours. */
export const clockToleranceMinutes = 2;

/** What a later entry may correct: what was seen and done, not the steps. */
const correctable: ReadonlySet<EventKind> = new Set([
  'chart',
  'drug-given',
  'laboratory',
  'adverse-event',
  'handover',
  'daily-review',
  'syringe-removed',
  'deviation',
  'note',
]);

const safety: ReadonlySet<EventKind> = new Set(['pause', 'abort']);

/** What may be refused where the session stands, or take the effect from what was entered after it. */
const steps: ReadonlySet<EventKind> = new Set([
  'check-in',
  'syringe-check',
  'arm',
  'start',
  'rate',
  'change-syringe',
  'wean',
  'resume',
  'end',
  'discharge',
] satisfies Step['kind'][]);

/**
 * The session that these events make, in whatever order they are given. Entries count in the order in which they
 * happened, so that one that arrives late finds its place; a step that is not allowed where it stands has no effect
 * and says why. A pause and an abort always have theirs.
 * @throws RangeError when the first event is not the plan
 */
export function sessionOf(events: readonly SessionEvent[]): Session {
  const [opening, ...others] = events
    .map((event) => ({ event, at: happenedAt(event) }))
    .sort(
      (one, other) =>
        first(other.event) - first(one.event) ||
        Date.parse(one.at) - Date.parse(other.at) ||
        one.event.sequence - other.event.sequence,
    );
  if (opening?.event.content.kind !== 'plan') throw new RangeError('A session begins with its plan.');
  const byId = new Map(events.map((event) => [event.id, event]));
  const corrections = correctionsOf(events, byId);
  let progress = planned(opening.event.content.plan, opening.at);
  const entries: SessionEntry[] = [entryOf(opening.event, opening.at, corrections, null)];
  for (const { event, at } of others) {
    const withoutEffect = refused(progress, event, at, entries, byId);
    entries.push(entryOf(event, at, corrections, withoutEffect));
    if (withoutEffect === null) progress = moved(progress, event, at);
  }
  return { ...progress, entries };
}

/**
 * The session with one more event, recorded after all others: what `sessionOf` makes of all of them, without going
 * through all of them again when the event also happened last.
 */
export function sessionWith(session: Session, event: SessionEvent): Session {
  const at = happenedAt(event);
  const { entries, ...progress } = session;
  const last = entries.at(-1);
  if (last === undefined || event.content.kind === 'correction' || Date.parse(at) < Date.parse(last.at)) {
    return sessionOf([...entries.map((entry) => entry.event), event]);
  }
  const withoutEffect = gate(progress, event, at, entries);
  return {
    ...(withoutEffect === null ? moved(progress, event, at) : progress),
    entries: [...entries, entryOf(event, at, new Map(), withoutEffect)],
  };
}

/**
 * Whether one more event may join a session: null when it may, else why not and what to do. It may not when it has no
 * effect where it stands, or takes the effect from a step that was taken after it; a pause and an abort always may,
 * and so may whatever was seen or done.
 */
export function refusalOf(session: Session, next: SessionEvent): Refusal | null {
  const { content } = next;
  if (safety.has(content.kind)) return null;
  if (Date.parse(next.occurredAt) > Date.parse(next.recordedAt) + clockToleranceMinutes * 60_000) {
    return refusal(
      'in-the-future',
      `This is said to happen at ${instantText(next.occurredAt, session.plan.timeZone)}; it is ${instantText(next.recordedAt, session.plan.timeZone)} now.`,
      'Set the clock of this device, then enter it again.',
    );
  }
  if (content.kind === 'plan') {
    return refusal('already-planned', 'This session is planned already.', 'Plan another session.');
  }
  if (content.kind === 'correction') {
    const byId = new Map(session.entries.map(({ event }) => [event.id, event]));
    return correctionRefusal(content, byId);
  }
  if (!steps.has(content.kind)) return null;
  const becomes = sessionWith(session, next);
  const own = becomes.entries.find(({ event }) => event.id === next.id)?.withoutEffect;
  if (own) return own;
  const before = new Map(session.entries.map(({ event, withoutEffect }) => [event.id, withoutEffect]));
  const contradicted = becomes.entries.find(
    ({ event, withoutEffect }) => withoutEffect !== null && before.get(event.id) === null,
  );
  if (contradicted === undefined) return null;
  return refusal(
    'contradicts',
    `"${contradicted.event.content.kind}" at ${instantText(contradicted.at, session.plan.timeZone)} has been recorded and could not have happened after this.`,
    'Look at the entries of the session. If it has happened all the same, enter it as a deviation.',
  );
}

function entryOf(
  event: SessionEvent,
  at: string,
  corrections: ReadonlyMap<string, readonly SessionEvent[]>,
  withoutEffect: Refusal | null,
): SessionEntry {
  const own = corrections.get(event.id) ?? [];
  const last = own.at(-1)?.content;
  return {
    event,
    at,
    content: last?.kind === 'correction' ? last.replacement : event.content,
    corrections: own,
    late: isLate(event),
    withoutEffect,
  };
}

function refused(
  progress: Progress,
  event: SessionEvent,
  at: string,
  entries: readonly SessionEntry[],
  byId: ReadonlyMap<string, SessionEvent>,
): Refusal | null {
  if (event.content.kind === 'correction') return correctionRefusal(event.content, byId);
  return gate(progress, event, at, entries);
}

function correctionRefusal(
  { corrects, replacement }: Extract<EventContent, { kind: 'correction' }>,
  byId: ReadonlyMap<string, SessionEvent>,
): Refusal | null {
  const corrected = byId.get(corrects)?.content.kind;
  if (corrected === undefined) {
    return refusal('nothing-to-correct', 'This session has no such entry.', 'Choose the entry again.');
  }
  if (!correctable.has(corrected)) {
    return refusal(
      'not-correctable',
      `"${corrected}" is a step of the session and is not corrected.`,
      'Write down as a deviation what was otherwise.',
    );
  }
  if (replacement !== null && replacement.kind !== corrected) {
    return refusal(
      'another-kind',
      `The entry is "${corrected}", its correction is "${replacement.kind}".`,
      'Strike the entry out, and make a new one.',
    );
  }
  return null;
}

/** Corrections that count, by the id of what they correct, in the order in which they were recorded. */
function correctionsOf(
  events: readonly SessionEvent[],
  byId: ReadonlyMap<string, SessionEvent>,
): ReadonlyMap<string, SessionEvent[]> {
  const found = new Map<string, SessionEvent[]>();
  for (const event of [...events].sort((one, other) => one.sequence - other.sequence)) {
    if (event.content.kind !== 'correction' || correctionRefusal(event.content, byId) !== null) continue;
    found.set(event.content.corrects, [...(found.get(event.content.corrects) ?? []), event]);
  }
  return found;
}

function happenedAt({ occurredAt, recordedAt }: SessionEvent): string {
  return new Date(Math.min(Date.parse(occurredAt), Date.parse(recordedAt))).toISOString();
}

function first({ content }: SessionEvent): number {
  return content.kind === 'plan' ? 1 : 0;
}

function isLate({ occurredAt, recordedAt }: SessionEvent): boolean {
  return Date.parse(recordedAt) - Date.parse(occurredAt) > lateAfterMinutes * 60_000;
}

function moved(progress: Progress, { content, by }: SessionEvent, at: string): Progress {
  const to = (state: SessionState): Progress => ({ ...progress, state, since: at });
  switch (content.kind) {
    case 'check-in':
      return { ...to('checked in'), checkIn: content, responsible: by };
    case 'syringe-check':
      return { ...progress, checks: [...progress.checks, { by, at, content }] };
    case 'arm':
      return { ...to('armed'), loaded: checkedSyringe(progress, content.syringe) };
    case 'start':
      return { ...to('infusing'), startedAt: at, rates: withRate(progress, at, progress.setMgPerH) };
    case 'rate':
      return {
        ...progress,
        setMgPerH: content.rateMgPerH,
        rates: withRate(progress, at, content.rateMgPerH),
      };
    case 'change-syringe':
      return { ...progress, loaded: checkedSyringe(progress, content.syringe) };
    case 'wean':
      return { ...progress, weaningSince: at };
    case 'pause':
      if (progress.state === 'paused' || progress.state === 'aborted' || !isOpen(progress)) return progress;
      return { ...to('paused'), heldFrom: progress.state, rates: withRate(progress, at, 0) };
    case 'resume': {
      const state = progress.heldFrom ?? 'infusing';
      const rates = state === 'infusing' ? withRate(progress, at, progress.setMgPerH) : progress.rates;
      return { ...to(state), heldFrom: null, rates };
    }
    case 'end':
      return { ...to('recovering'), heldFrom: null, endedAt: at, rates: withRate(progress, at, 0) };
    case 'abort': {
      if (progress.state === 'aborted' || !isOpen(progress)) return progress;
      const endedAt = progress.startedAt === null ? null : (progress.endedAt ?? at);
      return { ...to('aborted'), heldFrom: null, endedAt, rates: withRate(progress, at, 0) };
    }
    case 'discharge':
      return to('discharged');
    case 'handover':
      return { ...progress, handedOverAt: at };
    case 'take-over':
      return { ...progress, handedOverAt: null, responsible: by };
    default:
      return progress;
  }
}

function withRate({ rates }: Progress, at: string, mgPerH: number): readonly RateChange[] {
  return (rates.at(-1)?.mgPerH ?? 0) === mgPerH ? rates : [...rates, { at, mgPerH }];
}

/**
 * Drug given until an instant, mg as ordered, by the rates that were charted.
 * @param at ISO 8601
 */
export function givenMg({ rates }: Pick<Session, 'rates'>, at: string): number {
  const end = Date.parse(at);
  return rates.reduce((sum, { at: from, mgPerH }, index) => {
    const to = Math.min(Date.parse(rates[index + 1]?.at ?? at), end);
    return sum + (mgPerH * Math.max(0, to - Date.parse(from))) / 3_600_000;
  }, 0);
}
