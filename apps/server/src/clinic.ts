import type { Session } from '@ketame/contract';
import { type ClinicDatabase, type ClinicScope, clinicScope, type Trx } from './database/index.ts';
import { Problem } from './http/problem.ts';

/** Key of the setting that marks a database that holds the demonstration clinic. */
const DEMONSTRATION = 'demonstration';

/** Name and IANA time zone of the clinic that the transaction is in. */
export async function readClinic(trx: Trx): Promise<Session['clinic']> {
  const row = await trx.selectFrom('clinic').selectAll().executeTakeFirstOrThrow();
  return { name: row.name, timeZone: row.time_zone };
}

/**
 * The oldest clinic of the server, whose people run it: what belongs to no clinic (a sign-in with an unknown email) is
 * audited there.
 */
export async function firstClinic(database: ClinicDatabase): Promise<ClinicScope> {
  const { id } = await database.transaction('server', (trx) =>
    trx
      .selectFrom('clinic')
      .select('id')
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow(),
  );
  return clinicScope(id);
}

/**
 * The clinic that a command means.
 * @param name absent when the command names none: then there must be one only
 * @throws Problem 404 or 409, which list the clinics
 */
export async function clinicNamed(database: ClinicDatabase, name: string | undefined): Promise<ClinicScope> {
  const clinics = await database.transaction('server', (trx) =>
    trx.selectFrom('clinic').select(['id', 'name']).orderBy('created_at').orderBy('id').execute(),
  );
  const names = clinics.map((clinic) => `"${clinic.name}"`).join(', ');
  const [found, another] = clinics.filter((clinic) => name === undefined || clinic.name === name);
  if (found === undefined) {
    throw new Problem(404, 'no-such-clinic', `There is no clinic "${name}" here. There is ${names}.`);
  }
  if (another !== undefined) {
    throw new Problem(409, 'clinic-unclear', `There are several clinics: ${names}. Name one with --clinic.`);
  }
  return clinicScope(found.id);
}

export async function isDemonstration(trx: Trx): Promise<boolean> {
  const row = await trx
    .selectFrom('setting')
    .select('key')
    .where('key', '=', DEMONSTRATION)
    .executeTakeFirst();
  return row !== undefined;
}

export async function markDemonstration(trx: Trx): Promise<void> {
  await trx.insertInto('setting').values({ key: DEMONSTRATION, value: 'true' }).execute();
}

/** True when nobody of the clinic has an account and there is no patient. */
export async function isEmpty(trx: Trx): Promise<boolean> {
  const account = await trx.selectFrom('account').select('id').limit(1).executeTakeFirst();
  const patient = await trx.selectFrom('patient').select('id').limit(1).executeTakeFirst();
  return account === undefined && patient === undefined;
}
