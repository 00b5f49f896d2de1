import type { Account, NewAccount } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import { type ClinicDatabase, type ClinicScope, clinicScope, type Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { createAccount, hasAdministrator } from './accounts.ts';
import { newToken, tokenHash } from './sessions.ts';

/**
 * Makes the one-time token by which the first administrator of the clinic is created; an older one of that clinic is void
 * from then on.
 * @returns the token to print, or null when there is an administrator already
 */
export async function renewFirstAdministratorToken(trx: Trx, origin: Origin): Promise<string | null> {
  if (await hasAdministrator(trx)) return null;
  const token = newToken();
  await trx.deleteFrom('first_administrator_token').execute();
  await trx
    .insertInto('first_administrator_token')
    .values({ token_hash: tokenHash(token), created_at: origin.at })
    .execute();
  await audit(trx, origin, { action: 'first-administrator.token', subject: 'server' });
  return token;
}

/**
 * The clinic that a one-time token is of.
 * @throws Problem 403 when it is of none, 409 when every clinic has an administrator already
 */
export async function clinicOfToken(database: ClinicDatabase, token: string): Promise<ClinicScope> {
  const { found, waiting } = await database.transaction('server', async (trx) => ({
    found: await trx
      .selectFrom('first_administrator_token')
      .select('clinic_id')
      .where('token_hash', '=', tokenHash(token))
      .executeTakeFirst(),
    waiting: await lacksAdministrator(trx),
  }));
  if (found) return clinicScope(found.clinic_id);
  throw waiting ? wrongToken() : administratorExists();
}

/** Whether a clinic of the server has no administrator yet. In the scope of the server. */
export async function lacksAdministrator(trx: Trx): Promise<boolean> {
  const row = await trx
    .selectFrom('clinic')
    .select('id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('account')
            .whereRef('account.clinic_id', '=', 'clinic.id')
            .where('role', '=', 'administrator')
            .where('disabled', '=', false),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Creates the first administrator of the clinic; the token is used up.
 * @param passwordHash by `hashPassword`, before the transaction
 * @throws Problem 403 when the token is wrong, 409 when there is an administrator already
 */
export async function createFirstAdministrator(
  trx: Trx,
  origin: Origin,
  token: string,
  account: Pick<NewAccount, 'email' | 'displayName'>,
  passwordHash: string,
): Promise<Account> {
  if (await hasAdministrator(trx)) throw administratorExists();
  const used = await trx
    .deleteFrom('first_administrator_token')
    .where('token_hash', '=', tokenHash(token))
    .returning('created_at')
    .executeTakeFirst();
  if (!used) throw wrongToken();
  return createAccount(trx, origin, { ...account, role: 'administrator' }, passwordHash);
}

function administratorExists(): Problem {
  return new Problem(409, 'administrator-exists', 'There is an administrator already. Sign in instead.');
}

function wrongToken(): Problem {
  return new Problem(
    403,
    'wrong-token',
    'This is not the token that the server printed when it last started. Copy it again from the terminal.',
    { fields: [{ path: 'token', expected: 'the one-time token that the server printed' }] },
  );
}
