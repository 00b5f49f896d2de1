import type { PatientGoals } from '@ketame/care';
import { patientGoalsSchema, type SavedGoals } from '@ketame/contract';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { lockPatient } from '../records/known-patient.ts';

/** The newest version of what a patient calls benefit and harm; null until somebody has asked. */
export async function readGoals(trx: Trx, patientId: string): Promise<SavedGoals | null> {
  const row = await trx
    .selectFrom('patient_goals')
    .innerJoin('account', 'account.id', 'patient_goals.saved_by')
    .select(['version', 'content', 'saved_at as savedAt', 'account.display_name as savedBy'])
    .where('patient_id', '=', patientId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { content, ...saved } = row;
  return { ...saved, goals: patientGoalsSchema.parse(content) };
}

/** All versions, by number. */
export async function readGoalsVersions(
  trx: Trx,
  patientId: string,
): Promise<ReadonlyMap<number, PatientGoals>> {
  const rows = await trx
    .selectFrom('patient_goals')
    .select(['version', 'content'])
    .where('patient_id', '=', patientId)
    .execute();
  return new Map(rows.map(({ version, content }) => [version, patientGoalsSchema.parse(content)]));
}

/**
 * Saves the next version. The same sent again answers what was saved.
 * @param basedOn the version that it was made from; 0 for the first
 * @throws Problem 404, or 412 with the stored version when that is not `basedOn`
 */
export async function saveGoals(
  trx: Trx,
  origin: Origin,
  patientId: string,
  basedOn: number,
  goals: PatientGoals,
): Promise<void> {
  await lockPatient(trx, patientId);
  const stored = await readGoals(trx, patientId);
  const version = stored?.version ?? 0;
  if (stored !== null && canonicalJson(stored.goals) === canonicalJson(goals)) return;
  if (version !== basedOn) {
    throw new Problem(
      412,
      'goals-changed',
      `${stored?.savedBy ?? 'Somebody'} changed the goals meanwhile (now version ${version}, yours were made from ${basedOn}). Look at both, then save again.`,
      { stored },
    );
  }
  await trx
    .insertInto('patient_goals')
    .values({
      patient_id: patientId,
      version: version + 1,
      content: JSON.stringify(goals),
      saved_by: origin.actor,
      saved_at: origin.at,
    })
    .execute();
  await audit(trx, origin, {
    action: 'patient-goals.save',
    subject: 'patient goals',
    subjectId: patientId,
    patientId,
    ...(stored === null ? {} : { before: stored.goals }),
    after: goals,
  });
}
