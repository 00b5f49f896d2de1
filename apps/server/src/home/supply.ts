import { type AmountOnDay, type DiaryState, dateIn, heldOf, type SupplyRecord } from '@ketame/care';
import type { NewHomeCount } from '@ketame/contract';
import { sql } from 'kysely';
import type { Trx } from '../database/index.ts';

/** A movement of the register to or from a patient: of one pack, or of drug without packs. */
export interface SupplyMovement {
  readonly kind: 'dispensing' | 'return';
  /** ISO 8601 instant. */
  readonly at: string;
  readonly amountUg: number;
  readonly pack: string | null;
  /** Of the entry in the register: all packs of a supply have the same. */
  readonly entry: string;
  /** Hours for which it lasts as prescribed; null for a return. */
  readonly hours: number | null;
}

/** What the register gave some patients and took back, corrected entries left out, in the order of time. */
export async function readMovementsOf(
  trx: Trx,
  patientIds: readonly string[],
): Promise<Map<string, SupplyMovement[]>> {
  const found = new Map<string, SupplyMovement[]>(patientIds.map((id) => [id, []]));
  if (patientIds.length === 0) return found;
  const { rows } = await sql<SupplyMovement & { patientId: string }>`
    select entry.patient_id as "patientId", entry.kind, entry.occurred_at as at,
      coalesce(pack.dose_ug, entry.amount_ug) as "amountUg", pack.code as pack, entry.id as entry,
      coalesce(pack.dose_ug, entry.amount_ug)::float8 / prescription.dose_ug * prescription.interval_hours as hours
    from register_entry entry
      left join register_entry_pack moved on moved.entry_id = entry.id
      left join dose_pack pack on pack.id = moved.pack_id
      left join prescription on prescription.id = entry.prescription_id
    where entry.patient_id in (${sql.join(patientIds)}) and entry.kind in ('dispensing', 'return')
      and not exists (select from register_entry where corrects = entry.id)
    order by entry.occurred_at, entry.number, pack.code`.execute(trx);
  for (const { patientId, ...movement } of rows) found.get(patientId)?.push(movement);
  return found;
}

/**
 * The ways in which the supply of one patient is known, for its reconciliation.
 * @param timeZone of the patient's home, IANA: days are the patient's
 */
export function supplyOf(
  movements: readonly SupplyMovement[],
  diary: DiaryState,
  counts: readonly NewHomeCount[],
  timeZone: string,
): SupplyRecord {
  const on = (at: string): string => dateIn(timeZone, at);
  const moved = (kind: SupplyMovement['kind']): AmountOnDay[] =>
    movements
      .filter((movement) => movement.kind === kind)
      .map(({ at, amountUg, pack }) => ({ on: on(at), amountUg, pack }));
  const thrownAway = heldOf(diary, 'gone').filter(
    ({ statement: { how } }) => how === 'spilled' || how === 'thrown-away',
  );
  return {
    dispensed: moved('dispensing'),
    returned: moved('return'),
    // What was lost or stolen is nowhere: it stays unexplained.
    destroyed: thrownAway.map(({ at, statement }) => ({
      on: on(at),
      amountUg: statement.amountUg,
      pack: statement.packCode,
    })),
    taken: heldOf(diary, 'dose').map(({ at, statement }) => ({
      on: on(at),
      amountUg: statement.doseUg,
      pack: statement.packCode,
    })),
    counts: counts.map(({ at, inHandUg }) => ({ on: on(at), inHandUg })),
  };
}
