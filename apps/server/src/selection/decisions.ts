import { evaluate, type Verdict } from '@ketame/care';
import { decisionSchema } from '@ketame/contract';
import { z } from 'zod';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { ketameVersion } from '../version.ts';
import { readInput, readStored } from './selection-input.ts';

type Decision = z.infer<typeof decisionSchema>;

/** What was decided in a selection, the newest first. */
export async function readDecisions(trx: Trx, selectionId: string): Promise<Decision[]> {
  const rows = await trx
    .selectFrom('selection_decision')
    .innerJoin('account', 'account.id', 'selection_decision.decided_by')
    .select([
      'selection_decision.id',
      'selection_version as selectionVersion',
      'result',
      'account.display_name as decidedBy',
      'decided_at as decidedAt',
    ])
    .where('selection_id', '=', selectionId)
    .orderBy('decided_at', 'desc')
    .orderBy('selection_decision.id')
    .execute();
  return z.array(decisionSchema).parse(rows);
}

/**
 * Writes down the verdict as of now, with all that it was computed from. The same sent again changes nothing.
 * @param seen the verdict that the physician saw
 * @throws Problem 404, or 409 when the verdict is another by now
 */
export async function decide(
  trx: Trx,
  origin: Origin,
  selectionId: string,
  id: string,
  seen: Verdict,
): Promise<void> {
  const stored = await readStored(trx, selectionId, { lock: true });
  if ((await readDecisions(trx, selectionId)).some((decision) => decision.id === id)) return;
  const input = await readInput(trx, origin, stored);
  const result = evaluate(input);
  if (result.verdict !== seen) {
    throw new Problem(
      409,
      'verdict-changed',
      `The verdict is "${result.verdict}" by now, and not "${seen}" as on your screen. Read it again, then decide.`,
    );
  }
  await trx
    .insertInto('selection_decision')
    .values({
      id,
      selection_id: selectionId,
      selection_version: stored.version,
      patient_id: stored.patientId,
      verdict: result.verdict,
      input: JSON.stringify(input),
      result: JSON.stringify(result),
      ketame_version: ketameVersion,
      decided_by: origin.actor,
      decided_at: origin.at,
    })
    .execute();
  await audit(trx, origin, {
    action: 'selection.decide',
    subject: 'selection',
    subjectId: selectionId,
    patientId: stored.patientId,
    after: {
      version: stored.version,
      verdict: result.verdict,
      protocol: result.protocol,
      conditions: result.conditions,
    },
  });
}
