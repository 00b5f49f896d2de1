import { prescribedUg, prescriptionProblem, registerProfile } from '@ketame/care';
import type { NewPrescription, Prescription } from '@ketame/contract';
import { sql } from 'kysely';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { requireProgrammeDrug } from '../home/enrol.ts';
import { notFound, Problem } from '../http/problem.ts';
import { requirePatient } from '../records/known-patient.ts';
import { sign, verifySignatures } from '../signatures/signatures.ts';
import { readProfile } from './books.ts';

/**
 * Writes a prescription and signs it. The same sent again writes it once.
 * @throws Problem 404, 400 when the rules of the country do not allow it, 409 when it is of another drug than the
 * patient's programme, and what `sign` throws
 */
export async function prescribe(
  trx: Trx,
  origin: Origin,
  patientId: string,
  wanted: NewPrescription,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${wanted.id}, 0))`.execute(trx);
  const known = await trx
    .selectFrom('prescription')
    .select('patient_id')
    .where('id', '=', wanted.id)
    .executeTakeFirst();
  if (known?.patient_id === patientId) return;
  if (known !== undefined)
    throw new Problem(409, 'prescription-exists', 'Another prescription has this id. Make a new id.');
  await requirePatient(trx, patientId);
  await requireProgrammeDrug(trx, patientId, wanted.drug);
  const profile = registerProfile(await readProfile(trx));
  const problem = prescriptionProblem(wanted, profile);
  if (problem !== null) throw new Problem(400, 'not-prescribable', problem);
  await trx
    .insertInto('prescription')
    .values({
      id: wanted.id,
      patient_id: patientId,
      drug: wanted.drug,
      form: wanted.form,
      strength_ug: wanted.strengthUg,
      dose_ug: wanted.doseUg,
      doses: wanted.doses,
      interval_hours: wanted.intervalHours,
      refills: wanted.refills,
      valid_from: wanted.validFrom,
      valid_until: wanted.validUntil,
      early_days: profile.earlyDays.value,
      instructions: wanted.instructions,
      prescribed_by: origin.actor,
      prescribed_at: origin.at,
      cancelled_at: null,
      cancelled_why: null,
    })
    .execute();
  const { proof, ...content } = wanted;
  await sign(trx, origin, {
    proof,
    meaning: 'prescribed',
    roles: ['physician'],
    subject: subjectOf(wanted.id),
    content: { ...content, patientId },
  });
  await audit(trx, origin, {
    action: 'prescription.write',
    subject: 'prescription',
    subjectId: wanted.id,
    patientId,
    after: content,
  });
}

/** Cancels one; nothing is supplied on it from then on. @throws Problem 404, 409 when it was cancelled before */
export async function cancelPrescription(trx: Trx, origin: Origin, id: string, why: string): Promise<string> {
  const row = await trx
    .selectFrom('prescription')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound('prescription');
  if (row.cancelled_at !== null) {
    throw new Problem(
      409,
      'cancelled-already',
      `This prescription was cancelled before: ${row.cancelled_why}`,
    );
  }
  await trx
    .updateTable('prescription')
    .set({ cancelled_at: origin.at, cancelled_why: why })
    .where('id', '=', id)
    .execute();
  await audit(trx, origin, {
    action: 'prescription.cancel',
    subject: 'prescription',
    subjectId: id,
    patientId: row.patient_id,
    after: { why },
  });
  return row.patient_id;
}

/** Of a patient, the newest first, each with how much of it was supplied. */
export async function readPrescriptions(trx: Trx, patientId: string): Promise<Prescription[]> {
  await requirePatient(trx, patientId);
  const rows = await trx
    .selectFrom('prescription')
    .selectAll()
    .select(sql<number>`supplied_of(id)`.as('supplied_ug'))
    .where('patient_id', '=', patientId)
    .orderBy('prescribed_at', 'desc')
    .orderBy('id')
    .execute();
  const prescriptions: Prescription[] = [];
  for (const row of rows) {
    const content = {
      id: row.id,
      drug: row.drug,
      form: row.form,
      strengthUg: row.strength_ug,
      doseUg: row.dose_ug,
      doses: row.doses,
      intervalHours: row.interval_hours,
      refills: row.refills,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      instructions: row.instructions,
      patientId,
    };
    prescriptions.push({
      ...content,
      prescribedAt: row.prescribed_at,
      suppliedUg: row.supplied_ug,
      prescribedUg: prescribedUg(content),
      cancelled: row.cancelled_why,
      signatures: await verifySignatures(trx, subjectOf(row.id), content),
    });
  }
  return prescriptions;
}

/** Of no patient, so that it stays as long as the register must. */
function subjectOf(id: string) {
  return { kind: 'prescription', id, version: 1, patientId: null };
}
