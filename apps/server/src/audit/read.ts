import type { AuditEntry } from '@ketame/contract';
import type { Trx } from '../database/index.ts';
import { findPatientKey, unseal } from './patient-key.ts';

/**
 * Entries of the audit, the newest first, with what they say about patients readable where the patient's key still is.
 * @param before only entries older than this sequence
 */
export async function readAudit(
  trx: Trx,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<AuditEntry[]> {
  let query = trx.selectFrom('audit_entry').selectAll().orderBy('sequence', 'desc').limit(limit);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const rows = await query.execute();
  const accounts = await trx.selectFrom('account').select(['id', 'display_name']).execute();
  const names = new Map(accounts.map((account) => [account.id, account.display_name]));
  const keys = new Map<string, Uint8Array | null>();
  const entries: AuditEntry[] = [];
  for (const row of rows) {
    const { patient_id: patientId } = row;
    if (patientId !== null && !keys.has(patientId)) keys.set(patientId, await findPatientKey(trx, patientId));
    const key = patientId === null ? null : (keys.get(patientId) ?? null);
    const erased = patientId !== null && key === null;
    const read = (content: string | null): AuditEntry['after'] => {
      if (content === null || erased) return null;
      return JSON.parse(patientId !== null && key !== null ? unseal(content, key, patientId) : content);
    };
    entries.push({
      sequence: row.sequence,
      at: row.at,
      actor: names.get(row.actor) ?? row.actor,
      action: row.action,
      subject: row.subject,
      subjectId: row.subject_id,
      requestId: row.request_id,
      before: read(row.before_content),
      after: read(row.after_content),
      erased,
    });
  }
  return entries;
}
