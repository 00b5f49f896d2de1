import { randomUUID } from 'node:crypto';
import { createAccount } from './accounts/accounts.ts';
import { renewFirstAdministratorToken } from './accounts/first-administrator.ts';
import { hashPassword } from './accounts/password.ts';
import { audit, type Origin } from './audit/index.ts';
import { firstClinic, isDemonstration, isEmpty, markDemonstration } from './clinic.ts';
import { type ClinicDatabase, type ClinicScope, StartError } from './database/index.ts';
import { demonstrationAccounts, loadDemonstration } from './demonstration/index.ts';

/** How somebody gets in after a start. */
export type Entrance =
  | { readonly kind: 'accounts' }
  | { readonly kind: 'demonstration' }
  | { readonly kind: 'first administrator'; readonly token: string };

/**
 * Gives an empty database its beginning: the demonstration clinic, or a one-time token for the first administrator. Each
 * is one transaction, so that a start that is killed leaves none of it.
 * @param wanted whether the demonstration clinic is wanted; undefined: in an embedded database
 * @throws StartError when it is not wanted and the database holds it
 */
export async function prepareClinic(
  database: ClinicDatabase,
  now: Date,
  wanted: boolean | undefined,
): Promise<Entrance> {
  const origin: Origin = { actor: 'server', requestId: randomUUID(), at: now.toISOString() };
  const scope = await firstClinic(database);
  if (await database.transaction(scope, isDemonstration)) {
    if (wanted === false) {
      throw new StartError(
        'This database holds the demonstration clinic, whose passwords everybody knows, and KETAME_DEMO=0 asks for none. Choose another folder with KETAME_DATA, or another DATABASE_URL.',
      );
    }
    return { kind: 'demonstration' };
  }
  if (wanted ?? database.kind === 'embedded') {
    if (await loadIntoEmpty(database, scope, origin)) return { kind: 'demonstration' };
  }
  const token = await database.transaction(scope, (trx) => renewFirstAdministratorToken(trx, origin));
  return token === null ? { kind: 'accounts' } : { kind: 'first administrator', token };
}

async function loadIntoEmpty(database: ClinicDatabase, scope: ClinicScope, origin: Origin): Promise<boolean> {
  if (!(await database.transaction(scope, isEmpty))) return false;
  // Hashing takes long: before the transaction.
  const accounts = await Promise.all(
    demonstrationAccounts.map(async ({ password, ...account }) => ({
      account,
      passwordHash: await hashPassword(password),
    })),
  );
  return database.transaction(scope, async (trx) => {
    if (!(await isEmpty(trx))) return false;
    await markDemonstration(trx);
    for (const { account, passwordHash } of accounts) await createAccount(trx, origin, account, passwordHash);
    await loadDemonstration(trx, origin);
    await audit(trx, origin, { action: 'demonstration.load', subject: 'server' });
    return true;
  });
}
