import { sql } from 'kysely';
import type { Instant, Trx } from '../database/index.ts';
import { canonicalJson } from './canonical.ts';
import { CHAIN_START, entryHash } from './chain.ts';
import { findPatientKey, seal } from './patient-key.ts';

/** Any number, the same in every Ketame, so that entries of one clinic are appended one after the other. */
const AUDIT_LOCK = 5_382_002;

/** Where a change comes from: who, by which request, when. */
export interface Origin {
  /** Id of the account, or a word for what is not one: "nobody", "command", "server". */
  readonly actor: string;
  readonly requestId: string;
  readonly at: Instant;
}

/** What changed. `before` and `after` are what JSON can hold; absent for what is new, or gone. */
export interface Change {
  /** "patient.create", "plan.save", "session.refuse" */
  readonly action: string;
  /** The kind of thing: "patient", "plan", "account". */
  readonly subject: string;
  readonly subjectId?: string;
  /** The patient whom `before` and `after` tell of: both are sealed under that patient's key. */
  readonly patientId?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * Appends an entry to the audit chain of the clinic, in the transaction of the change itself. Call it last: from here to the end of
 * the transaction nobody else of the clinic can append.
 * @throws Error when the patient has no key
 */
export async function audit(trx: Trx, origin: Origin, change: Change): Promise<void> {
  const { patientId } = change;
  const key = patientId === undefined ? null : await findPatientKey(trx, patientId);
  const content = (value: unknown): string | null => {
    if (value === undefined) return null;
    const text = canonicalJson(value);
    if (patientId === undefined) return text;
    if (key === null)
      throw new Error(`Patient ${patientId} has no key: nothing can be audited about this patient.`);
    return seal(text, key, patientId);
  };
  const before = content(change.before);
  const after = content(change.after);
  await sql`select pg_advisory_xact_lock(${AUDIT_LOCK}, hashtext(current_clinic()::text))`.execute(trx);
  const last = await trx
    .selectFrom('audit_entry')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    at: origin.at,
    actor: origin.actor,
    action: change.action,
    subject: change.subject,
    subject_id: change.subjectId ?? null,
    request_id: origin.requestId,
    patient_id: patientId ?? null,
    before_content: before,
    after_content: after,
    previous_hash: last?.hash ?? CHAIN_START,
  };
  const hash = entryHash(entry);
  await trx
    .insertInto('audit_entry')
    .values({ ...entry, hash })
    .execute();
  // Beside the chain, so that a tail cut off is noticed.
  const head = JSON.stringify({ sequence: entry.sequence, hash });
  await trx
    .insertInto('setting')
    .values({ key: AUDIT_HEAD, value: head })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'key']).doUpdateSet({ value: head }))
    .execute();
}

/** Key of the setting that holds the newest entry's sequence and hash. */
export const AUDIT_HEAD = 'audit-head';
