import type { Trx } from '../database/index.ts';
import { notFound } from '../http/problem.ts';

/** @throws Problem 404 unless the patient is one of this clinic and open to who asks */
export async function requirePatient(trx: Trx, id: string): Promise<void> {
  if (!(await patientRow(trx, id).executeTakeFirst())) throw notFound('patient');
}

/** The same, and the patient is not erased before the transaction ends. */
export async function keepPatient(trx: Trx, id: string): Promise<void> {
  if (!(await patientRow(trx, id).forKeyShare().executeTakeFirst())) throw notFound('patient');
}

/** The same, and what is counted per patient follows: of two transactions one waits for the other. */
export async function lockPatient(trx: Trx, id: string): Promise<void> {
  if (!(await patientRow(trx, id).forUpdate().executeTakeFirst())) throw notFound('patient');
}

const patientRow = (trx: Trx, id: string) => trx.selectFrom('patient').select('id').where('id', '=', id);
