import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound } from '../http/problem.ts';

/**
 * Erases a patient: record, plans and all, and the key under which the audit holds what it knows of the patient. The
 * audit's entries stay, unreadable from then on, and the chain stays whole. Backups made before still have all of it, and
 * the freed bytes of the database's files keep it until they are written over.
 * @throws Problem 404
 */
export async function erasePatient(trx: Trx, origin: Origin, patientId: string): Promise<void> {
  const erased = await trx
    .deleteFrom('patient')
    .where('id', '=', patientId)
    .returning('id')
    .executeTakeFirst();
  if (!erased) throw notFound('patient');
  await audit(trx, origin, { action: 'patient.erase', subject: 'patient', subjectId: patientId });
}
