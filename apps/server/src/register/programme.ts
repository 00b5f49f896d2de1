import type { Trx } from '../database/index.ts';
import { requirePatient } from '../records/known-patient.ts';

/** Whether a patient may be supplied at home; null when nobody has said. The enrolment sets it. */
export async function readProgramme(trx: Trx, patientId: string) {
  await requirePatient(trx, patientId);
  const row = await trx
    .selectFrom('home_programme')
    .selectAll()
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    version: row.version,
    status: row.status,
    validUntil: row.valid_until,
    drug: row.drug,
    setAt: row.set_at,
  };
}
