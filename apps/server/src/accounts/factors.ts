import type { Factors } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound } from '../http/problem.ts';
import { hasApp } from './authenticator-app.ts';
import { listPasskeys } from './passkeys.ts';
import { endSessions } from './sessions.ts';

/** The second factors of an account, and whether its clinic requires one. */
export async function readFactors(trx: Trx, accountId: string): Promise<Factors> {
  const clinic = await trx.selectFrom('clinic').select('second_factor_required').executeTakeFirstOrThrow();
  const codes = await trx
    .selectFrom('recovery_code')
    .select((code) => code.fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return {
    required: clinic.second_factor_required,
    authenticatorApp: await hasApp(trx, accountId),
    recoveryCodesLeft: codes.left,
    passkeys: await listPasskeys(trx, accountId),
  };
}

/** Removes the app with its recovery codes. The caller audits. @throws Problem 404 when there is none */
export async function removeApp(trx: Trx, accountId: string): Promise<void> {
  const removed = await trx
    .deleteFrom('authenticator_app')
    .where('account_id', '=', accountId)
    .returning('account_id')
    .executeTakeFirst();
  if (!removed) throw notFound('authenticator app');
  await trx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
}

/** The caller audits. @returns its name @throws Problem 404 */
export async function removePasskey(trx: Trx, accountId: string, id: string): Promise<string> {
  const removed = await trx
    .deleteFrom('passkey')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst();
  if (!removed) throw notFound('passkey');
  return removed.name;
}

/** Removes all second factors of somebody who lost them, and ends the sessions. @throws Problem 404 */
export async function resetFactors(trx: Trx, origin: Origin, accountId: string): Promise<void> {
  const known = await trx.selectFrom('account').select('id').where('id', '=', accountId).executeTakeFirst();
  if (!known) throw notFound('account');
  await trx.deleteFrom('authenticator_app').where('account_id', '=', accountId).execute();
  await trx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
  await trx.deleteFrom('passkey').where('account_id', '=', accountId).execute();
  await endSessions(trx, accountId);
  await audit(trx, origin, { action: 'factor.reset', subject: 'account', subjectId: accountId });
}
