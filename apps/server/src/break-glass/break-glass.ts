import { randomUUID } from 'node:crypto';
import type { BreakGlass } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';

/** So long the record stays open to whoever broke the glass; ours. */
export const OPEN_MINUTES = 60;

/**
 * Restricts a patient's record to physicians and administrators, or lifts that.
 * @throws Problem 404
 */
export async function restrictPatient(
  trx: Trx,
  origin: Origin,
  patientId: string,
  restricted: boolean,
): Promise<void> {
  const before = await trx
    .selectFrom('patient')
    .select('restricted')
    .where('id', '=', patientId)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw notFound('patient');
  if (before.restricted === restricted) return;
  await trx.updateTable('patient').set({ restricted }).where('id', '=', patientId).execute();
  await audit(trx, origin, {
    action: 'patient.restrict',
    subject: 'patient',
    subjectId: patientId,
    patientId,
    before,
    after: { restricted },
  });
}

/**
 * The restricted patients of the clinic by name and birth date, for somebody who needs one of them now. Run it in the
 * clinic's own scope: the role of who asks does not see them.
 */
export async function listRestrictedPatients(trx: Trx) {
  return trx
    .selectFrom('patient')
    .select(['id', 'family_name as familyName', 'given_name as givenName', 'birth_date as birthDate'])
    .where('restricted', '=', true)
    .orderBy('family_name')
    .orderBy('given_name')
    .execute();
}

/**
 * Opens a restricted record for reading to the actor, for an hour. It gives no right to write that the role has not. Run
 * it in the clinic's own scope, as above.
 * @param now the clock by which it closes
 * @throws Problem 404, or 409 when the patient is not restricted
 */
export async function breakGlass(
  trx: Trx,
  origin: Origin,
  patientId: string,
  reason: string,
  now: Date,
): Promise<{ readonly closesAt: string }> {
  const patient = await trx
    .selectFrom('patient')
    .select('restricted')
    .where('id', '=', patientId)
    .executeTakeFirst();
  if (!patient) throw notFound('patient');
  if (!patient.restricted) {
    throw new Problem(409, 'not-restricted', 'This record is not restricted: open it as any other.');
  }
  const id = randomUUID();
  const closesAt = new Date(now.getTime() + OPEN_MINUTES * 60_000).toISOString();
  await trx
    .insertInto('break_glass')
    .values({
      id,
      patient_id: patientId,
      account_id: origin.actor,
      reason,
      opened_at: now.toISOString(),
      closes_at: closesAt,
    })
    .execute();
  await audit(trx, origin, {
    action: 'break-glass.open',
    subject: 'break-glass',
    subjectId: id,
    patientId,
    after: { reason, closesAt },
  });
  return { closesAt };
}

/** Every breaking of the glass, those not reviewed first, then the newest. */
export async function listBreakGlass(trx: Trx): Promise<BreakGlass[]> {
  const rows = await trx
    .selectFrom('break_glass')
    .innerJoin('patient', 'patient.id', 'break_glass.patient_id')
    .innerJoin('account as opener', 'opener.id', 'break_glass.account_id')
    .leftJoin('account as reviewer', 'reviewer.id', 'break_glass.reviewed_by')
    .select([
      'break_glass.id',
      'break_glass.patient_id',
      'patient.family_name',
      'patient.given_name',
      'opener.display_name as opened_by',
      'reason',
      'opened_at',
      'closes_at',
      'verdict',
      'note',
      'reviewed_at',
      'reviewer.display_name as reviewer_name',
    ])
    .orderBy('reviewed_at', (order) => order.desc().nullsFirst())
    .orderBy('opened_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    patient: `${row.given_name} ${row.family_name}`,
    by: row.opened_by,
    reason: row.reason,
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    review:
      row.verdict === null || row.reviewed_at === null
        ? null
        : { verdict: row.verdict, note: row.note ?? '', by: row.reviewer_name ?? '', at: row.reviewed_at },
  }));
}

/**
 * Reviews a breaking of the glass.
 * @throws Problem 404, 409 when it was reviewed before, 403 for one's own
 */
export async function reviewBreakGlass(
  trx: Trx,
  origin: Origin,
  id: string,
  review: { readonly verdict: 'justified' | 'not justified'; readonly note: string },
): Promise<void> {
  const row = await trx
    .selectFrom('break_glass')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('breaking of the glass');
  if (row.reviewed_by !== null) {
    throw new Problem(409, 'reviewed-already', 'Somebody has reviewed this already. Load the list again.');
  }
  if (row.account_id === origin.actor) {
    throw new Problem(
      403,
      'own-review',
      'Nobody reviews what they opened themselves. Ask another administrator.',
    );
  }
  await trx
    .updateTable('break_glass')
    .set({ reviewed_by: origin.actor, reviewed_at: origin.at, verdict: review.verdict, note: review.note })
    .where('id', '=', id)
    .execute();
  await audit(trx, origin, {
    action: 'break-glass.review',
    subject: 'break-glass',
    subjectId: id,
    patientId: row.patient_id,
    after: review,
  });
}
