import type { Answer, BearingSubject, Override, Protocol, SelectionInput } from '@ketame/care';
import { answerSchema, protocolSchema } from '@ketame/contract';
import { z } from 'zod';
import type { Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound } from '../http/problem.ts';
import { readLaboratoryProfile } from '../laboratory/laboratory-profile.ts';
import { clinicDate } from '../records/clinic-date.ts';
import { identityOf } from '../records/patients.ts';
import { readEntries } from '../records/stored-entries.ts';
import { isOf } from '../signatures/signatures.ts';
import { readJurisdiction } from './jurisdiction.ts';

export interface StoredSelection {
  readonly id: string;
  readonly patientId: string;
  readonly version: number;
  readonly protocol: Protocol;
  readonly answers: readonly Answer[];
  readonly savedBy: string;
  readonly savedAt: string;
}

/** A selection as it is stored. @param lock keeps others from changing it until the transaction ends @throws Problem 404 */
export async function readStored(
  trx: Trx,
  id: string,
  { lock }: { readonly lock: boolean },
): Promise<StoredSelection> {
  const query = trx.selectFrom('selection').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw notFound('selection');
  const { display_name } = await trx
    .selectFrom('account')
    .select('display_name')
    .where('id', '=', row.saved_by)
    .executeTakeFirstOrThrow();
  return {
    id,
    patientId: row.patient_id,
    version: row.version,
    protocol: protocolSchema.parse(row.protocol),
    answers: z.array(answerSchema).parse(row.answers),
    savedBy: display_name,
    savedAt: row.saved_at,
  };
}

/** Writes the answers as the next version. */
export async function writeVersion(
  trx: Trx,
  origin: Origin,
  stored: StoredSelection,
  answers: readonly Answer[],
): Promise<void> {
  await trx
    .updateTable('selection')
    .set({
      version: stored.version + 1,
      answers: JSON.stringify(answers),
      saved_by: origin.actor,
      saved_at: origin.at,
    })
    .where('id', '=', stored.id)
    .execute();
}

/** An override with its id; what it signs is `signedOverride`. */
export interface StoredOverride extends Override {
  readonly id: string;
}

export const OVERRIDE = 'selection override';

/** What the physicians sign who set a criterion aside. */
export const signedOverride = ({ criterion, of, why }: Pick<Override, 'criterion' | 'of' | 'why'>) => ({
  criterion,
  of,
  why,
});

/** The overrides of a selection with who signed them; a signature that no longer fits the content does not count. */
export async function readOverrides(trx: Trx, selectionId: string): Promise<StoredOverride[]> {
  const rows = await trx
    .selectFrom('selection_override')
    .selectAll()
    .where('selection_id', '=', selectionId)
    .orderBy('id')
    .execute();
  const overrides: StoredOverride[] = [];
  for (const row of rows) {
    const content = { criterion: row.criterion, of: row.reason_refused, why: row.why };
    const subject = { kind: OVERRIDE, id: row.id, version: 1, patientId: row.patient_id };
    const signatures = await trx
      .selectFrom('signature')
      .selectAll()
      .where('subject', '=', OVERRIDE)
      .where('subject_id', '=', row.id)
      .orderBy('signed_at')
      .orderBy('id')
      .execute();
    const [by, second] = signatures
      .filter((signature) => isOf(signature, subject, signedOverride(content)))
      .map((signature) => ({
        account: signature.signed_by,
        name: signature.printed_name,
        at: signature.signed_at,
      }));
    if (by !== undefined) overrides.push({ id: row.id, ...content, by, second: second ?? null });
  }
  return overrides;
}

/** All that the verdict depends on, as of now. @throws Problem 404 */
export async function readInput(
  trx: Trx,
  origin: Origin,
  { id, patientId, protocol, answers }: StoredSelection,
): Promise<SelectionInput> {
  const overrides = (await readOverrides(trx, id)).map(({ id: _id, ...override }) => override);
  return {
    protocol,
    subject: await readSubject(trx, origin, patientId),
    answers,
    overrides,
    jurisdiction: await readJurisdiction(trx),
  };
}

async function readSubject(trx: Trx, origin: Origin, patientId: string): Promise<BearingSubject> {
  const row = await trx.selectFrom('patient').selectAll().where('id', '=', patientId).executeTakeFirst();
  if (!row) throw notFound('patient');
  return {
    identity: identityOf(row),
    entries: await readEntries(trx, patientId),
    pregnancy: row.pregnancy,
    laboratoryProfile: await readLaboratoryProfile(trx),
    today: await clinicDate(trx, origin.at),
  };
}
