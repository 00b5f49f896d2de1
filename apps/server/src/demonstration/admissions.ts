import { randomUUID } from 'node:crypto';
import { type Answer, type AnswerValue, addDays, consentFor, evaluate, testCases } from '@ketame/care';
import { makeProof } from '../accounts/step-up.ts';
import { audit, type Origin } from '../audit/index.ts';
import type { AccountRow, Trx } from '../database/index.ts';
import { consent } from '../selection/consents.ts';
import { decide } from '../selection/decisions.ts';
import { readInput, readStored, writeVersion } from '../selection/selection-input.ts';
import { createSelection } from '../selection/selections.ts';

/** How long before the loading all was measured: before the sessions after which enzymes rose, and still valid. */
const MEASURED_DAYS_AGO = 21;

const one = (value: string): AnswerValue => ({ kind: 'one', value });

/** The syndrome, with examination and score that speak for nerves. */
const neuropathic = (syndrome: string): Answered => ({
  syndrome: one(syndrome),
  'neuropathic-findings': { kind: 'several', values: ['history', 'signs'] },
  dn4: { kind: 'score', value: 6 },
});

/** Of those demonstration patients against whom more than nothing speaks; each agrees with the patient's record. */
export const answeredOf: Readonly<Record<'birch' | 'cedar' | 'ginkgo', Answered>> = {
  birch: { ...neuropathic('spinal cord injury'), epilepsy: one('free'), ecg: one('nothing against') },
  cedar: { ...neuropathic('neuropathic'), 'psychiatric-evaluation': one('on conditions') },
  ginkgo: {
    ...neuropathic('peripheral nerve injury'),
    heart: one('controlled'),
    'eye-pressure': one('controlled'),
    'kidney-disease': one('disease'),
    eGFR: { kind: 'measure', value: 41, unit: 'mL/min/{1.73_m2}', upperLimit: null },
    ecg: one('on conditions'),
  },
};

/** What is answered of a synthetic patient otherwise than of one against whom nothing speaks. */
export type Answered = Readonly<Partial<Record<Answer['question'], AnswerValue>>>;

/**
 * Selects a synthetic patient for a protocol: answers, decision, and the consent of both.
 * @param origin of the physician, at the instant at which all of it happens
 * @throws Error when these answers do not make the patient eligible
 */
export async function admitSynthetic(
  trx: Trx,
  origin: Origin,
  physician: AccountRow,
  patientId: string,
  protocol: { readonly id: string; readonly version: number },
  answered: Answered = {},
): Promise<void> {
  const id = randomUUID();
  await createSelection(trx, origin, patientId, { id, protocol });
  const stored = await readStored(trx, id, { lock: true });
  const on = addDays(origin.at.slice(0, 10), -MEASURED_DAYS_AGO);
  const person = { from: 'person', by: physician.display_name, at: origin.at } as const;
  const ordinary = testCases.find((one) => one.id === 'clear')?.answers ?? [];
  const answers = [
    ...ordinary.filter(({ question }) => answered[question] === undefined),
    ...Object.entries(answered).map(([question, value]) => ({
      question: question as Answer['question'],
      value,
    })),
  ].map(({ question, value }): Answer => ({ question, value, on, origin: person }));
  await writeVersion(trx, origin, stored, answers);
  await audit(trx, origin, {
    action: 'selection.answer',
    subject: 'selection',
    subjectId: id,
    patientId,
    after: { answers },
  });
  const { verdict, criteria } = evaluate(await readInput(trx, origin, { ...stored, answers }));
  if (verdict !== 'eligible' && verdict !== 'eligible with conditions') {
    const why = criteria.filter(({ outcome }) => outcome === 'not met' || outcome === 'missing');
    throw new Error(`${verdict}: ${why.map(({ reason }) => reason).join(' ')}`);
  }
  const decision = randomUUID();
  await decide(trx, origin, id, decision, verdict);
  const text = consentFor(stored.protocol);
  await consent(trx, origin, id, {
    id: randomUUID(),
    decision,
    text: { id: text.id, version: text.version },
    patientName: 'Synthetic signature',
    drawing: 'M 10 30 L 30 10 L 50 30 L 70 10',
    proof: (await makeProof(trx, origin, physician, 'password')).proof,
  });
}
