import {
  coursesOf,
  indexOfPatient,
  type RetreatmentAgenda,
  retreatmentAgenda,
  treatedSession,
} from '@ketame/care';
import type { Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { readFollowUp } from '../follow-up/follow-up.ts';
import { readProtocol } from '../selection/protocols.ts';
import { readGoals } from './goals.ts';
import { readIndexInputs } from './patient-index.ts';
import { readSessions } from './sessions.ts';

/** The agenda of the decision about the next course as of now; null before the first course is over. @throws Problem 404 */
export async function readAgenda(
  trx: Trx,
  origin: Origin,
  patientId: string,
): Promise<RetreatmentAgenda | null> {
  const { results, due, verdict } = await readFollowUp(trx, origin, patientId);
  const sessions = [...(await readSessions(trx, patientId))].flatMap(
    ([id, session]) => treatedSession(id, session) ?? [],
  );
  const course = coursesOf(sessions).at(-1);
  if (course === undefined) return null;
  const goals = (await readGoals(trx, patientId))?.goals ?? null;
  return retreatmentAgenda({
    protocol: await readProtocol(trx, course.protocol.id, course.protocol.version),
    sessions,
    results,
    verdict,
    due,
    goals,
    index: goals === null ? null : indexOfPatient(goals, await readIndexInputs(trx, patientId)),
    now: origin.at,
    timeZone: (await readClinic(trx)).timeZone,
  });
}
