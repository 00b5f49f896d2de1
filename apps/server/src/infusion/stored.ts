import type { Reading, SessionEvent } from '@ketame/care';
import { sessionEventSchema } from '@ketame/contract';
import { sql } from 'kysely';
import type { Trx } from '../database/index.ts';

/** How many of each a session has: the sequence of the last. */
export interface Total {
  readonly events: number;
  readonly readings: number;
}

/** What the database itself knows of a session of treatment. */
export interface StoredInfusion extends Total {
  readonly id: string;
  readonly patientId: string;
  readonly place: string;
  /** The patient is in the clinic for it. */
  readonly present: boolean;
  readonly open: boolean;
}

/** @param lock held to the end of the transaction, so that entries follow each other */
export async function findInfusion(
  trx: Trx,
  id: string,
  { lock = false } = {},
): Promise<StoredInfusion | undefined> {
  const query = trx
    .selectFrom('infusion')
    .select(['id', 'patient_id as patientId', 'place', 'present', 'open', 'events', 'readings'])
    .where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** The entries of a session after one of them, in their sequence. */
export async function readEvents(trx: Trx, infusionId: string, after = 0): Promise<SessionEvent[]> {
  const rows = await trx
    .selectFrom('infusion_event')
    .selectAll()
    .where('infusion_id', '=', infusionId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .execute();
  return rows.map((row) =>
    sessionEventSchema.parse({
      id: row.id,
      sequence: row.sequence,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
      by: { id: row.recorded_by, name: row.by_name, role: row.by_role },
      signature: row.signature_id,
      content: row.content,
    }),
  );
}

/**
 * What monitors sent to a session after one reading, in their sequence. Each column comes as one JSON text: a long
 * session has tens of thousands of rows, and a server that starts reads all of them. `addReadings` checked what stands
 * there.
 */
export async function readReadings(trx: Trx, infusionId: string, after = 0): Promise<Reading[]> {
  const { rows } = await sql<ReadingColumns>`
    select json_agg(${milliseconds('at')} order by sequence) as at,
      json_agg(${milliseconds('received_at')} order by sequence) as received,
      json_agg(monitor order by sequence) as monitor, json_agg(values order by sequence) as values
    from infusion_reading where infusion_id = ${infusionId} and sequence > ${after}`.execute(trx);
  const { at, received, monitor, values } = rows[0] ?? {};
  return (at ?? []).map((taken, index) => ({
    at: iso(taken),
    receivedAt: iso(valueAt(received, index)),
    monitor: valueAt(monitor, index),
    values: valueAt(values, index),
  }));
}

/** Null where there is no reading. Instants are milliseconds since 1970. */
interface ReadingColumns {
  readonly at: readonly number[] | null;
  readonly received: readonly number[] | null;
  readonly monitor: readonly string[] | null;
  readonly values: readonly Reading['values'][] | null;
}

function valueAt<T>(column: readonly T[] | null | undefined, index: number): T {
  const value = column?.[index];
  if (value === undefined) throw new RangeError('Columns of one table are of one length.');
  return value;
}

/** A column of instants as milliseconds since 1970: much less work for the database than a text. */
function milliseconds(column: string) {
  return sql`round(date_part('epoch', ${sql.ref(column)}) * 1000)::bigint`;
}

const iso = (instant: number): string => new Date(instant).toISOString();
