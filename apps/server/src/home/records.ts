import {
  homeContactSchema,
  homeFactSchema,
  type NewHomeContact,
  type NewHomeCount,
  type NewHomeFact,
  newHomeCountSchema,
} from '@ketame/contract';
import type { z } from 'zod';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { requireNotAhead } from '../http/not-ahead.ts';
import { Problem } from '../http/problem.ts';
import { lockPatient } from '../records/known-patient.ts';

/** What the clinic saw to for one patient, each in the order of time. */
export interface HomeRecords {
  readonly facts: z.infer<typeof homeFactSchema>[];
  readonly contacts: z.infer<typeof homeContactSchema>[];
  readonly counts: NewHomeCount[];
}

const noRecords = (): HomeRecords => ({ facts: [], contacts: [], counts: [] });

/**
 * Enters a fact, a contact or a count. The same sent again is entered once.
 * @throws Problem 404, 400 when it lies in the future, 409 when the id is that of another
 */
export async function addHomeRecord(
  trx: Trx,
  origin: Origin,
  patientId: string,
  record:
    | { readonly kind: 'fact'; readonly content: NewHomeFact }
    | { readonly kind: 'contact'; readonly content: NewHomeContact }
    | { readonly kind: 'count'; readonly content: NewHomeCount },
): Promise<void> {
  await lockPatient(trx, patientId);
  const { id, at } = record.content;
  requireNotAhead(at, origin, 'at');
  const known = await trx
    .selectFrom('home_record')
    .select(['kind', 'content'])
    .where('patient_id', '=', patientId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (known !== undefined) {
    if (known.kind === record.kind && canonicalJson(known.content) === canonicalJson(record.content)) return;
    throw new Problem(409, 'record-exists', 'Another entry has this id. Make a new id for a new entry.');
  }
  await trx
    .insertInto('home_record')
    .values({
      patient_id: patientId,
      id,
      kind: record.kind,
      at,
      content: JSON.stringify(record.content),
      recorded_by: origin.actor,
      recorded_at: origin.at,
    })
    .execute();
  await audit(trx, origin, {
    action: `home.${record.kind}`,
    subject: `home ${record.kind}`,
    subjectId: id,
    patientId,
    after: record.content,
  });
}

/** @returns of each of these patients */
export async function readHomeRecordsOf(
  trx: Trx,
  patientIds: readonly string[],
): Promise<Map<string, HomeRecords>> {
  const found = new Map<string, HomeRecords>(patientIds.map((id) => [id, noRecords()]));
  if (patientIds.length === 0) return found;
  // A patient sees no account of the clinic's people.
  const rows = await trx
    .selectFrom('home_record')
    .leftJoin('account', 'account.id', 'home_record.recorded_by')
    .select(['patient_id', 'kind', 'content', 'display_name'])
    .where('patient_id', 'in', [...patientIds])
    .orderBy('at')
    .orderBy('home_record.id')
    .execute();
  for (const { patient_id, kind, content, display_name } of rows) {
    const records = found.get(patient_id);
    const signed = { ...(content as object), by: display_name ?? '' };
    if (kind === 'fact') records?.facts.push(homeFactSchema.parse(signed));
    if (kind === 'contact') records?.contacts.push(homeContactSchema.parse(signed));
    if (kind === 'count') records?.counts.push(newHomeCountSchema.parse(content));
  }
  return found;
}
