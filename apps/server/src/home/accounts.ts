import type { Account, NewHomeAccount } from '@ketame/contract';
import { createAccount } from '../accounts/accounts.ts';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { lockPatient } from '../records/known-patient.ts';

/**
 * Makes the account of a patient, who then reaches the own rows alone.
 * @param passwordHash by `hashPassword`, before the transaction
 * @throws Problem 404, 409 when the patient has one or the email is taken
 */
export async function createPatientAccount(
  trx: Trx,
  origin: Origin,
  patientId: string,
  { email }: Pick<NewHomeAccount, 'email'>,
  passwordHash: string,
): Promise<Account> {
  await lockPatient(trx, patientId);
  const known = await trx
    .selectFrom('patient_account')
    .select('account_id')
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  if (known !== undefined) {
    throw new Problem(
      409,
      'account-exists',
      'This patient has an account already. An administrator sets a new password for it.',
    );
  }
  const { given_name, family_name } = await trx
    .selectFrom('patient')
    .select(['given_name', 'family_name'])
    .where('id', '=', patientId)
    .executeTakeFirstOrThrow();
  const displayName = `${given_name} ${family_name}`;
  const account = await createAccount(trx, origin, { email, displayName, role: 'patient' }, passwordHash);
  await linkAccount(trx, origin, patientId, account.id);
  return account;
}

/** Says of which patient an account is. */
export async function linkAccount(
  trx: Trx,
  origin: Origin,
  patientId: string,
  accountId: string,
): Promise<void> {
  await trx
    .insertInto('patient_account')
    .values({ account_id: accountId, patient_id: patientId, made_by: origin.actor, made_at: origin.at })
    .execute();
  await audit(trx, origin, {
    action: 'patient-account.link',
    subject: 'patient account',
    subjectId: accountId,
    patientId,
    after: { accountId },
  });
}

/** Whose account the transaction is in. @throws Problem 404 when it is linked to no patient */
export async function ownPatient(trx: Trx, accountId: string): Promise<string> {
  const row = await trx
    .selectFrom('patient_account')
    .select('patient_id')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) throw notFound('patient of this account');
  return row.patient_id;
}
