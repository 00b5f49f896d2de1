import { dateIn, dateText, type Refusal, refusal } from '@ketame/care';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { readConsents } from './consents.ts';
import { readDecisions } from './decisions.ts';

/** Verdicts with which a patient may be treated; what two physicians set aside is among the conditions. */
const admitting: ReadonlySet<string> = new Set(['eligible', 'eligible with conditions']);

/**
 * Why a patient may not be treated by a protocol; null when the newest decision about it is that the patient is
 * eligible, no answer has changed since, and the patient's consent to it stands.
 */
export async function admissionRefusal(
  trx: Trx,
  patientId: string,
  protocol: { readonly id: string; readonly version: number; readonly title: string },
): Promise<Refusal | null> {
  const name = `"${protocol.title}", version ${protocol.version}`;
  const found = await trx
    .selectFrom('selection_decision')
    .innerJoin('selection', 'selection.id', 'selection_decision.selection_id')
    .select(['selection.id', 'selection.version', 'selection.protocol'])
    .where('selection.patient_id', '=', patientId)
    .orderBy('selection_decision.decided_at', 'desc')
    .orderBy('selection_decision.id')
    .execute();
  const selection = found.find((row) => {
    const decidedFor = row.protocol as { readonly id?: unknown; readonly version?: unknown };
    return decidedFor.id === protocol.id && decidedFor.version === protocol.version;
  });
  const [decision] = selection === undefined ? [] : await readDecisions(trx, selection.id);
  if (selection === undefined || decision === undefined) {
    return refusal(
      'not-decided',
      `Nobody has decided whether this patient may be treated by ${name}.`,
      'Answer the selection of this protocol, and have a physician decide.',
    );
  }
  const { timeZone } = await readClinic(trx);
  const dayOf = (at: string) => dateText(dateIn(timeZone, at));
  const { verdict } = decision.result;
  if (!admitting.has(verdict)) {
    return refusal(
      'not-eligible',
      `${decision.decidedBy} decided on ${dayOf(decision.decidedAt)} that this patient is "${verdict}" for ${name}.`,
      'Look at the criteria of the selection. What is no hard criterion, two physicians may set aside; then decide again.',
    );
  }
  if (decision.selectionVersion !== selection.version) {
    return refusal(
      'decision-outdated',
      `The answers of the selection for ${name} have changed since the decision of ${dayOf(decision.decidedAt)}.`,
      'Decide again, then let the patient sign.',
    );
  }
  const ofDecision = (await readConsents(trx, selection.id)).filter(
    ({ content }) => content.decision === decision.id,
  );
  if (ofDecision.some(({ withdrawn, signatures }) => withdrawn === null && signatures.some(isValid)))
    return null;
  const withdrawn = ofDecision.find((consent) => consent.withdrawn !== null)?.withdrawn;
  return refusal(
    'no-consent',
    withdrawn
      ? `The patient withdrew the consent on ${dayOf(withdrawn.at)}.`
      : `The patient has not consented to what was decided on ${dayOf(decision.decidedAt)}.`,
    'Without consent nobody is treated. Read it with the patient; both sign.',
  );
}

const isValid = ({ valid }: { readonly valid: boolean }): boolean => valid;
