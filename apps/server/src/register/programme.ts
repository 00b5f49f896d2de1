import type { NewHomeProgramme } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { lockPatient, requirePatient } from '../records/known-patient.ts';

/** Whether a patient may be supplied at home; null when nobody has said. */
export async function readProgramme(trx: Trx, patientId: string) {
  await requirePatient(trx, patientId);
  const row = await trx
    .selectFrom('home_programme')
    .selectAll()
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { version: row.version, status: row.status, validUntil: row.valid_until, setAt: row.set_at };
}

/**
 * Sets it. The database supplies nothing without an active one.
 * @throws Problem 404, 412 when it has changed since it was seen
 */
export async function setProgramme(
  trx: Trx,
  origin: Origin,
  patientId: string,
  wanted: NewHomeProgramme,
): Promise<void> {
  await lockPatient(trx, patientId);
  const before = await readProgramme(trx, patientId);
  if ((before?.version ?? 0) !== wanted.version) {
    throw new Problem(
      412,
      'changed-meanwhile',
      'Somebody else has set the programme meanwhile. Look at it and set it again.',
      {
        stored: before,
      },
    );
  }
  const row = {
    version: wanted.version + 1,
    status: wanted.status,
    valid_until: wanted.validUntil,
    set_by: origin.actor,
    set_at: origin.at,
  };
  await trx
    .insertInto('home_programme')
    .values({ patient_id: patientId, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'patient_id']).doUpdateSet(row))
    .execute();
  await audit(trx, origin, {
    action: 'home-programme.set',
    subject: 'home programme',
    subjectId: patientId,
    patientId,
    ...(before === null ? {} : { before }),
    after: { status: wanted.status, validUntil: wanted.validUntil },
  });
}
