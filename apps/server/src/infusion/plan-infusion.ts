import { laboratoryBefore, type SessionEvent, sessionPlanOf } from '@ketame/care';
import type { Account, NewInfusion } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { readCare } from '../follow-up/follow-up.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readPatient } from '../records/patients.ts';
import { admissionRefusal } from '../selection/admission.ts';
import { readProtocol } from '../selection/protocols.ts';
import { careRefusal } from './care-refusal.ts';
import { insertEvent } from './entries.ts';
import { readLimits } from './limits.ts';
import { findInfusion } from './stored.ts';

/**
 * Plans a session of a protocol for a patient who may be treated by it, with the limits that the clinic has confirmed.
 * The same sent again plans once.
 * @throws Problem 404 when there is no such patient or protocol, 409 when the id is that of another session, or when the
 * patient is not decided to be eligible, has not consented, or a rule of care stops treatment for good
 */
export async function planInfusion(
  trx: Trx,
  origin: Origin,
  account: Account,
  wanted: NewInfusion,
): Promise<void> {
  const known = await findInfusion(trx, wanted.id);
  if (known !== undefined) {
    if (known.patientId === wanted.patientId) return;
    throw new Problem(409, 'session-exists', 'Another session has this id. Make a new id for a new session.');
  }
  const { identity, ageYears, latest, pregnancy } = await readPatient(trx, origin, wanted.patientId);
  const protocol = await readProtocol(trx, wanted.protocolId, wanted.protocolVersion);
  if (wanted.session > protocol.regimen.sessions.value) throw notFound('session of this protocol');
  const refused =
    (await admissionRefusal(trx, wanted.patientId, protocol)) ??
    (await careRefusal(trx, origin, wanted.patientId, 'plan'));
  if (refused !== null) throw new Problem(409, refused.code, `${refused.reason} ${refused.whatToDo}`);
  const heightCm = latest.find(({ measure }) => measure === 'height')?.value;
  const [care] = await readCare(trx, origin, [wanted.patientId]);
  const plan = sessionPlanOf(protocol, {
    patientId: wanted.patientId,
    patient: {
      weightKg: wanted.weightKg,
      ageYears,
      sex: identity.sex,
      ...(heightCm === undefined ? {} : { heightCm }),
      pregnant: pregnancy === 'pregnant',
    },
    session: wanted.session,
    firstTreatment: wanted.firstTreatment,
    plannedStart: wanted.plannedStart,
    timeZone: (await readClinic(trx)).timeZone,
    limits: await readLimits(trx),
    laboratoryBefore: care === undefined ? [] : laboratoryBefore(care.input),
  });
  await trx
    .insertInto('infusion')
    .values({
      id: wanted.id,
      patient_id: wanted.patientId,
      place: wanted.place,
      planned_start: wanted.plannedStart,
      state: 'planned',
      present: false,
      open: true,
      events: 1,
      readings: 0,
    })
    .execute();
  const event: SessionEvent = {
    // One plan for each session: a session's own id is as good as any.
    id: wanted.id,
    sequence: 1,
    occurredAt: origin.at,
    recordedAt: origin.at,
    by: { id: account.id, name: account.displayName, role: account.role },
    signature: null,
    content: { kind: 'plan', plan },
  };
  await insertEvent(trx, { id: wanted.id, patientId: wanted.patientId }, event);
  await audit(trx, origin, {
    action: 'infusion.plan',
    subject: 'infusion',
    subjectId: wanted.id,
    patientId: wanted.patientId,
    after: { place: wanted.place, plan },
  });
}
