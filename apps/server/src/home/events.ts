import type { HomeEvent } from '@ketame/care';
import {
  type Account,
  type HomeEventAnswers,
  type HomeEvents,
  homeEventSchema,
  type KeptHomeEvent,
  newHomeEventSchema,
} from '@ketame/contract';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { requireNotAhead } from '../http/not-ahead.ts';
import { Problem } from '../http/problem.ts';
import { lockPatient } from '../records/known-patient.ts';

/** So many events are sent at once. */
const PAGE = 500;

type EventAnswer = HomeEventAnswers['answers'][number];

/**
 * Takes what a patient's device sends. Each is judged by itself: what is not well formed is refused with the reason and
 * holds up nothing else. The same sent again is stored once; an id with other content is refused. The clock of the
 * device is kept and never judged here: entries of a clock that is wrong are not lost.
 */
export async function addPatientEvents(
  trx: Trx,
  origin: Origin,
  patientId: string,
  sent: readonly unknown[],
): Promise<EventAnswer[]> {
  await lockPatient(trx, patientId);
  const read = sent.map(readEvent);
  const ids = read.flatMap((one) => ('event' in one ? [one.event.id] : []));
  const known = new Map((await findEvents(trx, patientId, ids)).map((kept) => [kept.event.id, kept.event]));
  const fresh = new Map<string, HomeEvent>();
  const judged = read.map((one): EventAnswer => {
    if ('why' in one) return { id: one.id, answer: 'refused', why: one.why, cursor: null };
    const { event } = one;
    const stored = known.get(event.id) ?? fresh.get(event.id);
    if (stored === undefined) {
      fresh.set(event.id, event);
      return { id: event.id, answer: 'stored', why: null, cursor: null };
    }
    return isSame(stored, event)
      ? { id: event.id, answer: 'already there', why: null, cursor: null }
      : { id: event.id, answer: 'refused', why: 'Another entry has this id already.', cursor: null };
  });
  if (fresh.size > 0) {
    await insert(trx, origin, patientId, [...fresh.values()], null);
  }
  const cursors = await cursorsOf(trx, patientId, ids);
  return judged.map((one) =>
    one.answer === 'refused' ? one : { ...one, cursor: cursors.get(one.id) ?? null },
  );
}

/**
 * Enters something of the clinic into a patient's diary. The same sent again is entered once.
 * @param account of whoever enters it
 * @throws Problem 404, 400 when it lies in the future, 409 when the id is that of another entry
 */
export async function addClinicEvent(
  trx: Trx,
  origin: Origin,
  account: Account,
  patientId: string,
  wanted: Pick<HomeEvent, 'id' | 'at' | 'content'>,
): Promise<void> {
  await lockPatient(trx, patientId);
  requireNotAhead(wanted.at, origin, 'at');
  const { timeZone } = await readClinic(trx);
  const event: HomeEvent = { ...wanted, author: 'clinic', device: account.id, zone: timeZone };
  const [stored] = await findEvents(trx, patientId, [event.id]);
  if (stored === undefined) return insert(trx, origin, patientId, [event], account.displayName);
  if (isSame(stored.event, event)) return;
  throw new Problem(409, 'event-exists', 'Another entry has this id. Make a new id for a new entry.');
}

/** Sends a message to the patient. The same sent again is sent once. @throws Problem 404, 409 */
export async function sendMessage(
  trx: Trx,
  origin: Origin,
  account: Account,
  patientId: string,
  { id, text }: { readonly id: string; readonly text: string },
): Promise<void> {
  const [stored] = await findEvents(trx, patientId, [id]);
  const at = stored?.event.at ?? origin.at;
  await addClinicEvent(trx, origin, account, patientId, { id, at, content: { kind: 'message', text } });
}

