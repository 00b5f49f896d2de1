import { type Reading, type SessionEvent, vitalMeasures } from '@ketame/care';
import { sessionEventSchema } from '@ketame/contract';
import { z } from 'zod';
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

const storedValues = z.partialRecord(z.enum(vitalMeasures), z.number().nullable());

/** What monitors sent to a session after one reading, in their sequence. */
export async function readReadings(trx: Trx, infusionId: string, after = 0): Promise<Reading[]> {
  const rows = await trx
    .selectFrom('infusion_reading')
    .select(['at', 'received_at as receivedAt', 'monitor', 'values'])
    .where('infusion_id', '=', infusionId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .execute();
  return rows.map(({ values, ...row }) => ({ ...row, values: storedValues.parse(values) }));
}
