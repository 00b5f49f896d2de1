import { type HomeClinic, homeClinicSchema } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';

/** Key of the setting; patients read it too. */
const HOME_CLINIC = 'home-clinic';

/** 112 reaches help from every mobile phone, whatever the country (3GPP TS 22.101, 10.1.1); the rest nobody has said yet. */
const UNTIL_SAID: HomeClinic = {
  phone: '',
  emergencyNumber: '112',
  crisisLine: '',
  messagesRead: '',
  costs: null,
};

/** Whom a patient at home calls, and what the programme costs the clinic. */
export async function readHomeClinic(trx: Trx): Promise<HomeClinic> {
  const row = await trx
    .selectFrom('setting')
    .select('value')
    .where('key', '=', HOME_CLINIC)
    .executeTakeFirst();
  return row === undefined ? UNTIL_SAID : homeClinicSchema.parse(row.value);
}

export async function writeHomeClinic(trx: Trx, origin: Origin, wanted: HomeClinic): Promise<void> {
  const before = await readHomeClinic(trx);
  const value = JSON.stringify(wanted);
  await trx
    .insertInto('setting')
    .values({ key: HOME_CLINIC, value })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'key']).doUpdateSet({ value }))
    .execute();
  await audit(trx, origin, {
    action: 'home-clinic.change',
    subject: 'home clinic',
    before,
    after: wanted,
  });
}
