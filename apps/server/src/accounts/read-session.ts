import type { Session } from '@ketame/contract';
import { firstClinic, isDemonstration, readClinic } from '../clinic.ts';
import type { ClinicDatabase, ClinicScope } from '../database/index.ts';
import { demonstrationAccounts } from '../demonstration/index.ts';
import { hasAdministrator } from './accounts.ts';

/**
 * What the page asks first.
 * @param scope of the account; null when nobody is signed in: then the name of the clinic is told only where there is one
 */
export async function readSession(
  database: ClinicDatabase,
  account: Session['account'],
  scope: ClinicScope | null,
): Promise<Session> {
  const clinics = await database.transaction('server', (trx) =>
    trx.selectFrom('clinic').select('id').limit(2).execute(),
  );
  const { clinic, demonstration, waiting } = await database.transaction(
    scope ?? (await firstClinic(database)),
    async (trx) => ({
      clinic: await readClinic(trx),
      demonstration: await isDemonstration(trx),
      // Somebody who is signed in has an account, and a patient sees no other.
      waiting: account === null && !(await hasAdministrator(trx)),
    }),
  );
  return {
    account,
    clinic: scope === null && clinics.length > 1 ? { name: 'Ketame', timeZone: 'UTC' } : clinic,
    demonstration,
    demonstrationAccounts: demonstration ? demonstrationAccounts : [],
    needsFirstAdministrator: waiting,
  };
}
