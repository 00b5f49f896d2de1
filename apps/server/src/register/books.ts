import { type RegisterProfileId, registerProfile } from '@ketame/care';
import { type NewRegister, type Register, registerProfileSchema, registerSchema } from '@ketame/contract';
import { sql } from 'kysely';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';

/** Key of the setting that holds whose rules new books and prescriptions follow. */
const PROFILE = 'register-profile';

/** "elsewhere", the rules that are ours, until an administrator has said. */
export async function readProfile(trx: Trx): Promise<RegisterProfileId> {
  const row = await trx.selectFrom('setting').select('value').where('key', '=', PROFILE).executeTakeFirst();
  return row === undefined ? 'elsewhere' : registerProfileSchema.shape.profile.parse(row.value);
}

export async function writeProfile(trx: Trx, origin: Origin, profile: RegisterProfileId): Promise<void> {
  const before = await readProfile(trx);
  const value = JSON.stringify(profile);
  await trx
    .insertInto('setting')
    .values({ key: PROFILE, value })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'key']).doUpdateSet({ value }))
    .execute();
  await audit(trx, origin, {
    action: 'register-profile.change',
    subject: 'register profile',
    before,
    after: profile,
  });
}

/**
 * Opens a book for a product at a site, with the rules of the clinic's country as they are now.
 * @throws Problem 409 when there is such a book, or the id is that of another
 */
export async function openRegister(trx: Trx, origin: Origin, wanted: NewRegister): Promise<void> {
  const profile = registerProfile(await readProfile(trx));
  const made = await trx
    .insertInto('register')
    .values({
      id: wanted.id,
      site: wanted.site,
      drug: wanted.drug,
      form: wanted.form,
      strength_ug: wanted.strengthUg,
      profile: profile.id,
      two_people: JSON.stringify(profile.twoPeople.value),
      discrepancy_hours: profile.discrepancyHours.value,
      opened_by: origin.actor,
      opened_at: origin.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 0n) {
    const { id, site, drug, form, strength_ug } =
      (await trx.selectFrom('register').selectAll().where('id', '=', wanted.id).executeTakeFirst()) ?? {};
    if (
      id !== undefined &&
      site === wanted.site &&
      drug === wanted.drug &&
      form === wanted.form &&
      strength_ug === wanted.strengthUg
    ) {
      return;
    }
    throw new Problem(
      409,
      'register-exists',
      `There is a book of ${wanted.drug}, ${wanted.form}, at ${wanted.site} already. Use that one, or name another site.`,
    );
  }
  await audit(trx, origin, {
    action: 'register.open',
    subject: 'register',
    subjectId: wanted.id,
    after: { ...wanted, profile: profile.id },
  });
}

/** All books with what lies in their lots. */
export async function readRegisters(trx: Trx): Promise<Register[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select id, site, drug, form, strength_ug as "strengthUg", profile, two_people as "twoPeople",
      last_number as entries, balance_ug as "balanceUg",
      (select count(*) from register_discrepancy where register_id = register.id and closed_at is null) as "openDiscrepancies",
      (select coalesce(jsonb_agg(jsonb_build_object('id', lot.id, 'lot', lot.lot, 'expiry', lot.expiry, 'gtin', lot.gtin,
          'stockUg', coalesce(held.stock, 0), 'preparedUg', coalesce(held.prepared, 0), 'returnedUg', coalesce(held.returned, 0))
          order by lot.expiry, lot.lot), '[]')
        from register_lot lot left join lateral (
          select sum(balance_ug) filter (where kind = 'stock') as stock,
            sum(balance_ug) filter (where kind = 'prepared') as prepared,
            sum(balance_ug) filter (where kind = 'returned') as returned
          from register_account where lot_id = lot.id) held on true
        where lot.register_id = register.id) as lots
    from register order by site, drug, form, strength_ug`.execute(trx);
  return rows.map((row) => registerSchema.parse(row));
}

/** @throws Problem 404 */
export async function readRegister(trx: Trx, id: string): Promise<Register> {
  const found = (await readRegisters(trx)).find((one) => one.id === id);
  if (found === undefined) throw notFound('register');
  return found;
}
