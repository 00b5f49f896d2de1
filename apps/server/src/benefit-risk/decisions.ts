import type { RetreatmentAgenda } from '@ketame/care';
import {
  type CourseDecisionRecord,
  courseDecisionSchema,
  type NewCourseDecision,
  type PatientRetreatment,
} from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { lockPatient, requirePatient } from '../records/known-patient.ts';
import { sign, verifySignatures } from '../signatures/signatures.ts';
import { readAgenda } from './agenda.ts';
import { keepIndex, readHistory } from './patient-index.ts';

const subjectOf = (id: string, patientId: string) => ({
  kind: 'course decision',
  id,
  version: 1,
  patientId,
});

/** The agenda as of now and what has been decided so far. @throws Problem 404 */
export async function readRetreatment(
  trx: Trx,
  origin: Origin,
  patientId: string,
): Promise<PatientRetreatment> {
  await requirePatient(trx, patientId);
  return {
    patientId,
    now: origin.at,
    agenda: await readAgenda(trx, origin, patientId),
    decisions: await readCourseDecisions(trx, patientId),
  };
}

/** The newest first. */
export async function readCourseDecisions(trx: Trx, patientId: string): Promise<CourseDecisionRecord[]> {
  const rows = await trx
    .selectFrom('course_decision')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('decided_at', 'desc')
    .orderBy('id')
    .execute();
  const decisions: CourseDecisionRecord[] = [];
  for (const { id, decision, reasons, agenda, index_id: indexId } of rows) {
    const content = { decision, reasons, agenda, indexId };
    const [signature] = await verifySignatures(trx, subjectOf(id, patientId), content);
    decisions.push(courseDecisionSchema.parse({ id, ...content, signature }));
  }
  return decisions;
}

/**
 * Writes down what a physician decided, with the agenda and the index of now, and signs all of it. The same sent again
 * changes nothing.
 * @throws Problem 404, 409 when there is no course yet or the agenda says something else than what was seen, and what
 * `sign` throws
 */
export async function decideCourse(
  trx: Trx,
  origin: Origin,
  patientId: string,
  { id, decision, reasons, answer, proof }: NewCourseDecision,
): Promise<void> {
  await lockPatient(trx, patientId);
  const known = await trx
    .selectFrom('course_decision')
    .select('patient_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (known !== undefined) {
    if (known.patient_id === patientId) return;
    throw notFound('patient');
  }
  const agenda = await readAgenda(trx, origin, patientId);
  refuseUnseen(agenda, answer);
  await keepIndex(trx, origin, patientId);
  const indexId = (await readHistory(trx, patientId)).at(-1)?.id ?? null;
  const content = { decision, reasons, agenda, indexId };
  await trx
    .insertInto('course_decision')
    .values({
      id,
      patient_id: patientId,
      decision,
      reasons,
      agenda: JSON.stringify(agenda),
      index_id: indexId,
      recorded_by: origin.actor,
      decided_at: origin.at,
    })
    .execute();
  await sign(trx, origin, {
    proof,
    meaning: 'decided',
    roles: ['physician'],
    subject: subjectOf(id, patientId),
    content,
  });
  await audit(trx, origin, {
    action: 'course.decide',
    subject: 'course decision',
    subjectId: id,
    patientId,
    after: { decision, reasons, agenda: agenda?.answer, indexId },
  });
}

function refuseUnseen(agenda: RetreatmentAgenda | null, seen: string): void {
  if (agenda === null) {
    throw new Problem(409, 'no-course', 'No course is over yet: there is nothing to decide about the next.');
  }
  if (agenda.answer === seen) return;
  throw new Problem(
    409,
    'agenda-changed',
    `The agenda says "${agenda.answer}" by now, and not "${seen}" as on your screen. Read it again, then decide.`,
  );
}
