import { type HomeProgramme, type TrainingStanding, trainingStatus } from '@ketame/care';
import { sql } from 'kysely';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { readPatientTrainees, readStaffTrainees } from './trainees.ts';

/**
 * How everybody stands whose training the programmes of some patients ask for: the patient, the person at the side, the
 * clinic's people. Of the physicians it is the one who prescribes; before somebody has prescribed, any.
 * @param programmes of each patient
 * @param now ISO 8601 instant
 */
export async function readTrainingStandings(
  trx: Trx,
  programmes: ReadonlyMap<string, HomeProgramme>,
  now: string,
): Promise<Map<string, TrainingStanding[]>> {
  const { timeZone } = await readClinic(trx);
  const patientIds = [...programmes.keys()];
  const prescribers = await readPrescribers(trx, patientIds);
  const patients = await readPatientTrainees(trx, patientIds);
  const staff = await readStaffTrainees(trx, [...prescribers.values()]);
  const standings = new Map<string, TrainingStanding[]>();
  for (const [patientId, { training }] of programmes) {
    const prescriber = prescribers.get(patientId);
    const trainees = [
      ...patients.filter((one) => one.patientId === patientId),
      ...staff.filter(({ audience, accountId, isOpen }) =>
        audience === 'physician' && prescriber !== undefined ? accountId === prescriber : isOpen,
      ),
    ];
    standings.set(patientId, trainingStatus(trainees, training, now, timeZone));
  }
  return standings;
}

/**
 * What people of the clinic lack of the training that a programme asks of their profession, one sentence each; empty
 * when each of them holds it personally.
 * @param now ISO 8601 instant
 */
export async function readLackingTraining(
  trx: Trx,
  { training }: HomeProgramme,
  accountIds: readonly string[],
  now: string,
): Promise<string[]> {
  const { timeZone } = await readClinic(trx);
  const staff = await readStaffTrainees(trx, accountIds);
  return [...new Set(accountIds)].flatMap((id) => {
    const person = staff.find(({ accountId }) => accountId === id);
    if (person === undefined) return ['Somebody whose account is not of a profession that is trained.'];
    const required = training.filter(({ audience }) => audience === person.audience);
    const standings = trainingStatus([person], required, now, timeZone);
    return standings.flatMap(({ valid, reason }) => (valid ? [] : [reason]));
  });
}

/** The account that wrote the newest prescription of the programme's drug, of each patient who has one. */
async function readPrescribers(trx: Trx, patientIds: readonly string[]): Promise<Map<string, string>> {
  if (patientIds.length === 0) return new Map();
  const { rows } = await sql<{ patientId: string; prescribedBy: string }>`
    select distinct on (order_of.patient_id)
      order_of.patient_id as "patientId", order_of.prescribed_by as "prescribedBy"
    from prescription order_of join home_programme on home_programme.patient_id = order_of.patient_id
    where order_of.patient_id in (${sql.join(patientIds)}) and order_of.cancelled_at is null
      and order_of.drug = home_programme.drug
    order by order_of.patient_id, order_of.prescribed_at desc, order_of.id`.execute(trx);
  return new Map(rows.map(({ patientId, prescribedBy }) => [patientId, prescribedBy]));
}
