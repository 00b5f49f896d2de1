import { type RegisterEntry, registerEntrySchema } from '@ketame/contract';
import { sql } from 'kysely';
import type { SignatureRow, Trx } from '../database/index.ts';
import type { RegisterEntryRow } from '../database/types.ts';
import { notFound } from '../http/problem.ts';
import { isOf } from '../signatures/signatures.ts';
import { readRegister } from './books.ts';
import { entrySubject, signedContent } from './signed-content.ts';

/** Which entries of a book: by number, both included. */
export interface EntryRange {
  readonly from: number;
  readonly to: number;
}

/** Entries of a book in their order, with their signatures. @throws Problem 404 for a book that is none */
export async function readEntries(
  trx: Trx,
  registerId: string,
  { from, to }: EntryRange,
): Promise<RegisterEntry[]> {
  const entries = await read(
    trx,
    sql`entry.register_id = ${registerId} and entry.number between ${from} and ${to}`,
  );
  if (entries.length === 0) await readRegister(trx, registerId);
  return entries;
}

/** @throws Problem 404 */
export async function readEntry(trx: Trx, id: string): Promise<RegisterEntry> {
  const [entry] = await read(trx, sql`entry.id = ${id}`);
  if (entry === undefined) throw notFound('entry of a register');
  return entry;
}

async function read(trx: Trx, which: ReturnType<typeof sql>): Promise<RegisterEntry[]> {
  const { rows: shown } = await sql<Record<string, unknown> & { id: string }>`
    select entry.id, entry.register_id as "registerId", entry.number, entry.kind, lot.lot, lot.expiry,
      source.kind as "from", target.kind as "to", entry.amount_ug as "amountUg", entry.balance_ug as "balanceUg",
      entry.counted_ug as "countedUg", entry.patient_id as "patientId",
      (select family_name || ', ' || given_name from patient where id = entry.patient_id) as patient,
      entry.prescription_id as "prescriptionId",
      (select number from register_entry where id = entry.corrects) as corrects,
      (select number from register_entry where corrects = entry.id) as "correctedBy",
      entry.party, entry.identity_shown as "identityShown", entry.reason, entry.early,
      entry.authorisation_id is not null as "onPaper",
      (select coalesce(jsonb_agg(code order by code), '[]') from register_entry_pack join dose_pack on dose_pack.id = pack_id
        where entry_id = entry.id) as packs,
      entry.occurred_at as "occurredAt", entry.recorded_at as "recordedAt", account.display_name as "recordedBy"
    from register_entry entry join account on account.id = entry.recorded_by
      left join register_lot lot on lot.id = entry.lot_id
      left join register_account source on source.id = entry.from_account
      left join register_account target on target.id = entry.to_account
    where ${which} order by entry.number`.execute(trx);
  const ids = shown.map(({ id }) => id);
  if (ids.length === 0) return [];
  const stored = await trx.selectFrom('register_entry').selectAll().where('id', 'in', ids).execute();
  const signatures = await trx
    .selectFrom('signature')
    .selectAll()
    .where('subject', '=', entrySubject('').kind)
    .where('subject_id', 'in', ids)
    .orderBy('signed_at')
    .orderBy(sql`meaning = 'witnessed'`)
    .execute();
  return shown.map((row) => {
    const content = stored.find(({ id }) => id === row.id);
    return registerEntrySchema.parse({
      ...row,
      signatures: signatures
        .filter(({ subject_id }) => subject_id === row.id)
        .map((signature) => signatureOf(signature, content)),
    });
  });
}

function signatureOf(
  row: SignatureRow,
  entry: RegisterEntryRow | undefined,
): RegisterEntry['signatures'][number] {
  return {
    id: row.id,
    meaning: row.meaning,
    printedName: row.printed_name,
    role: row.role,
    factor: row.factor,
    signedAt: row.signed_at,
    contentHash: row.content_hash,
    valid: entry !== undefined && isOf(row, entrySubject(entry.id), signedContent(entry)),
  };
}
