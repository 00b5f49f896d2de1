import type { Session } from '@ketame/contract';
import type { Trx } from './database/index.ts';

/** Key of the setting that marks a database that holds the demonstration clinic. */
const DEMONSTRATION = 'demonstration';

/** Name and IANA time zone of the clinic. */
export async function readClinic(trx: Trx): Promise<Session['clinic']> {
  const row = await trx.selectFrom('clinic').selectAll().executeTakeFirst();
  return { name: row?.name ?? 'Ketame', timeZone: row?.time_zone ?? 'UTC' };
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

/** True when nobody has an account and there is no patient. */
export async function isEmpty(trx: Trx): Promise<boolean> {
  const account = await trx.selectFrom('account').select('id').limit(1).executeTakeFirst();
  const patient = await trx.selectFrom('patient').select('id').limit(1).executeTakeFirst();
  return account === undefined && patient === undefined;
}
