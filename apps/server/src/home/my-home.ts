import {
  dateIn,
  foldDiary,
  openStops,
  plannedContacts,
  type TrainingStanding,
  usedLooseUg,
} from '@ketame/care';
import type { MyHome, NewRegister } from '@ketame/contract';
import { sql } from 'kysely';
import type { Origin } from '../audit/index.ts';
import { readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { readTrainingStandings } from '../training/standings.ts';
import { readHomeClinic } from './clinic-settings.ts';
import { readEnrolmentsOf } from './enrolments.ts';
import { newestCursor, readEventsOf } from './events.ts';
import { registerDrugOf } from './home-use.ts';
import { listHomeProgrammes } from './programmes.ts';
import { readHomeRecordsOf } from './records.ts';

/**
 * How those stand whose training holds a dose. Read in the name of the clinic: the trainings of its people are closed to
 * a patient, and only whether they are valid is told, of nobody by name.
 */
export async function readTrainingOf(
  trx: Trx,
  origin: Origin,
  patientId: string,
): Promise<TrainingStanding[]> {
  const enrolment = (await readEnrolmentsOf(trx, [patientId])).get(patientId);
  const programme = (await listHomeProgrammes(trx)).find(({ id }) => id === enrolment?.programmeId);
  if (programme === undefined) return [];
  const standings = await readTrainingStandings(trx, new Map([[patientId, programme]]), origin.at);
  return (standings.get(patientId) ?? []).map((one) =>
    one.audience === 'patient' || one.audience === 'sitter'
      ? one
      : { ...one, reason: one.valid ? 'Valid.' : 'Not valid.' },
  );
}

/** What the phone of a patient needs for a week without network, read in the patient's own name. */
export async function readMyHome(
  trx: Trx,
  origin: Origin,
  patientId: string,
  training: readonly TrainingStanding[],
): Promise<MyHome> {
  const { costs: _costs, ...numbers } = await readHomeClinic(trx);
  const clinic = await readClinic(trx);
  const today = dateIn(clinic.timeZone, origin.at);
  const enrolment = (await readEnrolmentsOf(trx, [patientId])).get(patientId) ?? null;
  const programmes = await listHomeProgrammes(trx);
  const programme = programmes.find(({ id }) => id === enrolment?.programmeId) ?? null;
  const diary = foldDiary((await readEventsOf(trx, [patientId])).get(patientId) ?? []);
  const contacts = (await readHomeRecordsOf(trx, [patientId])).get(patientId)?.contacts ?? [];
  const isEnrolled = enrolment !== null && programme !== null;
  const { packs, looseUg } = await readInHand(trx, patientId);
  return {
    patientId,
    now: origin.at,
    programme,
    enrolment: enrolment && {
      status: enrolment.status,
      validUntil: enrolment.validUntil,
      timeZone: enrolment.timeZone,
    },
    doseUg: programme && (await readPrescribedDose(trx, patientId, registerDrugOf(programme), today)),
    packs,
    looseUg: Math.max(0, looseUg - usedLooseUg(diary)),
    planned: isEnrolled
      ? plannedContacts(programme, enrolment.firstDay, contacts, clinic.timeZone, today)
      : [],
    stops: isEnrolled
      ? openStops(programme, diary, { timeZone: enrolment.timeZone, training, now: origin.at })
      : [],
    clinic: { ...numbers, ...clinic },
    cursor: await newestCursor(trx, patientId),
  };
}

/** Of the newest prescription of the drug that is valid today; null without one. */
async function readPrescribedDose(
  trx: Trx,
  patientId: string,
  drug: NewRegister['drug'],
  today: string,
): Promise<number | null> {
  const row = await trx
    .selectFrom('prescription')
    .select('dose_ug')
    .where('patient_id', '=', patientId)
    .where('drug', '=', drug)
    .where('cancelled_at', 'is', null)
    .where('valid_from', '<=', today)
    .where('valid_until', '>=', today)
    .orderBy('prescribed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.dose_ug ?? null;
}

/** By the register: supplied and not returned, the diary left out. */
async function readInHand(trx: Trx, patientId: string): Promise<Pick<MyHome, 'packs' | 'looseUg'>> {
  const { rows: packs } = await sql<MyHome['packs'][number]>`
    select code, dose_ug as "doseUg", lot.expiry
    from dose_pack join register_account held on held.id = account_id join register_lot lot on lot.id = dose_pack.lot_id
    where held.patient_id = ${patientId} order by lot.expiry, code`.execute(trx);
  const { rows } = await sql<{ held: number }>`
    select coalesce(sum(balance_ug), 0)::bigint as held from register_account
    where patient_id = ${patientId}`.execute(trx);
  const packed = packs.reduce((sum, { doseUg }) => sum + doseUg, 0);
  return { packs, looseUg: (rows[0]?.held ?? 0) - packed };
}
