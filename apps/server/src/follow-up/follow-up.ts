import {
  asksForWork,
  type CareInput,
  careVerdict,
  dateIn,
  daysBetween,
  type FollowUpDue,
  followUpDue,
  lastSession,
  latestMeasures,
  type Protocol,
} from '@ketame/care';
import type { FollowUp, FollowUpRow } from '@ketame/contract';
import { recordEntrySchema } from '@ketame/contract';
import type { Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { notFound } from '../http/problem.ts';
import { readLaboratoryProfile } from '../laboratory/laboratory-profile.ts';
import { requirePatient } from '../records/known-patient.ts';
import { readProtocol } from '../selection/protocols.ts';
import { readDrafts } from './drafts.ts';
import { readResultsOf } from './results.ts';
import { readSelectionTests } from './selection-tests.ts';
import { readGivenSessions } from './sessions.ts';

/** All that follows the sessions of one patient. @throws Problem 404 */
export async function readFollowUp(trx: Trx, origin: Origin, patientId: string): Promise<FollowUp> {
  await requirePatient(trx, patientId);
  const [care] = await readCare(trx, origin, [patientId]);
  if (care === undefined) throw notFound('patient');
  const { sessions, results, now, timeZone } = care.input;
  return {
    patientId,
    now,
    today: dateIn(timeZone, now),
    sessions: [...sessions],
    due: care.due,
    results: [...results],
    drafts: await readDrafts(trx, patientId),
    verdict: careVerdict(care.input),
  };
}

/** Patients with something to do after their sessions, the longest overdue first. */
export async function readWorklist(
  trx: Trx,
  origin: Origin,
): Promise<{ rows: FollowUpRow[]; today: string }> {
  const { timeZone } = await readClinic(trx);
  const today = dateIn(timeZone, origin.at);
  const rows = (await readCare(trx, origin)).flatMap(({ patient, due, input }): FollowUpRow[] => {
    const last = lastSession(input.sessions);
    if (last === undefined || last.endedAt === null) return [];
    const verdict = careVerdict(input);
    const open = due.filter(({ state }) => state === 'due' || state === 'overdue');
    if (open.length === 0 && !verdict.findings.some(asksForWork)) return [];
    const endedOn = dateIn(timeZone, last.endedAt);
    return [
      {
        patientId: patient.id,
        familyName: patient.family_name,
        givenName: patient.given_name,
        birthDate: patient.birth_date,
        protocolTitle: last.protocol.title,
        endedOn,
        daysSince: daysBetween(endedOn, today),
        due: open,
        verdict,
      },
    ];
  });
  const overdue = ({ due, verdict }: FollowUpRow): number =>
    Math.max(
      ...due.map(({ overdueDays }) => overdueDays),
      ...verdict.findings.map(({ nextTestOn }) => (nextTestOn === null ? 0 : daysBetween(nextTestOn, today))),
      0,
    );
  return {
    rows: rows.sort(
      (one, other) => overdue(other) - overdue(one) || one.familyName.localeCompare(other.familyName),
    ),
    today,
  };
}

export interface Care {
  readonly patient: { id: string; family_name: string; given_name: string; birth_date: string };
  readonly due: FollowUpDue[];
  readonly input: CareInput;
}

/** What the schedule and the rules of care read. @param patientIds all who were treated when absent */
export async function readCare(trx: Trx, origin: Origin, patientIds?: readonly string[]): Promise<Care[]> {
  const { timeZone } = await readClinic(trx);
  const sessionsOf = await readGivenSessions(trx, patientIds);
  const ids = patientIds ?? [...sessionsOf.keys()];
  if (ids.length === 0) return [];
  const patients = await trx
    .selectFrom('patient')
    .select(['id', 'family_name', 'given_name', 'birth_date', 'sex'])
    .where('id', 'in', [...ids])
    .execute();
  const resultsOf = await readResultsOf(trx, ids);
  const recordedOf = await readRecorded(trx, patients);
  const assessedOf = await readSelectionTests(trx, ids, timeZone);
  const protocols = new Map<string, Protocol>();
  const cares: Care[] = [];
  for (const { sex: _sex, ...patient } of patients) {
    const sessions = sessionsOf.get(patient.id) ?? [];
    const results = resultsOf.get(patient.id) ?? [];
    const last = lastSession(sessions)?.protocol;
    const key = last === undefined ? '' : `${last.id} ${last.version}`;
    if (last !== undefined && !protocols.has(key)) {
      protocols.set(key, await readProtocol(trx, last.id, last.version));
    }
    const protocol = protocols.get(key);
    const clock = { now: origin.at, timeZone };
    cares.push({
      patient,
      due: followUpDue(sessions, protocol?.followUp ?? [], results, clock),
      input: {
        results,
        sessions,
        recorded: [...(recordedOf.get(patient.id) ?? []), ...(assessedOf.get(patient.id) ?? [])],
        notBefore: protocol?.retreatment.notBeforeDays ?? null,
        ...clock,
      },
    });
  }
  return cares;
}

/** The newest blood test of each kind in the imported records, with the upper limit that applies. */
async function readRecorded(
  trx: Trx,
  patients: readonly { readonly id: string; readonly sex: 'female' | 'male' }[],
): Promise<Map<string, CareInput['recorded']>> {
  const profile = await readLaboratoryProfile(trx);
  const rows = await trx
    .selectFrom('record_entry')
    .select(['patient_id', 'content'])
    .where('kind', '=', 'observation')
    .where(
      'patient_id',
      'in',
      patients.map(({ id }) => id),
    )
    .execute();
  return new Map(
    patients.map(({ id, sex }) => {
      const entries = rows
        .filter(({ patient_id }) => patient_id === id)
        .map(({ content }) => recordEntrySchema.parse(content));
      const values = latestMeasures(entries, sex, profile).flatMap(({ measure, value, unit, at, range }) => {
        if (!isBlood(measure)) return [];
        return [{ measure, value, unit, upperLimit: range?.high ?? null, at }];
      });
      return [id, values];
    }),
  );
}

const blood = ['ALT', 'AST', 'ALP', 'GGT', 'bilirubin', 'creatinine', 'eGFR'] as const;
const isBlood = (measure: string): measure is (typeof blood)[number] => blood.some((one) => one === measure);
