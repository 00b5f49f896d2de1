import { createHash } from 'node:crypto';
import { type PlanContent, type PlanSummary, type PlanVersion, planContentSchema } from '@ketame/contract';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { keepPatient, requirePatient } from '../records/known-patient.ts';
import { ketameVersion } from '../version.ts';

/** The newest version of each plan of a patient, the latest saved first. @throws Problem 404 */
export async function listPlans(trx: Trx, patientId: string): Promise<PlanSummary[]> {
  await requirePatient(trx, patientId);
  return summaries(trx)
    .whereRef('plan_version.version', '=', 'plan.version')
    .where('plan.patient_id', '=', patientId)
    .orderBy('saved_at', 'desc')
    .execute();
}

/** Every version of a plan, the newest first. @throws Problem 404 */
export async function listPlanVersions(trx: Trx, planId: string): Promise<PlanSummary[]> {
  const versions = await summaries(trx)
    .where('plan.id', '=', planId)
    .orderBy('plan_version.version', 'desc')
    .execute();
  if (versions.length === 0) throw notFound('plan');
  return versions;
}

/** One version of a plan, the newest when none is named. @throws Problem 404 */
export async function readPlan(trx: Trx, planId: string, version?: number): Promise<PlanVersion> {
  const query = summaries(trx)
    .select(['plan_version.ketame_version as ketameVersion', 'plan_version.content'])
    .where('plan.id', '=', planId);
  const row = await (version === undefined
    ? query.whereRef('plan_version.version', '=', 'plan.version')
    : query.where('plan_version.version', '=', version)
  ).executeTakeFirst();
  if (!row) throw notFound(version === undefined ? 'plan' : 'version of this plan');
  return { ...row, content: planContentSchema.parse(row.content) };
}

/**
 * Saves the first version of a plan. The same plan sent again answers what was saved: a client that heard no answer
 * may repeat.
 * @param id made by the client
 * @throws Problem 404 when there is no such patient, 409 when the id is that of another plan
 */
export async function createPlan(
  trx: Trx,
  origin: Origin,
  patientId: string,
  id: string,
  content: PlanContent,
): Promise<PlanVersion> {
  await keepPatient(trx, patientId);
  const created = await trx
    .insertInto('plan')
    .values({ id, patient_id: patientId, version: 1 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!created) {
    const first = await readPlan(trx, id, 1);
    if (first.patientId === patientId && sameContent(first.content, content)) return first;
    throw new Problem(
      409,
      'plan-exists',
      'Another plan was saved under this id. Make a new id for a new plan.',
    );
  }
  return appendVersion(trx, origin, patientId, id, 1, content, undefined);
}

/**
 * Saves the next version of a plan. The same version sent again by the same person answers what was saved.
 * @param basedOn the version that it was made from
 * @throws Problem 404, or 412 with the stored version when that is not `basedOn`
 */
export async function appendPlanVersion(
  trx: Trx,
  origin: Origin,
  planId: string,
  basedOn: number,
  content: PlanContent,
): Promise<PlanVersion> {
  const plan = await trx
    .selectFrom('plan')
    .selectAll()
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirst();
  if (!plan) throw notFound('plan');
  const stored = await readPlan(trx, planId);
  if (plan.version !== basedOn) {
    if (plan.version === basedOn + 1 && sameContent(stored.content, content)) return stored;
    throw new Problem(
      412,
      'plan-changed',
      `${stored.savedBy} saved version ${stored.version} of this plan meanwhile; yours was made from version ${basedOn}. Look at both, then save again.`,
      { stored },
    );
  }
  await trx
    .updateTable('plan')
    .set({ version: basedOn + 1 })
    .where('id', '=', planId)
    .execute();
  return appendVersion(trx, origin, plan.patient_id, planId, basedOn + 1, content, stored.content);
}

async function appendVersion(
  trx: Trx,
  origin: Origin,
  patientId: string,
  planId: string,
  version: number,
  content: PlanContent,
  before: PlanContent | undefined,
): Promise<PlanVersion> {
  await trx
    .insertInto('plan_version')
    .values({
      plan_id: planId,
      version,
      title: content.title,
      content: JSON.stringify(content),
      ketame_version: ketameVersion,
      saved_by: origin.actor,
      saved_at: origin.at,
    })
    .execute();
  await audit(trx, origin, {
    action: 'plan.save',
    subject: 'plan',
    subjectId: planId,
    patientId,
    ...(before === undefined ? {} : { before: forAudit(version - 1, before) }),
    after: forAudit(version, content),
  });
  return readPlan(trx, planId, version);
}

/** The inputs in full; the outputs, which are large and kept with the version, by their SHA-256. */
function forAudit(version: number, { outputs, ...inputs }: PlanContent): object {
  const outputsSha256 = createHash('sha256').update(canonicalJson(outputs)).digest('hex');
  return { version, ...inputs, outputsSha256 };
}

function sameContent(one: PlanContent, other: PlanContent): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function summaries(trx: Trx) {
  return trx
    .selectFrom('plan')
    .innerJoin('plan_version', 'plan_version.plan_id', 'plan.id')
    .innerJoin('account', 'account.id', 'plan_version.saved_by')
    .select([
      'plan.id',
      'plan.patient_id as patientId',
      'plan_version.title',
      'plan_version.version',
      'account.display_name as savedBy',
      'plan_version.saved_at as savedAt',
    ]);
}
