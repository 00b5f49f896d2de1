import { type Session, type SessionEvent, sessionOf } from '@ketame/care';
import { sessionEventSchema } from '@ketame/contract';
import type { Trx } from '../database/index.ts';

/** Every session of a patient as its entries have made it, by its id. */
export async function readSessions(trx: Trx, patientId: string): Promise<ReadonlyMap<string, Session>> {
  const rows = await trx
    .selectFrom('infusion_event')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('infusion_id')
    .orderBy('sequence')
    .execute();
  const events = new Map<string, SessionEvent[]>();
  for (const row of rows) {
    const event = sessionEventSchema.parse({
      id: row.id,
      sequence: row.sequence,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
      by: { id: row.recorded_by, name: row.by_name, role: row.by_role },
      signature: row.signature_id,
      content: row.content,
    });
    const own = events.get(row.infusion_id);
    if (own === undefined) events.set(row.infusion_id, [event]);
    else own.push(event);
  }
  return new Map([...events].map(([id, own]) => [id, sessionOf(own)]));
}
