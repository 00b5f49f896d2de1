import { draftProblem, instrumentOf } from '@ketame/care';
import { type Draft, type draftAnswerSchema, draftSchema, type newDraftSchema } from '@ketame/contract';
import type { z } from 'zod';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { keepPatient } from '../records/known-patient.ts';

const selected = (trx: Trx) =>
  trx
    .selectFrom('questionnaire_draft')
    .innerJoin('account', 'account.id', 'questionnaire_draft.saved_by')
    .select([
      'questionnaire_draft.id',
      'patient_id as patientId',
      'instrument',
      'instrument_version as instrumentVersion',
      'version',
      'answers',
      'saved_at as savedAt',
      'account.display_name as savedBy',
    ]);

/** Forms of a patient that have been begun and not handed in. */
export async function readDrafts(trx: Trx, patientId: string): Promise<Draft[]> {
  const rows = await selected(trx)
    .where('patient_id', '=', patientId)
    .orderBy('saved_at')
    .orderBy('questionnaire_draft.id')
    .execute();
  return rows.map((row) => draftSchema.parse(row));
}

async function readDraft(trx: Trx, id: string): Promise<Draft> {
  const row = await selected(trx)
    .where('questionnaire_draft.id', '=', id)
    .forUpdate('questionnaire_draft')
    .executeTakeFirst();
  if (!row) throw notFound('form that is being filled in');
  return draftSchema.parse(row);
}

/**
 * Begins a form. The same sent again answers what was begun.
 * @throws Problem 404, 409 when the id is that of another form or of a result
 */
export async function beginDraft(
  trx: Trx,
  origin: Origin,
  patientId: string,
  { id, instrument }: z.infer<typeof newDraftSchema>,
): Promise<Draft> {
  await keepPatient(trx, patientId);
  const result = await trx
    .selectFrom('follow_up_result')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (result) throw new Problem(409, 'handed-in', 'This form has been handed in. Begin a new one.');
  const created = await trx
    .insertInto('questionnaire_draft')
    .values({
      id,
      patient_id: patientId,
      instrument,
      instrument_version: instrumentOf(instrument)?.version ?? 1,
      version: 1,
      answers: '{}',
      saved_by: origin.actor,
      saved_at: origin.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  const draft = await readDraft(trx, id);
  if (created) {
    await audit(trx, origin, {
      action: 'questionnaire.begin',
      subject: 'questionnaire',
      subjectId: id,
      patientId,
      after: { instrument },
    });
  } else if (draft.patientId !== patientId || draft.instrument !== instrument) {
    throw new Problem(409, 'form-exists', 'Another form was begun under this id. Make a new id.');
  }
  return draft;
}

/**
 * Saves one answer, or takes it back. The same sent again answers what was saved.
 * @throws Problem 404, 400 when the item has no such answer, 412 with the stored form when its version is not `basedOn`
 */
export async function saveDraftAnswer(
  trx: Trx,
  origin: Origin,
  id: string,
  basedOn: number,
  { item, value }: z.infer<typeof draftAnswerSchema>,
): Promise<Draft> {
  const stored = await readDraft(trx, id);
  if (stored.version === basedOn + 1 && (stored.answers[item] ?? null) === value) return stored;
  if (stored.version !== basedOn) {
    throw new Problem(
      412,
      'form-changed',
      `${stored.savedBy} answered in this form meanwhile (now version ${stored.version}, yours was made from ${basedOn}). Look at both, then answer again.`,
      { stored },
    );
  }
  const instrument = instrumentOf(stored.instrument);
  const problem = instrument && value !== null ? draftProblem(instrument, item, value) : null;
  if (problem !== null) {
    throw new Problem(400, 'invalid', `"${item}" has no answer ${value}: expected ${problem}.`, {
      fields: [{ path: 'value', expected: problem }],
    });
  }
  const { [item]: before = null, ...others } = stored.answers;
  await trx
    .updateTable('questionnaire_draft')
    .set({
      version: stored.version + 1,
      answers: JSON.stringify(value === null ? others : { ...others, [item]: value }),
      saved_by: origin.actor,
      saved_at: origin.at,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, origin, {
    action: 'questionnaire.answer',
    subject: 'questionnaire',
    subjectId: id,
    patientId: stored.patientId,
    before: { item, value: before },
    after: { item, value },
  });
  return readDraft(trx, id);
}

/** Throws away what was answered; there is nothing to do when there is no such form. */
export async function discardDraft(trx: Trx, origin: Origin, id: string): Promise<void> {
  const row = await selected(trx).where('questionnaire_draft.id', '=', id).executeTakeFirst();
  if (!row) return;
  const { patientId, instrument, answers } = draftSchema.parse(row);
  await trx.deleteFrom('questionnaire_draft').where('id', '=', id).execute();
  await audit(trx, origin, {
    action: 'questionnaire.discard',
    subject: 'questionnaire',
    subjectId: id,
    patientId,
    before: { instrument, answers },
  });
}
