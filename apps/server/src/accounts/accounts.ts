import { randomUUID } from 'node:crypto';
import type { Account, ListedAccount, NewAccount } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import { errorCode, type Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { accountOf } from './account.ts';
import { endSessions } from './sessions.ts';

/** Every account of the clinic, with its second factors. */
export async function listAccounts(trx: Trx): Promise<ListedAccount[]> {
  const rows = await trx
    .selectFrom('account')
    .selectAll()
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom('authenticator_app')
          .whereRef('authenticator_app.account_id', '=', 'account.id')
          .where('confirmed', '=', true),
      ).as('has_app'),
      selectFrom('passkey')
        .whereRef('passkey.account_id', '=', 'account.id')
        .select((passkey) => passkey.fn.countAll<number>().as('count'))
        .as('passkeys'),
    ])
    .orderBy('email')
    .execute();
  return rows.map((row) => ({
    ...accountOf(row),
    authenticatorApp: Boolean(row.has_app),
    passkeys: row.passkeys ?? 0,
  }));
}

/**
 * @param passwordHash by `hashPassword`, before the transaction
 * @throws Problem 409 when the email is taken
 */
export async function createAccount(
  trx: Trx,
  origin: Origin,
  account: Omit<NewAccount, 'password'>,
  passwordHash: string,
): Promise<Account> {
  try {
    const row = await trx
      .insertInto('account')
      .values({
        id: randomUUID(),
        email: account.email,
        display_name: account.displayName,
        role: account.role,
        password_hash: passwordHash,
        created_at: origin.at,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const created = accountOf(row);
    await audit(trx, origin, {
      action: 'account.create',
      subject: 'account',
      subjectId: created.id,
      after: created,
    });
    return created;
  } catch (error) {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error;
    throw new Problem(409, 'email-taken', `There is already an account with the email ${account.email}.`, {
      fields: [{ path: 'email', expected: 'an email that no account has yet' }],
    });
  }
}

/** PostgreSQL 15 manual, appendix A. */
const UNIQUE_VIOLATION = '23505';

/**
 * Changes the name, the role or whether the account is disabled; a disabled account's sessions end.
 * @throws Problem 404, or 409 when no administrator would be left, or the role of a patient's account would change
 */
export async function changeAccount(
  trx: Trx,
  origin: Origin,
  id: string,
  change: Partial<Pick<Account, 'displayName' | 'role' | 'disabled'>>,
): Promise<Account> {
  // All administrators are locked, so that two of them cannot disable each other at once.
  const administrators = await trx
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute();
  const row = await trx.selectFrom('account').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('account');
  const before = accountOf(row);
  const after = { ...before, ...change };
  if (after.role !== before.role) await requireNoPatient(trx, id);
  const stays = after.role === 'administrator' && !after.disabled;
  if (
    !stays &&
    administrators.every((administrator) => administrator.id === id) &&
    administrators.length > 0
  ) {
    throw new Problem(
      409,
      'last-administrator',
      'This is the only administrator left. Make another one first.',
    );
  }
  await trx
    .updateTable('account')
    .set({ display_name: after.displayName, role: after.role, disabled: after.disabled })
    .where('id', '=', id)
    .execute();
  if (after.disabled) await endSessions(trx, id);
  await audit(trx, origin, { action: 'account.change', subject: 'account', subjectId: id, before, after });
  return after;
}

/** The account of a patient stays one: it would open the records of others to this patient. @throws Problem 409 */
async function requireNoPatient(trx: Trx, id: string): Promise<void> {
  const linked = await trx
    .selectFrom('patient_account')
    .select('patient_id')
    .where('account_id', '=', id)
    .executeTakeFirst();
  if (linked === undefined) return;
  throw new Problem(
    409,
    'account-of-a-patient',
    'This is the account of a patient, who reaches the own record alone with it. Make another account for a person of the clinic.',
    { fields: [{ path: 'role', expected: 'patient, as it is' }] },
  );
}

/**
 * Sets a new password, lifts a lock and ends every session of the account, except the one of `keptToken`.
 * @throws Problem 404
 */
export async function changePassword(
  trx: Trx,
  origin: Origin,
  id: string,
  passwordHash: string,
  keptToken?: string,
): Promise<void> {
  const changed = await trx
    .updateTable('account')
    .set({ password_hash: passwordHash, failed_sign_ins: 0, locked_until: null })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw notFound('account');
  await endSessions(trx, id, keptToken);
  await audit(trx, origin, { action: 'password.change', subject: 'account', subjectId: id });
}

export async function hasAdministrator(trx: Trx): Promise<boolean> {
  const row = await trx
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled', '=', false)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
