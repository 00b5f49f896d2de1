import {
  type Alert,
  type ChartedItem,
  dueOf,
  type EventKind,
  isOpen,
  isWatched,
  lateAfterMinutes,
  type Refusal,
  refusalByAlerts,
  refusalOf,
  type Session,
  type SessionEvent,
  sessionOf,
  sessionWith,
  stepUpBlockers,
} from '@ketame/care';
import type { Account, EntryAnswers, Meaning, NewEntry, Role } from '@ketame/contract';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { admissionRefusal } from '../selection/admission.ts';
import { sign } from '../signatures/signatures.ts';
import { careRefusal } from './care-refusal.ts';
import { findInfusion, readEvents, type StoredInfusion, type Total } from './stored.ts';

/** What is known of a session, for the entries that depend on it. */
export interface Live {
  /** As far as its entries have been read, which may be not at all; the others are read with the next one. */
  readonly session: Session | null;
  readonly alerts: readonly Alert[];
  /** When a monitor last sent each charted item. */
  readonly sent: Readonly<Partial<Record<ChartedItem, string>>>;
}

/** An entry that has no place in the session; ends the transaction, so that nothing of it stays. */
class RefusedEntry extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** What needs a signature: who may sign it, and with what meaning. */
const signed: Partial<Record<EventKind, { meaning: Meaning; roles: readonly Role[] }>> = {
  'syringe-check': { meaning: 'checked', roles: ['nurse', 'physician', 'pharmacist'] },
  discharge: { meaning: 'overridden', roles: ['physician'] },
};

type EntryAnswer = EntryAnswers['answers'][number];

/** An entry that is kept, and how many of each the session has with it. */
export interface Appended {
  readonly event: SessionEvent;
  readonly total: Total;
}

/**
 * Adds one entry to a session, or says why not. The same entry sent again answers what was added: a client that heard
 * no answer may repeat.
 * @param transaction runs its work in a transaction of its own
 * @param now the server's clock
 * @throws Problem 404 for no such session, 422 when the id is that of another entry, 403 for a signature without proof
 */
export async function addEntry(
  transaction: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>,
  origin: Origin,
  account: Account,
  infusionId: string,
  entry: NewEntry,
  live: Live,
  now: () => Date,
): Promise<{ readonly answer: EntryAnswer; readonly appended: Appended | null }> {
  try {
    const appended = await transaction((trx) =>
      appendEntry(trx, origin, account, infusionId, entry, live, now),
    );
    const { event } = appended;
    return { answer: { outcome: 'accepted', id: entry.id, event, late: isLate(event) }, appended };
  } catch (error) {
    if (!(error instanceof RefusedEntry)) throw error;
    return { answer: { outcome: 'refused', id: entry.id, refusal: error.refusal }, appended: null };
  }
}

/**
 * Adds one entry in the caller's transaction; what `addEntry` throws, and an error with the reason when it is refused.
 */
export async function appendEntry(
  trx: Trx,
  origin: Origin,
  account: Account,
  infusionId: string,
  entry: NewEntry,
  live: Live,
  now: () => Date,
): Promise<Appended> {
  const infusion = await findInfusion(trx, infusionId, { lock: true });
  if (infusion === undefined) throw notFound('session of treatment');
  const session = await sessionNow(trx, infusion, live.session);
  const known = session.entries.find(({ event }) => event.id === entry.id)?.event;
  if (known !== undefined) return { event: sameEntry(known, entry), total: infusion };
  await refuseIdOfAnother(trx, entry.id);
  const by = { id: account.id, name: account.displayName, role: account.role };
  const draft: SessionEvent = {
    id: entry.id,
    sequence: infusion.events + 1,
    occurredAt: new Date(entry.occurredAt).toISOString(),
    recordedAt: recordedAfter(session, now()),
    by,
    signature: null,
    content: entry.content,
  };
  const event = await signedBy(trx, origin, infusion, draft, entry.proof);
  const refused = refusalOf(session, event) ?? refusalNow(session, event, live);
  if (refused !== null) throw new RefusedEntry(refused);
  await refuseUnadmitted(trx, { ...origin, at: event.recordedAt }, session, event);
  await insertEvent(trx, infusion, event);
  await keepState(trx, infusion, sessionWith(session, event), event);
  await audit(
    trx,
    { ...origin, actor: event.by.id, at: event.recordedAt },
    {
      action: `infusion.${event.content.kind}`,
      subject: 'infusion',
      subjectId: infusion.id,
      patientId: infusion.patientId,
      after: event,
    },
  );
  return { event, total: { events: event.sequence, readings: infusion.readings } };
}

/** The session with all its entries, of which those are read that are not known. */
async function sessionNow(trx: Trx, { id, events }: StoredInfusion, known: Session | null): Promise<Session> {
  if (known === null) return sessionOf(await readEvents(trx, id));
  if (known.entries.length === events) return known;
  return (await readEvents(trx, id, known.entries.length)).reduce(sessionWith, known);
}

