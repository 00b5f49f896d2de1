import { randomUUID } from 'node:crypto';
import type { ClinicSettings } from '@ketame/contract';
import { renewFirstAdministratorToken } from '../accounts/first-administrator.ts';
import { audit, type Origin } from '../audit/index.ts';
import { type ClinicDatabase, clinicScope, type Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';

export async function readClinicSettings(trx: Trx): Promise<ClinicSettings> {
  const row = await trx.selectFrom('clinic').selectAll().executeTakeFirstOrThrow();
  return { name: row.name, timeZone: row.time_zone, secondFactorRequired: row.second_factor_required };
}

export async function writeClinicSettings(
  trx: Trx,
  origin: Origin,
  settings: ClinicSettings,
): Promise<ClinicSettings> {
  const before = await readClinicSettings(trx);
  await trx
    .updateTable('clinic')
    .set({
      name: settings.name,
      time_zone: settings.timeZone,
      second_factor_required: settings.secondFactorRequired,
    })
    .execute();
  await audit(trx, origin, { action: 'clinic.change', subject: 'clinic', before, after: settings });
  return settings;
}

/**
 * Adds a clinic to the server. What is in it, the other clinics do not see.
 * @returns the one-time token of its first administrator; for a clinic of this name that has none yet a new one
 * @throws Problem 409 when there is a clinic of this name with an administrator
 */
export async function addClinic(
  database: ClinicDatabase,
  origin: Origin,
  { name, timeZone }: { readonly name: string; readonly timeZone: string },
): Promise<{ readonly token: string }> {
  const known = await database.transaction('server', (trx) =>
    trx.selectFrom('clinic').select('id').where('name', '=', name).executeTakeFirst(),
  );
  const id = known?.id ?? randomUUID();
  const token = await database.transaction(clinicScope(id), async (trx) => {
    if (!known) {
      await trx.insertInto('clinic').values({ id, name, time_zone: timeZone }).execute();
      await audit(trx, origin, {
        action: 'clinic.add',
        subject: 'clinic',
        subjectId: id,
        after: { name, timeZone },
      });
    }
    return renewFirstAdministratorToken(trx, origin);
  });
  if (token === null) {
    throw new Problem(
      409,
      'clinic-exists',
      `There is a clinic "${name}" on this server, and it has an administrator. Choose another name.`,
    );
  }
  return { token };
}
