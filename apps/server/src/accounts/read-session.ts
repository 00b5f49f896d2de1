import type { Session } from '@ketame/contract';
import { firstClinic, isDemonstration, readClinic } from '../clinic.ts';
import type { ClinicDatabase, ClinicScope } from '../database/index.ts';
import { demonstrationAccounts } from '../demonstration/index.ts';
import { lacksAdministrator } from './first-administrator.ts';

/**
 * What the page asks first.
 * @param scope of the account; null when nobody is signed in: then the name of the clinic is told only where there is one
 */
export async function readSession(
  database: ClinicDatabase,
  account: Session['account'],
  scope: ClinicScope | null,
): Promise<Session> {
  const { clinics, waiting } = await database.transaction('server', async (trx) => ({
    clinics: await trx.selectFrom('clinic').select('id').limit(2).execute(),
    waiting: await lacksAdministrator(trx),
  }));
  const { clinic, demonstration } = await database.transaction(
    scope ?? (await firstClinic(database)),
    async (trx) => ({ clinic: await readClinic(trx), demonstration: await isDemonstration(trx) }),
  );
  return {
    account,
    clinic: scope === null && clinics.length > 1 ? { name: 'Ketame', timeZone: 'UTC' } : clinic,
    demonstration,
    demonstrationAccounts: demonstration ? demonstrationAccounts : [],
    needsFirstAdministrator: waiting,
  };
}
