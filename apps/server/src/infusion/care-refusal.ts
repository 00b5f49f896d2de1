import { careVerdict, heldBy, type Refusal, refusal } from '@ketame/care';
import type { Origin } from '../audit/index.ts';
import { readCourseDecisions } from '../benefit-risk/decisions.ts';
import type { Trx } from '../database/index.ts';
import { readCare } from '../follow-up/follow-up.ts';

/**
 * Why the rules of care after the sessions so far keep a patient from another; null when they do not. A session is
 * planned ahead of a hold that may be over by then, and checked in and armed only when it is.
 */
export async function careRefusal(
  trx: Trx,
  origin: Origin,
  patientId: string,
  step: 'plan' | 'check-in' | 'arm',
): Promise<Refusal | null> {
  const [care] = await readCare(trx, origin, [patientId]);
  // Before the first session the selection decides, where two physicians may have set a criterion aside.
  if (care === undefined || care.input.sessions.length === 0) return null;
  const decision = (await readCourseDecisions(trx, patientId)).find(({ signature }) => signature.valid);
  const held = heldBy(careVerdict(care.input), decision ?? null);
  if (held === null) return null;
  const { title, outcome, whatToDo, change } = held.rule;
  const isForGood = outcome === 'stop for good';
  if (step === 'plan' && !isForGood) return null;
  const decided = isForGood
    ? ''
    : ' Or a physician decides to go on, with reasons and a signature, on the page of the next course.';
  return refusal(
    'held-by-care',
    `${title}: ${held.reason}`,
    `${whatToDo} What changes it: ${change}${decided}`,
  );
}
