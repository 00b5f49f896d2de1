import { consentFor, evaluate } from '@ketame/care';
import { type Consent, consentContentSchema, type newConsentSchema } from '@ketame/contract';
import type { z } from 'zod';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { sign, verifySignatures } from '../signatures/signatures.ts';
import { readDecisions } from './decisions.ts';
import { readInput, readStored } from './selection-input.ts';

const subjectOf = (id: string, patientId: string) => ({ kind: 'consent', id, version: 1, patientId });

/** The consents of a selection, the newest first, each with the physician's signature and whether it still fits. */
export async function readConsents(trx: Trx, selectionId: string): Promise<Consent[]> {
  const rows = await trx
    .selectFrom('consent')
    .leftJoin('account', 'account.id', 'consent.withdrawn_by')
    .select(['consent.id', 'consent.patient_id', 'consent.content', 'withdrawn_at', 'withdrawn_why'])
    .select('account.display_name')
    .where('selection_id', '=', selectionId)
    .execute();
  const consents: Consent[] = [];
  for (const row of rows) {
    const content = consentContentSchema.parse(row.content);
    const { withdrawn_at: at, withdrawn_why: why, display_name: by } = row;
    consents.push({
      id: row.id,
      content,
      signatures: await verifySignatures(trx, subjectOf(row.id, row.patient_id), content),
      withdrawn: at === null || why === null || by === null ? null : { at, by, why },
    });
  }
  return consents.toSorted((a, b) => (a.content.patientSignedAt < b.content.patientSignedAt ? 1 : -1));
}

/**
 * Keeps what the patient read and signed on the clinic's screen, with the physician's signature bound to it.
 * @throws Problem 404, 409 when the decision is not that the patient is eligible, is no longer the newest, or the text
 * has changed, and what `sign` throws
 */
export async function consent(
  trx: Trx,
  origin: Origin,
  selectionId: string,
  { id, decision: decisionId, text: read, patientName, drawing, proof }: z.infer<typeof newConsentSchema>,
): Promise<void> {
  const stored = await readStored(trx, selectionId, { lock: true });
  const [decision] = await readDecisions(trx, selectionId);
  const { verdict } = evaluate(await readInput(trx, origin, stored));
  if (
    decision?.id !== decisionId ||
    decision.selectionVersion !== stored.version ||
    decision.result.verdict !== verdict
  ) {
    throw new Problem(
      409,
      'decision-outdated',
      'The record or the answers have changed since this decision. Decide again, then let the patient sign.',
    );
  }
  if (verdict !== 'eligible' && verdict !== 'eligible with conditions') {
    throw new Problem(409, 'not-eligible', `The decision is "${verdict}": there is nothing to consent to.`);
  }
  const text = consentFor(stored.protocol);
  if (text.id !== read.id || text.version !== read.version) {
    throw new Problem(
      409,
      'consent-text-changed',
      `The text is version ${text.version} by now. Read it again with the patient.`,
    );
  }
  const content = { text, patientName, drawing, patientSignedAt: origin.at, decision: decisionId };
  await trx
    .insertInto('consent')
    .values({
      id,
      selection_id: selectionId,
      decision_id: decisionId,
      patient_id: stored.patientId,
      content: JSON.stringify(content),
    })
    .execute();
  await sign(trx, origin, {
    proof,
    meaning: 'informed consent taken',
    roles: ['physician'],
    subject: subjectOf(id, stored.patientId),
    content,
  });
  await audit(trx, origin, {
    action: 'consent.sign',
    subject: 'consent',
    subjectId: id,
    patientId: stored.patientId,
    after: { text: { id: text.id, version: text.version }, decision: decisionId, patientName },
  });
}

/** The patient no longer wants it. @returns the selection @throws Problem 404, 409 when it was withdrawn before */
export async function withdrawConsent(trx: Trx, origin: Origin, id: string, why: string): Promise<string> {
  const row = await trx
    .selectFrom('consent')
    .select(['selection_id', 'patient_id', 'withdrawn_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('consent');
  if (row.withdrawn_at !== null)
    throw new Problem(409, 'withdrawn-already', 'This consent was withdrawn before.');
  await trx
    .updateTable('consent')
    .set({ withdrawn_at: origin.at, withdrawn_by: origin.actor, withdrawn_why: why })
    .where('id', '=', id)
    .execute();
  await audit(trx, origin, {
    action: 'consent.withdraw',
    subject: 'consent',
    subjectId: id,
    patientId: row.patient_id,
    after: { why },
  });
  return row.selection_id;
}
