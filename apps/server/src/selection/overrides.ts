import { evaluate, overrideProblem } from '@ketame/care';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { sign } from '../signatures/signatures.ts';
import {
  OVERRIDE,
  readInput,
  readOverrides,
  readStored,
  type StoredSelection,
  signedOverride,
  writeVersion,
} from './selection-input.ts';

interface NewOverride {
  readonly id: string;
  readonly criterion: string;
  readonly why: string;
  readonly proof: string;
}

/**
 * The first physician's signature under setting a criterion aside; without effect until a second one signs.
 * @throws Problem 404, 409 when the criterion cannot be set aside, and what `sign` throws
 */
export async function beginOverride(
  trx: Trx,
  origin: Origin,
  selectionId: string,
  { id, criterion, why, proof }: NewOverride,
): Promise<void> {
  const stored = await readStored(trx, selectionId, { lock: true });
  const result = await criterionNow(trx, origin, stored, criterion);
  refuse(overrideProblem(result, why, null));
  await trx
    .insertInto('selection_override')
    .values({
      id,
      selection_id: selectionId,
      patient_id: stored.patientId,
      criterion,
      reason_refused: result.reason,
      why,
    })
    .execute();
  await signAndCount(trx, origin, stored, id, proof, { criterion, of: result.reason, why });
}

/**
 * The second physician's signature, after which the criterion no longer refuses.
 * @returns the selection
 * @throws Problem 404, 409 when what was to be set aside has changed, and what `sign` throws
 */
export async function joinOverride(trx: Trx, origin: Origin, id: string, proof: string): Promise<string> {
  const row = await trx
    .selectFrom('selection_override')
    .select('selection_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('override');
  const stored = await readStored(trx, row.selection_id, { lock: true });
  const first = (await readOverrides(trx, stored.id)).find((one) => one.id === id);
  if (first === undefined) throw notFound('override');
  if (first.second !== null) refuse('Two physicians have signed this already.');
  refuse(overrideProblem(await criterionNow(trx, origin, stored, first.criterion), first.why, first));
  await signAndCount(trx, origin, stored, id, proof, first);
  return stored.id;
}

async function criterionNow(trx: Trx, origin: Origin, stored: StoredSelection, criterion: string) {
  const { criteria } = evaluate(await readInput(trx, origin, stored));
  const found = criteria.find((one) => one.criterion.id === criterion);
  if (found === undefined) throw notFound('criterion of this protocol');
  return found;
}

/** Signs, and counts the version up: what was decided before was decided without this signature. */
async function signAndCount(
  trx: Trx,
  origin: Origin,
  stored: StoredSelection,
  id: string,
  proof: string,
  override: Parameters<typeof signedOverride>[0],
): Promise<void> {
  await sign(trx, origin, {
    proof,
    meaning: 'overridden',
    roles: ['physician'],
    subject: { kind: OVERRIDE, id, version: 1, patientId: stored.patientId },
    content: signedOverride(override),
  });
  await writeVersion(trx, origin, stored, stored.answers);
  await audit(trx, origin, {
    action: 'selection.override',
    subject: 'selection',
    subjectId: stored.id,
    patientId: stored.patientId,
    after: { override: id, ...signedOverride(override) },
  });
}

function refuse(problem: string | null): void {
  if (problem !== null) throw new Problem(409, 'not-overridable', problem);
}
