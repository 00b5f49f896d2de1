import { randomUUID } from 'node:crypto';
import {
  type IndexInput,
  indexOfPatient,
  inputsOfResults,
  inputsOfSession,
  laboratoryEntry,
  latestMeasure,
  type Session,
  type Sex,
  sortedInputs,
} from '@ketame/care';
import { type BenefitRisk, indexInputSchema, type StoredIndex, storedIndexSchema } from '@ketame/contract';
import { z } from 'zod';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { readResults } from '../follow-up/results.ts';
import { readLaboratoryProfile } from '../laboratory/laboratory-profile.ts';
import { lockPatient, requirePatient } from '../records/known-patient.ts';
import { readEntries } from '../records/stored-entries.ts';
import { readGoals, readGoalsVersions } from './goals.ts';
import { readSessions } from './sessions.ts';

/** All that the index of a patient reads as of now, in the order of time. */
export async function readIndexInputs(trx: Trx, patientId: string): Promise<IndexInput[]> {
  const sessions = await readSessions(trx, patientId);
  return sortedInputs([
    ...[...sessions].flatMap(([id, session]) => inputsOfSession(id, session)),
    ...inputsOfResults(await readResults(trx, patientId)),
    ...(await laboratoryOfRecord(trx, patientId, firstStart([...sessions.values()]))),
  ]);
}

/** Liver tests of the imported record from the first session on; older ones are not of this treatment. */
async function laboratoryOfRecord(trx: Trx, patientId: string, since: number): Promise<IndexInput[]> {
  if (since === Number.POSITIVE_INFINITY) return [];
  const { sex } = await trx
    .selectFrom('patient')
    .select('sex')
    .where('id', '=', patientId)
    .executeTakeFirstOrThrow();
  const profile = await readLaboratoryProfile(trx);
  return (await readEntries(trx, patientId)).flatMap((entry) => {
    if (entry.kind !== 'observation' || Date.parse(entry.at) < since) return [];
    const range = latestMeasure([entry], entry.measure, sex as Sex, profile)?.range;
    const found = laboratoryEntry(new Date(entry.at).toISOString(), [
      { ...entry, upperLimit: range?.high ?? null },
    ]);
    return found === null ? [] : [{ id: `record ${entry.sourceId}`, entry: found }];
  });
}

const firstStart = (sessions: readonly Session[]): number =>
  Math.min(
    ...sessions.map(({ startedAt }) =>
      startedAt === null ? Number.POSITIVE_INFINITY : Date.parse(startedAt),
    ),
  );

/**
 * Computes the index of a patient anew and stores it with its inputs, when anything that it depends on has changed since
 * it was last stored; otherwise, and before anybody asked the patient for goals, it does nothing. Nothing stored is
 * ever altered.
 * @throws Problem 404
 */
export async function keepIndex(trx: Trx, origin: Origin, patientId: string): Promise<void> {
  await lockPatient(trx, patientId);
  const saved = await readGoals(trx, patientId);
  if (saved === null) return;
  const inputs = await readIndexInputs(trx, patientId);
  const result = indexOfPatient(saved.goals, inputs);
  const basis = { goalsVersion: saved.version, rulesVersion: result.rulesVersion, inputs };
  const last = (await readHistory(trx, patientId)).at(-1);
  if (last !== undefined && canonicalJson(basisOf(last)) === canonicalJson(basis)) return;
  const id = randomUUID();
  const sequence = (last?.sequence ?? 0) + 1;
  await trx
    .insertInto('benefit_risk_index')
    .values({
      id,
      patient_id: patientId,
      sequence,
      goals_version: saved.version,
      rules_version: result.rulesVersion,
      inputs: JSON.stringify(inputs),
      result: JSON.stringify(result),
      computed_at: origin.at,
    })
    .execute();
  await audit(trx, origin, {
    action: 'benefit-risk.compute',
    subject: 'benefit-risk index',
    subjectId: id,
    patientId,
    after: {
      sequence,
      goalsVersion: saved.version,
      rulesVersion: result.rulesVersion,
      advice: result.advice,
      inputs: inputs.map((input) => input.id),
    },
  });
}

const basisOf = ({ goalsVersion, rulesVersion, inputs }: StoredIndex) => ({
  goalsVersion,
  rulesVersion,
  inputs,
});

/** Every stored index of a patient, the oldest first, each computed again from what is stored with it. */
export async function readHistory(trx: Trx, patientId: string): Promise<StoredIndex[]> {
  const goals = await readGoalsVersions(trx, patientId);
  const rows = await trx
    .selectFrom('benefit_risk_index')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('sequence')
    .execute();
  return rows.map((row) => {
    const inputs = z.array(indexInputSchema).parse(row.inputs);
    const own = goals.get(row.goals_version);
    if (own === undefined) throw new Error(`Index ${row.id} has no goals.`);
    const again = indexOfPatient(own, inputs);
    const isSame = canonicalJson(again) === canonicalJson(row.result);
    return storedIndexSchema.parse({
      id: row.id,
      sequence: row.sequence,
      computedAt: row.computed_at,
      goalsVersion: row.goals_version,
      rulesVersion: row.rules_version,
      inputs,
      index: row.result,
      replay: again.rulesVersion !== row.rules_version ? 'other rules' : isSame ? 'same' : 'differs',
    });
  });
}

/** Goals, the index of now and its history. @throws Problem 404 */
export async function readBenefitRisk(trx: Trx, patientId: string): Promise<BenefitRisk> {
  await requirePatient(trx, patientId);
  const goals = await readGoals(trx, patientId);
  const inputs = goals === null ? [] : await readIndexInputs(trx, patientId);
  return {
    patientId,
    goals,
    now: goals === null ? null : { inputs, index: indexOfPatient(goals.goals, inputs) },
    history: await readHistory(trx, patientId),
  };
}
