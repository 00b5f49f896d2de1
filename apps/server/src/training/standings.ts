import { type HomeProgramme, type TrainingStanding, trainingStatus } from '@ketame/care';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { readPatientTrainees, readStaffTrainees } from './trainees.ts';

/**
 * How everybody stands whose training a programme asks for: the patient, the person at the side, the clinic's people.
 * @param now ISO 8601 instant
 */
export async function readTrainingStandings(
  trx: Trx,
  programme: HomeProgramme,
  patientId: string,
  now: string,
): Promise<TrainingStanding[]> {
  const { timeZone } = await readClinic(trx);
  const trainees = [...(await readPatientTrainees(trx, [patientId])), ...(await readStaffTrainees(trx))];
  return trainingStatus(trainees, programme.training, now, timeZone);
}