/** Writes an entry; the database refuses one that does not follow from the one before it. */
export async function insertEvent(
  trx: Trx,
  { id, patientId }: Pick<StoredInfusion, 'id' | 'patientId'>,
  event: SessionEvent,
): Promise<void> {
  await trx
    .insertInto('infusion_event')
    .values({
      id: event.id,
      infusion_id: id,
      patient_id: patientId,
      sequence: event.sequence,
      occurred_at: event.occurredAt,
      recorded_at: event.recordedAt,
      recorded_by: event.by.id,
      by_name: event.by.name,
      by_role: event.by.role,
      signature_id: event.signature,
      content: JSON.stringify(event.content),
    })
    .execute();
}

/** Consent may have been withdrawn, or harm found, since the session was planned. @throws RefusedEntry */
async function refuseUnadmitted(
  trx: Trx,
  origin: Origin,
  { plan }: Session,
  { content }: SessionEvent,
): Promise<void> {
  if (content.kind !== 'check-in' && content.kind !== 'arm') return;
  const refused =
    (await admissionRefusal(trx, plan.patientId, plan.protocol)) ??
    (await careRefusal(trx, origin, plan.patientId, content.kind));
  if (refused !== null) throw new RefusedEntry(refused);
}

/** @throws RefusedEntry when the patient is in another session */
async function keepState(
  trx: Trx,
  { id, patientId }: StoredInfusion,
  session: Session,
  event: SessionEvent,
): Promise<void> {
  const present = isPresent(session);
  if (event.content.kind === 'check-in') {
    // Held, so that of two check-ins at once one waits for the other.
    await trx.selectFrom('patient').select('id').where('id', '=', patientId).forUpdate().execute();
    const other = await trx
      .selectFrom('infusion')
      .select('id')
      .where('patient_id', '=', patientId)
      .where('present', '=', true)
      .where('id', '<>', id)
      .executeTakeFirst();
    if (other !== undefined) {
      throw new RefusedEntry({
        code: 'in-another-session',
        reason: 'The patient is in another session that is not over.',
        whatToDo: 'Discharge or abort the other session first.',
      });
    }
  }
  await trx
    .updateTable('infusion')
    .set({ events: event.sequence, state: session.state, present, open: isOpen(session) })
    .where('id', '=', id)
    .execute();
}

function isPresent(session: Session): boolean {
  return isOpen(session) && session.checkIn !== null;
}

async function signedBy(
  trx: Trx,
  origin: Origin,
  infusion: StoredInfusion,
  event: SessionEvent,
  proof: string | null,
): Promise<SessionEvent> {
  const how = signed[event.content.kind];
  if (how === undefined || proof === null) return event;
  const { id } = await sign(trx, origin, {
    proof,
    ...how,
    subject: { kind: 'infusion entry', id: event.id, version: 1, patientId: infusion.patientId },
    content: { infusion: infusion.id, occurredAt: event.occurredAt, entry: event.content },
  });
  const row = await trx
    .selectFrom('signature')
    .select(['signed_by', 'printed_name', 'role'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { ...event, signature: id, by: { id: row.signed_by, name: row.printed_name, role: row.role } };
}

/** What is refused now and would not be if it had happened while nobody could know: a step up, leaving, an answer to no alert. */
function refusalNow(session: Session, event: SessionEvent, live: Live): Refusal | null {
  const { content, recordedAt } = event;
  if (content.kind === 'acknowledge' && !live.alerts.some(({ id }) => id === content.alert)) {
    return {
      code: 'no-such-alert',
      reason: `This session has no alert "${content.alert}".`,
      whatToDo: 'Choose the alert again.',
    };
  }
  if (isLate(event)) return null;
  if (content.kind === 'rate' && content.rateMgPerH > session.setMgPerH && isWatched(session)) {
    const blockers = stepUpBlockers(session, live.alerts, dueOf(session, live.sent, recordedAt), recordedAt);
    if (blockers.length > 0) {
      return {
        code: 'no-step-up',
        reason: `No step up now: ${blockers.join('; ')}.`,
        whatToDo: 'Answer the alerts and chart what is due, then see again.',
      };
    }
  }
  return refusalByAlerts(live.alerts, event);
}

function sameEntry(known: SessionEvent, entry: NewEntry): SessionEvent {
  const isSame =
    Date.parse(known.occurredAt) === Date.parse(entry.occurredAt) &&
    canonicalJson(known.content) === canonicalJson(entry.content);
  if (isSame) return known;
  throw idUsed();
}

async function refuseIdOfAnother(trx: Trx, id: string): Promise<void> {
  const row = await trx.selectFrom('infusion_event').select('id').where('id', '=', id).executeTakeFirst();
  if (row !== undefined) throw idUsed();
}

function idUsed(): Problem {
  return new Problem(
    422,
    'id-used',
    'Another entry was made under this id. Make a new id for a new entry; to change one, correct it.',
  );
}

/** Never before the entry that precedes it, whatever the clock of the server does. */
function recordedAfter({ entries }: Session, now: Date): string {
  const last = entries.find(({ event }) => event.sequence === entries.length);
  return new Date(
    Math.max(now.getTime(), last === undefined ? 0 : Date.parse(last.event.recordedAt)),
  ).toISOString();
}

function isLate({ occurredAt, recordedAt }: SessionEvent): boolean {
  return Date.parse(recordedAt) - Date.parse(occurredAt) > lateAfterMinutes * 60_000;
}
