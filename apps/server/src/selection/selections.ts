import { type Answer, consentFor, evaluate, readRecord } from '@ketame/care';
import {
  protocolSchema,
  type SaveAnswer,
  type SelectionDetail,
  type SelectionSummary,
  verdictSchema,
} from '@ketame/contract';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { requirePatient } from '../records/known-patient.ts';
import { readConsents } from './consents.ts';
import { readDecisions } from './decisions.ts';
import { readProtocol } from './protocols.ts';
import {
  readInput,
  readOverrides,
  readStored,
  type StoredSelection,
  writeVersion,
} from './selection-input.ts';

/** The selections of a patient, the latest saved first. @throws Problem 404 */
export async function listSelections(trx: Trx, patientId: string): Promise<SelectionSummary[]> {
  await requirePatient(trx, patientId);
  const rows = await trx
    .selectFrom('selection')
    .innerJoin('account', 'account.id', 'selection.saved_by')
    .leftJoinLateral(
      (selection) =>
        selection
          .selectFrom('selection_decision')
          .select(['id', 'verdict', 'selection_version'])
          .whereRef('selection_id', '=', 'selection.id')
          .orderBy('decided_at', 'desc')
          .orderBy('id')
          .limit(1)
          .as('decision'),
      (join) => join.onTrue(),
    )
    .select(['selection.id', 'selection.version', 'selection.protocol', 'selection.saved_at'])
    .select(['account.display_name', 'decision.verdict', 'decision.selection_version'])
    .select((selection) =>
      selection
        .selectFrom('consent')
        .select((consent) => consent.fn.countAll<number>().as('count'))
        .whereRef('consent.decision_id', '=', 'decision.id')
        .where('withdrawn_at', 'is', null)
        .as('consents'),
    )
    .where('selection.patient_id', '=', patientId)
    .orderBy('selection.saved_at', 'desc')
    .execute();
  return rows.map((row) => {
    const isOutdated = row.verdict !== null && row.selection_version !== row.version;
    return {
      id: row.id,
      patientId,
      protocolTitle: protocolSchema.parse(row.protocol).title,
      verdict: row.verdict === null ? null : verdictSchema.parse(row.verdict),
      isOutdated,
      consented: !isOutdated && Number(row.consents) > 0,
      savedBy: row.display_name,
      savedAt: row.saved_at,
    };
  });
}

/**
 * Begins the selection of a patient against a version of a protocol, which is kept with it. The same sent again answers
 * what was begun.
 * @throws Problem 404, or 409 when the id is that of another selection
 */
export async function createSelection(
  trx: Trx,
  origin: Origin,
  patientId: string,
  { id, protocol: asked }: { readonly id: string; readonly protocol: { id: string; version: number } },
): Promise<SelectionDetail> {
  const protocol = await readProtocol(trx, asked.id, asked.version);
  const patient = await trx
    .selectFrom('patient')
    .select('id')
    .where('id', '=', patientId)
    .forKeyShare()
    .executeTakeFirst();
  if (!patient) throw notFound('patient');
  const created = await trx
    .insertInto('selection')
    .values({
      id,
      patient_id: patientId,
      version: 1,
      protocol: JSON.stringify(protocol),
      answers: '[]',
      saved_by: origin.actor,
      saved_at: origin.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!created) {
    const stored = await readStored(trx, id, { lock: false });
    if (stored.patientId === patientId && canonicalJson(stored.protocol) === canonicalJson(protocol))
      return readSelection(trx, origin, id);
    throw new Problem(409, 'selection-exists', 'Another selection was begun under this id. Make a new id.');
  }
  await audit(trx, origin, {
    action: 'selection.begin',
    subject: 'selection',
    subjectId: id,
    patientId,
    after: { protocol: asked },
  });
  return readSelection(trx, origin, id);
}

/** A selection with its verdict as of now, and what has been decided and signed. @throws Problem 404 */
export async function readSelection(trx: Trx, origin: Origin, id: string): Promise<SelectionDetail> {
  const stored = await readStored(trx, id, { lock: false });
  const input = await readInput(trx, origin, stored);
  const record = readRecord(input.subject);
  return {
    ...stored,
    answers: [...stored.answers],
    recordAnswers: [...record.answers],
    hints: [...record.hints].map(([question, found]) => ({ question, bearings: [...found] })),
    overrides: await readOverrides(trx, id),
    result: evaluate(input),
    decisions: await readDecisions(trx, id),
    consentText: consentFor(stored.protocol),
    consents: await readConsents(trx, id),
  };
}

/**
 * Saves one answer, or takes it back, the moment it is given. The same answer sent again answers what was saved.
 * @param by name of who answers
 * @param basedOn the version that it was made from
 * @throws Problem 404, or 412 with the stored selection when that is not `basedOn`
 */
export async function saveAnswer(
  trx: Trx,
  origin: Origin,
  id: string,
  basedOn: number,
  by: string,
  { question, value, on }: SaveAnswer,
): Promise<SelectionDetail> {
  const stored = await readStored(trx, id, { lock: true });
  const before = stored.answers.find((answer) => answer.question === question);
  const same = canonicalJson([before?.value ?? null, before?.on ?? on]) === canonicalJson([value, on]);
  if (stored.version === basedOn + 1 && same) return readSelection(trx, origin, id);
  await refuseOtherVersion(trx, origin, stored, basedOn);
  const answer: Answer | null =
    value === null ? null : { question, value, on, origin: { from: 'person', by, at: origin.at } };
  const others = stored.answers.filter((one) => one.question !== question);
  await writeVersion(trx, origin, stored, answer === null ? others : [...others, answer]);
  await audit(trx, origin, {
    action: 'selection.answer',
    subject: 'selection',
    subjectId: id,
    patientId: stored.patientId,
    before: { question, answer: before ?? null },
    after: { question, answer },
  });
  return readSelection(trx, origin, id);
}

/** @throws Problem 412 with the stored selection when its version is another than the change was made from */
async function refuseOtherVersion(
  trx: Trx,
  origin: Origin,
  stored: StoredSelection,
  basedOn: number,
): Promise<void> {
  if (stored.version === basedOn) return;
  throw new Problem(
    412,
    'selection-changed',
    `${stored.savedBy} changed this selection meanwhile (now version ${stored.version}, yours was made from ${basedOn}). Look at both, then answer again.`,
    { stored: await readSelection(trx, origin, stored.id) },
  );
}
