import { type JurisdictionId, jurisdictions } from '@ketame/care';
import { jurisdictionSchema } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';

/** Key of the setting that holds it. */
const JURISDICTION = 'jurisdiction';

/** Whose guidance speaks first in the clinic; "elsewhere" until somebody has said. */
export async function readJurisdiction(trx: Trx): Promise<JurisdictionId> {
  const row = await trx
    .selectFrom('setting')
    .select('value')
    .where('key', '=', JURISDICTION)
    .executeTakeFirst();
  return row === undefined ? 'elsewhere' : jurisdictionSchema.shape.jurisdiction.parse(row.value);
}

export async function writeJurisdiction(
  trx: Trx,
  origin: Origin,
  jurisdiction: JurisdictionId,
): Promise<JurisdictionId> {
  const before = await readJurisdiction(trx);
  const value = JSON.stringify(jurisdiction);
  await trx
    .insertInto('setting')
    .values({ key: JURISDICTION, value })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'key']).doUpdateSet({ value }))
    .execute();
  const titleOf = (id: JurisdictionId) => jurisdictions.find((one) => one.id === id)?.title;
  await audit(trx, origin, {
    action: 'jurisdiction.change',
    subject: 'jurisdiction',
    before: titleOf(before),
    after: titleOf(jurisdiction),
  });
  return jurisdiction;
}
