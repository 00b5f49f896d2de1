import { dateIn, homeTraining, moduleStandings, type TrainingModuleId } from '@ketame/care';
import type {
  NewTrainingIncident,
  PatientTraining,
  TrainingOverview,
  TrainingPerson,
} from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { keepPatient, requirePatient } from '../records/known-patient.ts';
import { type FoundTrainee, readPatientTrainees, readStaffTrainees } from './trainees.ts';

/** How the modules of a person stand now. */
export function personOf(trainee: FoundTrainee, at: string, timeZone: string): TrainingPerson {
  const { audience, name, patientId } = trainee;
  const modules = homeTraining.find((one) => one.audience === audience)?.modules ?? [];
  return { audience, name, patientId, modules: moduleStandings(trainee, modules, at, timeZone) };
}

/** Everybody of the clinic who needs training, and the patients who are enrolled; first who lacks most, and soonest. */
export async function readTrainingOverview(trx: Trx, { at }: Origin): Promise<TrainingOverview> {
  const { timeZone } = await readClinic(trx);
  const enrolled = await trx
    .selectFrom('home_programme')
    .select('patient_id')
    .where('programme_id', 'is not', null)
    .execute();
  const ids = enrolled.map(({ patient_id }) => patient_id);
  const trainees = [...(await readStaffTrainees(trx)), ...(await readPatientTrainees(trx, ids))];
  const people = trainees.map((one) => personOf(one, at, timeZone));
  return { today: dateIn(timeZone, at), people: people.toSorted((a, b) => endOf(a).localeCompare(endOf(b))) };
}

/** The first day on which a module runs out; before all dates where one does not count now. */
function endOf({ modules }: TrainingPerson): string {
  return modules.map(({ state, until }) => (state === 'valid' ? (until ?? '') : '')).toSorted()[0] ?? '';
}

/** @throws Problem 404 */
export async function readPatientTraining(
  trx: Trx,
  { at }: Origin,
  patientId: string,
): Promise<PatientTraining> {
  await requirePatient(trx, patientId);
  const { timeZone } = await readClinic(trx);
  const enrolment = await trx
    .selectFrom('home_programme')
    .select('sitter_name')
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  const attempts = await trx
    .selectFrom('training_attempt')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .execute();
  const incidents = await trx
    .selectFrom('training_incident')
    .innerJoin('account', 'account.id', 'entered_by')
    .select(['training_incident.id', 'patient_id', 'modules', 'what', 'at', 'display_name'])
    .where((where) => where.or([where('patient_id', '=', patientId), where('patient_id', 'is', null)]))
    .orderBy('at', 'desc')
    .execute();
  return {
    sitterName: enrolment?.sitter_name ?? null,
    people: (await readPatientTrainees(trx, [patientId])).map((one) => personOf(one, at, timeZone)),
    attempts: attempts.map((row) => ({
      id: row.id,
      audience: row.audience,
      name: row.trainee_name,
      module: row.module,
      moduleVersion: row.module_version,
      begunAt: row.begun_at,
      finishedAt: row.finished_at,
      right: row.right_answers,
      passed: row.passed,
    })),
    incidents: incidents.map((row) => ({
      id: row.id,
      patientId: row.patient_id,
      modules: row.modules as TrainingModuleId[],
      what: row.what,
      at: row.at,
      by: row.display_name,
    })),
  };
}

/**
 * Enters what happened: from now on the modules named count only when they are passed again.
 * @throws Problem 404, 409 when the id is that of another
 */
export async function addTrainingIncident(
  trx: Trx,
  origin: Origin,
  { id, patientId, modules, what }: NewTrainingIncident,
): Promise<void> {
  if (patientId !== null) await keepPatient(trx, patientId);
  const known = await trx
    .selectFrom('training_incident')
    .select(['patient_id', 'what'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (known !== undefined) {
    if (known.patient_id === patientId && known.what === what) return;
    throw new Problem(409, 'incident-exists', 'Another incident has this id. Make a new id for a new one.');
  }
  await trx
    .insertInto('training_incident')
    .values({
      id,
      patient_id: patientId,
      modules: JSON.stringify(modules),
      what,
      at: origin.at,
      entered_by: origin.actor,
    })
    .execute();
  await audit(trx, origin, {
    action: 'training.incident',
    subject: 'training incident',
    subjectId: id,
    ...(patientId === null ? {} : { patientId }),
    after: { modules, what },
  });
}
