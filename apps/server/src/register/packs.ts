import { readPackCode } from '@ketame/care';
import type { DosePack } from '@ketame/contract';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';

/** @throws Problem 404 when the clinic has no such lot */
export async function requireLot(trx: Trx, id: string): Promise<void> {
  const row = await trx.selectFrom('register_lot').select('id').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('lot');
}

/**
 * The packs with these codes, which must be of one lot: an entry has one.
 * @throws Problem 400 for a code with a wrong character or named twice, 404, 409 when they are of several lots
 */
export async function findPacks(
  trx: Trx,
  typed: readonly string[],
): Promise<{ readonly lotId: string; readonly amountUg: number; readonly ids: readonly string[] }> {
  const codes = typed.map(packCodeOf);
  if (new Set(codes).size < codes.length) {
    throw new Problem(400, 'pack-named-twice', 'A pack is named twice. Scan each once. Nothing was entered.');
  }
  const packs = await trx
    .selectFrom('dose_pack')
    .select(['id', 'code', 'lot_id', 'dose_ug'])
    .where('code', 'in', codes)
    .execute();
  const missing = codes.find((code) => !packs.some((pack) => pack.code === code));
  const [first] = packs;
  if (missing !== undefined || first === undefined) throw notFound(`pack ${missing ?? ''}`);
  if (packs.some(({ lot_id }) => lot_id !== first.lot_id)) {
    throw new Problem(
      409,
      'several-lots',
      'These packs are of several lots. Enter those of each lot by themselves. Nothing was entered.',
    );
  }
  return {
    lotId: first.lot_id,
    amountUg: packs.reduce((sum, { dose_ug }) => sum + dose_ug, 0),
    ids: packs.map(({ id }) => id),
  };
}

/** @throws Problem 400, 404 */
export async function readPack(trx: Trx, typed: string): Promise<DosePack> {
  const row = await trx
    .selectFrom('dose_pack')
    .innerJoin('register_lot', 'register_lot.id', 'dose_pack.lot_id')
    .innerJoin('register_account', 'register_account.id', 'dose_pack.account_id')
    .select([
      'dose_pack.code',
      'register_lot.register_id as registerId',
      'register_lot.id as lotId',
      'register_lot.lot',
      'register_lot.expiry',
      'dose_pack.dose_ug as doseUg',
      'register_account.kind as place',
      'register_account.patient_id as patientId',
    ])
    .where('dose_pack.code', '=', packCodeOf(typed))
    .executeTakeFirst();
  if (row === undefined) throw notFound('pack');
  return row;
}

function packCodeOf(typed: string): string {
  const code = readPackCode(typed);
  if (code !== null) return code;
  throw new Problem(
    400,
    'no-pack-code',
    `"${typed}" is no code of a pack: a character is wrong or missing. Scan it again. Nothing was entered.`,
  );
}
