import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AuditEntryTable } from '../database/tables/clinic.ts';
import { canonicalJson } from './canonical.ts';

/** What stands before the first entry. */
export const CHAIN_START = '0'.repeat(64);

type Row = Selectable<AuditEntryTable>;

/** The hash of an entry: SHA-256 of its canonical JSON, the hash of the entry before it included; hexadecimal. */
export function entryHash(entry: Omit<Row, 'hash' | 'transaction_id' | 'clinic_id'>): string {
  const text = canonicalJson({
    sequence: entry.sequence,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    subject_id: entry.subject_id,
    request_id: entry.request_id,
    patient_id: entry.patient_id,
    before_content: entry.before_content,
    after_content: entry.after_content,
    previous_hash: entry.previous_hash,
  });
  return createHash('sha256').update(text).digest('hex');
}
