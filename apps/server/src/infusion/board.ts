import { type Alert, type ChartedItem, dueOf, lastCharted, rank, vitalMeasures } from '@ketame/care';
import {
  type BoardRow,
  type Infusion,
  type SessionOfPatient,
  sessionOfPatientSchema,
} from '@ketame/contract';
import type { Trx } from '../database/index.ts';
import { requirePatient } from '../records/known-patient.ts';
import { liveOf, type Watched } from './watch.ts';

type Patient = Infusion['patient'];

/** The open sessions that whoever asks may see, with their patients. */
export async function visibleSessions(trx: Trx): Promise<ReadonlyMap<string, Patient>> {
  const rows = await patients(trx).where('infusion.open', '=', true).execute();
  return new Map(rows.map(({ infusionId, ...patient }) => [infusionId, patient]));
}

/** The sessions of one patient, the newest first. */
export async function sessionsOfPatient(trx: Trx, patientId: string): Promise<SessionOfPatient[]> {
  await requirePatient(trx, patientId);
  const rows = await trx
    .selectFrom('infusion')
    .select(['id', 'place', 'planned_start as plannedStart', 'state', 'open'])
    .where('patient_id', '=', patientId)
    .orderBy('planned_start', 'desc')
    .execute();
  return rows.map((row) => sessionOfPatientSchema.parse(row));
}

/** The patient of a session; undefined when there is no such session for whoever asks. */
export async function patientOf(trx: Trx, infusionId: string): Promise<Patient | undefined> {
  const row = await patients(trx).where('infusion.id', '=', infusionId).executeTakeFirst();
  if (row === undefined) return undefined;
  const { infusionId: _, ...patient } = row;
  return patient;
}

function patients(trx: Trx) {
  return trx
    .selectFrom('infusion')
    .innerJoin('patient', 'patient.id', 'infusion.patient_id')
    .select([
      'infusion.id as infusionId',
      'patient.id',
      'patient.family_name as familyName',
      'patient.given_name as givenName',
      'patient.birth_date as birthDate',
    ]);
}

/** One line of the board. @param now ISO 8601 */
export function boardRow(watched: Watched, patient: Patient, now: string): BoardRow {
  const { session, vitals, alerts } = watched;
  const { plan } = session;
  return {
    id: watched.id,
    place: watched.place,
    patient,
    protocol: plan.protocol.title,
    session: plan.session,
    of: plan.of,
    state: session.state,
    since: session.since,
    plannedStart: plan.plannedStart,
    startedAt: session.startedAt,
    rateMgPerH: session.rates.at(-1)?.mgPerH ?? 0,
    drug: plan.drug,
    vitals: Object.fromEntries(
      vitalMeasures.flatMap((measure) => {
        const byHand = chartedVital(watched, measure);
        const sent = vitals[measure];
        const newest =
          sent !== undefined && (byHand === undefined || Date.parse(sent.at) >= Date.parse(byHand.at))
            ? sent
            : byHand;
        return newest === undefined ? [] : [[measure, newest]];
      }),
    ),
    alerts: alerts.filter(({ open }) => open).sort(mostUrgentFirst),
    nextDue: dueOf(session, liveOf(watched).sent, now)[0] ?? null,
    responsible: session.responsible?.name ?? null,
  };
}

const charts: Readonly<Record<(typeof vitalMeasures)[number], readonly [ChartedItem, number]>> = {
  systolic: ['blood pressure', 0],
  diastolic: ['blood pressure', 1],
  heartRate: ['heart rate', 0],
  oxygenSaturation: ['oxygen saturation', 0],
  respiration: ['respiration', 0],
};

function chartedVital({ session }: Watched, measure: (typeof vitalMeasures)[number]) {
  const [item, position] = charts[measure];
  const last = lastCharted(session.entries, item);
  const value = last?.values[position];
  return last === undefined || value === undefined ? undefined : { value, at: last.at };
}

function mostUrgentFirst(one: Alert, other: Alert): number {
  return (
    Number(other.acknowledged === null) - Number(one.acknowledged === null) ||
    rank(other.rule.priority) - rank(one.rule.priority) ||
    one.raisedAt.localeCompare(other.raisedAt)
  );
}