/** What came after a number, in the order in which it came, at most 500 at once. */
export async function readEventsAfter(
  trx: Trx,
  origin: Origin,
  patientId: string,
  after: number,
): Promise<HomeEvents> {
  const rows = await selected(trx)
    .where('patient_id', '=', patientId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(PAGE + 1)
    .execute();
  const events = rows.slice(0, PAGE).map(keptEvent);
  return {
    events,
    cursor: events.at(-1)?.cursor ?? after,
    more: rows.length > PAGE,
    now: origin.at,
  };
}

/** The diaries of some patients, each in the order in which it came. */
export async function readEventsOf(
  trx: Trx,
  patientIds: readonly string[],
): Promise<Map<string, HomeEvent[]>> {
  const found = new Map<string, HomeEvent[]>(patientIds.map((id) => [id, []]));
  if (patientIds.length === 0) return found;
  const rows = await selected(trx)
    .where('patient_id', 'in', [...patientIds])
    .orderBy('sequence')
    .execute();
  for (const row of rows) found.get(row.patient_id)?.push(keptEvent(row).event);
  return found;
}

/** The number of the newest event of a patient; 0 without one. */
export async function newestCursor(trx: Trx, patientId: string): Promise<number> {
  const row = await trx
    .selectFrom('home_event')
    .select(({ fn }) => fn.max('sequence').as('newest'))
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  return row?.newest ?? 0;
}

function readEvent(sent: unknown): { event: HomeEvent } | { id: string; why: string } {
  const id = typeof sent === 'object' && sent !== null && 'id' in sent ? String(sent.id).slice(0, 60) : '';
  const read = newHomeEventSchema.safeParse(sent);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { id, why: `"${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'not well formed'}` };
  }
  // PostgreSQL holds no NUL and no half of a surrogate pair in its text.
  return isStorable(read.data)
    ? { event: read.data }
    : { id, why: 'A text has characters that cannot be stored.' };
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string')
    return !value.includes('\0') && Buffer.from(value, 'utf8').toString('utf8') === value;
  return value === null || typeof value !== 'object' || Object.values(value).every(isStorable);
}

const selected = (trx: Trx) =>
  trx
    .selectFrom('home_event')
    .select([
      'patient_id',
      'id',
      'sequence',
      'author',
      'device',
      'at',
      'zone',
      'content',
      'received_at',
      'printed_name',
    ]);

async function findEvents(trx: Trx, patientId: string, ids: readonly string[]): Promise<KeptHomeEvent[]> {
  if (ids.length === 0) return [];
  const rows = await selected(trx)
    .where('patient_id', '=', patientId)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(keptEvent);
}

async function cursorsOf(
  trx: Trx,
  patientId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return new Map((await findEvents(trx, patientId, ids)).map(({ event, cursor }) => [event.id, cursor]));
}

function keptEvent(row: {
  id: string;
  sequence: number;
  author: HomeEvent['author'];
  device: string;
  at: string;
  zone: string;
  content: unknown;
  received_at: string;
  printed_name: string | null;
}): KeptHomeEvent {
  const { id, author, device, at, zone, content } = row;
  return {
    event: homeEventSchema.parse({ id, author, device, at, zone, content }),
    cursor: row.sequence,
    receivedAt: row.received_at,
    by: row.printed_name,
  };
}

function isSame(one: HomeEvent, other: HomeEvent): boolean {
  return canonicalJson(plain(one)) === canonicalJson(plain(other));
}

/** An instant is the same in whatever way it is written; the database keeps milliseconds. */
function plain(event: HomeEvent) {
  return { ...event, at: new Date(event.at).toISOString() };
}

async function insert(
  trx: Trx,
  origin: Origin,
  patientId: string,
  events: readonly HomeEvent[],
  printedName: string | null,
): Promise<void> {
  await trx
    .insertInto('home_event')
    .values(
      events.map(({ id, author, device, at, zone, content }) => ({
        patient_id: patientId,
        id,
        author,
        device,
        at,
        zone,
        content: JSON.stringify(content),
        received_at: origin.at,
        entered_by: origin.actor,
        printed_name: printedName,
      })),
    )
    .execute();
  await audit(trx, origin, {
    action: 'home.enter',
    subject: 'home diary',
    subjectId: patientId,
    patientId,
    after: events,
  });
}
