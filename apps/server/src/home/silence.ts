import { randomUUID } from 'node:crypto';
import { afterDoseChecks, foldDiary } from '@ketame/care';
import { audit, type Origin } from '../audit/index.ts';
import { clinicScope, type Trx } from '../database/index.ts';
import type { ServerContext } from '../http/context.ts';
import { readEnrolmentsOf } from './enrolments.ts';
import { readEventsOf } from './events.ts';
import { listHomeProgrammes } from './programmes.ts';

const EVERY_MS = 60_000;
/** An entry that came within so many hours may still be of a dose whose checks are not given up. */
const RECENT_H = 48;

/**
 * Looks every minute for checks after a dose that stay unanswered, and keeps each step of the escalation once, whoever
 * else looks at the same time. All of it follows from what is stored: a server started anew raises what was missed.
 */
export function createSilenceWatch(context: ServerContext): { start(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  const look = (): void => {
    if (looking) return;
    looking = true;
    // What fails while the database is away is done a minute later.
    raiseSilences(context)
      .catch(() => undefined)
      .finally(() => {
        looking = false;
      });
  };
  return {
    start: () => {
      look();
      timer = setInterval(look, EVERY_MS).unref();
    },
    stop: () => clearInterval(timer),
  };
}

/** Looks once, in every clinic. */
export async function raiseSilences({ database, now }: ServerContext): Promise<void> {
  const clinics = await database.transaction('server', (trx) =>
    trx.selectFrom('clinic').select('id').execute(),
  );
  for (const { id } of clinics) {
    const origin: Origin = { actor: 'server', requestId: randomUUID(), at: now().toISOString() };
    await database.transaction(clinicScope(id), (trx) => raise(trx, origin));
  }
}

async function raise(trx: Trx, origin: Origin): Promise<void> {
  const recent = await trx
    .selectFrom('home_event')
    .select('patient_id')
    .distinct()
    .where('received_at', '>', new Date(Date.parse(origin.at) - RECENT_H * 3_600_000).toISOString())
    .execute();
  const ids = recent.map(({ patient_id }) => patient_id);
  const enrolments = await readEnrolmentsOf(trx, ids);
  const programmes = new Map((await listHomeProgrammes(trx)).map((one) => [one.id, one]));
  const eventsOf = await readEventsOf(trx, ids);
  for (const patientId of ids) {
    const programme = programmes.get(enrolments.get(patientId)?.programmeId ?? '');
    if (programme === undefined) continue;
    const diary = foldDiary(eventsOf.get(patientId) ?? []);
    const steps = afterDoseChecks(programme, diary, origin.at).flatMap(({ doseId, minute, escalated }) =>
      escalated.map(({ to, at }) => ({ dose_id: doseId, minute, escalated_to: to, due_at: at })),
    );
    if (steps.length === 0) continue;
    const raised = await trx
      .insertInto('home_silence')
      .values(steps.map((step) => ({ ...step, patient_id: patientId, raised_at: origin.at })))
      .onConflict((conflict) => conflict.doNothing())
      .returning(['dose_id', 'minute', 'escalated_to', 'due_at'])
      .execute();
    if (raised.length === 0) continue;
    await audit(trx, origin, {
      action: 'home.silence',
      subject: 'home diary',
      subjectId: patientId,
      patientId,
      after: raised,
    });
  }
}

/** The steps that were raised for a patient, in the order of time. */
export async function readSilences(trx: Trx, patientId: string) {
  const rows = await trx
    .selectFrom('home_silence')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('due_at')
    .execute();
  return rows.map(({ dose_id, minute, escalated_to, due_at, raised_at }) => ({
    doseId: dose_id,
    minute,
    to: escalated_to,
    dueAt: due_at,
    raisedAt: raised_at,
  }));
}
