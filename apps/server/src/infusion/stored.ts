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
 * What monitors sent to a session after one reading, in their sequence. Made into one JSON text by the database: a long
 * session has tens of thousands, and rows would be read value by value. `addReadings` checked what stands there.
 */
export async function readReadings(trx: Trx, infusionId: string, after = 0): Promise<Reading[]> {
  const { rows } = await sql<{ readings: Reading[] | null }>`
    select json_agg(json_build_object('at', ${instant('at')}, 'receivedAt', ${instant('received_at')},
      'monitor', monitor, 'values', values) order by sequence) as readings
    from infusion_reading where infusion_id = ${infusionId} and sequence > ${after}`.execute(trx);
  return rows[0]?.readings ?? [];
}

/** A column of instants as ISO 8601 in UTC with milliseconds. */
function instant(column: string) {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
