import { type FollowUpContent, type FollowUpResult, formProblems, instrumentOf } from '@ketame/care';
import {
  type changeFollowUpResultSchema,
  followUpResultSchema,
  type newFollowUpResultSchema,
} from '@ketame/contract';
import type { z } from 'zod';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { requireNotAhead } from '../http/not-ahead.ts';
import { notFound, Problem } from '../http/problem.ts';
import { keepPatient } from '../records/known-patient.ts';

const selected = (trx: Trx) =>
  trx
    .selectFrom('follow_up_result')
    .innerJoin('account', 'account.id', 'follow_up_result.saved_by')
    .select([
      'follow_up_result.id',
      'patient_id as patientId',
      'version',
      'at',
      'content',
      'struck',
      'saved_at as savedAt',
      'account.display_name as savedBy',
    ]);

/** The results of a patient in the order of time, those struck out among them. */
export async function readResults(trx: Trx, patientId: string): Promise<FollowUpResult[]> {
  return (await readResultsOf(trx, [patientId])).get(patientId) ?? [];
}

/** The same of several patients. */
export async function readResultsOf(
  trx: Trx,
  patientIds: readonly string[],
): Promise<Map<string, FollowUpResult[]>> {
  const rows = await selected(trx)
    .where('patient_id', 'in', [...patientIds])
    .orderBy('at')
    .orderBy('follow_up_result.id')
    .execute();
  const found = new Map<string, FollowUpResult[]>();
  for (const { patientId, ...row } of rows) {
    const known = found.get(patientId) ?? [];
    known.push(followUpResultSchema.parse(row));
    found.set(patientId, known);
  }
  return found;
}

/**
 * Enters a result; a draft of the same id is done with. The same sent again is entered once.
 * @throws Problem 404, 400 when it lies in the future or a form is not complete, 422 when a score differs from the
 * server's, 409 when the id is that of another result
 */
export async function addResult(
  trx: Trx,
  origin: Origin,
  patientId: string,
  { id, at, content }: z.infer<typeof newFollowUpResultSchema>,
): Promise<void> {
  await keepPatient(trx, patientId);
  checkContent(origin, at, content);
  const created = await trx
    .insertInto('follow_up_result')
    .values({
      id,
      patient_id: patientId,
      version: 1,
      at,
      content: JSON.stringify(content),
      saved_by: origin.actor,
      saved_at: origin.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!created) {
    const known = await selected(trx).where('follow_up_result.id', '=', id).executeTakeFirst();
    const isSame =
      known?.patientId === patientId &&
      known.version === 1 &&
      Date.parse(known.at) === Date.parse(at) &&
      canonicalJson(known.content) === canonicalJson(content);
    if (isSame) return;
    throw new Problem(409, 'result-exists', 'Another result was entered under this id. Make a new id.');
  }
  await trx
    .deleteFrom('questionnaire_draft')
    .where('id', '=', id)
    .where('patient_id', '=', patientId)
    .execute();
  await audit(trx, origin, {
    action: 'follow-up.enter',
    subject: 'follow-up result',
    subjectId: id,
    patientId,
    after: { at, content },
  });
}

/**
 * Corrects a result, or strikes it out; the audit keeps what it was.
 * @returns the patient
 * @throws Problem 404, 412 with the stored result when its version is not `basedOn`, 409 when it is struck out or would
 * become another kind, and what `addResult` throws of its content
 */
export async function changeResult(
  trx: Trx,
  origin: Origin,
  id: string,
  basedOn: number,
  change: z.infer<typeof changeFollowUpResultSchema>,
): Promise<string> {
  const row = await selected(trx)
    .where('follow_up_result.id', '=', id)
    .forUpdate('follow_up_result')
    .executeTakeFirst();
  if (!row) throw notFound('result');
  const { patientId, ...rest } = row;
  const stored = followUpResultSchema.parse(rest);
  const after =
    change.change === 'strike'
      ? { at: stored.at, content: stored.content, struck: change.why }
      : { at: change.at, content: change.content, struck: null };
  const was = { at: stored.at, content: stored.content, struck: stored.struck };
  if (stored.version === basedOn + 1 && canonicalJson(was) === canonicalJson(after)) return patientId;
  if (stored.version !== basedOn) {
    throw new Problem(
      412,
      'result-changed',
      `${stored.savedBy} changed this result meanwhile (now version ${stored.version}, yours was made from ${basedOn}). Look at both, then change it again.`,
      { stored },
    );
  }
  if (stored.struck !== null) {
    throw new Problem(409, 'struck-out', 'This result is struck out and stays so. Enter a new one.');
  }
  if (after.content.kind !== stored.content.kind) {
    throw new Problem(
      409,
      'another-kind',
      'A correction stays of its kind. Strike it out, and enter a new one.',
    );
  }
  if (change.change === 'correct') checkContent(origin, change.at, change.content);
  await trx
    .updateTable('follow_up_result')
    .set({
      version: stored.version + 1,
      at: after.at,
      content: JSON.stringify(after.content),
      struck: after.struck,
      saved_by: origin.actor,
      saved_at: origin.at,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, origin, {
    action: change.change === 'strike' ? 'follow-up.strike' : 'follow-up.correct',
    subject: 'follow-up result',
    subjectId: id,
    patientId,
    before: was,
    after,
  });
  return patientId;
}

function checkContent(origin: Origin, at: string, content: FollowUpContent): void {
  requireNotAhead(at, origin, 'at');
  if (content.kind !== 'questionnaire') return;
  const instrument = instrumentOf(content.instrument);
  if (instrument === undefined || instrument.version !== content.version) {
    throw new Problem(
      409,
      'form-changed',
      `The form is version ${instrument?.version ?? 'unknown'} by now. Load the page again, and look at the answers.`,
    );
  }
  const fields = formProblems(instrument, content).map(({ path, expected }) => ({
    path: `content.${path}`,
    expected,
  }));
  const [first] = fields;
  if (first === undefined) return;
  const isScore = fields.every(({ path }) => path.startsWith('content.scores.'));
  throw new Problem(
    isScore ? 422 : 400,
    isScore ? 'score-differs' : 'invalid',
    `${instrument.title} was not entered: "${first.path}" should be ${first.expected}. Nothing was changed.`,
    { fields },
  );
}
