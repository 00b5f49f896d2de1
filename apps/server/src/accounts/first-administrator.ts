import type { Account, NewAccount } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { createAccount, hasAdministrator } from './accounts.ts';
import { newToken, tokenHash } from './sessions.ts';

/**
 * Makes the one-time token by which the first administrator is created; an older one is void from then on.
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
 * Creates the first administrator; the token is used up.
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
  if (await hasAdministrator(trx)) {
    throw new Problem(409, 'administrator-exists', 'There is an administrator already. Sign in instead.');
  }
  const used = await trx
    .deleteFrom('first_administrator_token')
    .where('token_hash', '=', tokenHash(token))
    .returning('created_at')
    .executeTakeFirst();
  if (!used) {
    throw new Problem(
      403,
      'wrong-token',
      'This is not the token that the server printed when it last started. Copy it again from the terminal.',
      { fields: [{ path: 'token', expected: 'the one-time token that the server printed' }] },
    );
  }
  return createAccount(trx, origin, { ...account, role: 'administrator' }, passwordHash);
}
