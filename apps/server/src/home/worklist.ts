import {
  dateIn,
  type HomePatientRow,
  type HomeWorkRow,
  heldOf,
  homePain,
  homePopulation,
  homeWorklist,
  homeWorkRow,
  watchReasons,
} from '@ketame/care';
import type { HomeWorklist } from '@ketame/contract';
import type { Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { readHomeClinic } from './clinic-settings.ts';
import { type HomeCase, readHomeCases } from './home-case.ts';

/** Patients of the programme in the order in which somebody should look at them, each with the reasons. */
export async function readHomeWorklist(trx: Trx, origin: Origin): Promise<HomeWorklist> {
  const { timeZone } = await readClinic(trx);
  const today = dateIn(timeZone, origin.at);
  const rows = (await readHomeCases(trx, origin)).flatMap((one): HomeWorkRow[] => {
    if (one.status === null || one.enrolment?.status === 'ended') return [];
    const { status, records, misuse, toxicity } = one;
    const others = misuse === null || toxicity === null ? [] : watchReasons(misuse.now, toxicity);
    return [homeWorkRow({ ...one, status, contacts: records.contacts, others }, today)];
  });
  const people = await readPeople(
    trx,
    rows.map(({ patientId }) => patientId),
  );
  return {
    now: origin.at,
    rows: homeWorklist(rows.filter(({ reasons }) => reasons.length > 0)).flatMap((row) => {
      const person = people.get(row.patientId);
      return person === undefined ? [] : [{ ...person, row }];
    }),
  };
}

/** Who is overdue or drifting, and what the programme costs and yields. */
export async function readHomePopulation(trx: Trx, origin: Origin) {
  const { timeZone } = await readClinic(trx);
  const today = dateIn(timeZone, origin.at);
  const rows = (await readHomeCases(trx, origin)).flatMap((one) => patientRow(one, today) ?? []);
  const { costs } = await readHomeClinic(trx);
  const people = await readPeople(
    trx,
    rows.map(({ patientId }) => patientId),
  );
  return { now: origin.at, population: homePopulation(rows, costs), names: [...people.values()] };
}

function patientRow(
  { patientId, enrolment, status, planned, diary, stops, records, movements, reconciliation }: HomeCase,
  today: string,
): HomePatientRow | null {
  if (enrolment === null || status === null) return null;
  const done = records.contacts.filter(({ outcome }) => outcome === 'done');
  const sum = (kind: 'dispensing' | 'return') =>
    movements
      .filter((movement) => movement.kind === kind)
      .reduce((total, { amountUg }) => total + amountUg, 0);
  return {
    patientId,
    enrolledOn: enrolment.firstDay,
    status: enrolment.status,
    overdue:
      planned.filter(({ overdueDays }) => overdueDays > 0).length +
      status.requirements.filter(({ state, dueOn }) => state === 'not met' && dueOn !== null).length,
    ...homePain(diary, enrolment.firstDay, today),
    openStops: stops.length,
    dosesTaken: heldOf(diary, 'dose').length,
    contactsDone: done.length,
    staffMinutes: records.contacts.reduce((total, { minutes }) => total + minutes, 0),
    dispensedUg: sum('dispensing'),
    unexplainedUg: reconciliation.unexplainedUg,
  };
}

async function readPeople(trx: Trx, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await trx
          .selectFrom('patient')
          .select(['id', 'family_name', 'given_name', 'birth_date'])
          .where('id', 'in', [...ids])
          .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        patientId: row.id,
        familyName: row.family_name,
        givenName: row.given_name,
        birthDate: row.birth_date,
      },
    ]),
  );
}
