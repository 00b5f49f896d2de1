import type { HomeProgramme } from '@ketame/care';
import type { HomeEnrolment, NewRegister, PutHome } from '@ketame/contract';
import { sql } from 'kysely';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { lockPatient } from '../records/known-patient.ts';
import { readLackingTraining } from '../training/standings.ts';
import { readEnrolmentsOf } from './enrolments.ts';
import { readHomeCase } from './home-case.ts';
import { registerDrugOf } from './home-use.ts';
import { readHomeProgramme } from './programmes.ts';

/**
 * Enrols a patient in a programme, or changes the enrolment. It is active, and the database supplies, only while every
 * requirement before a supply is met; there is no way around that.
 * @param basedOn the version that it was made from; 0 for the first
 * @throws Problem 404, 412 with the stored one when it has changed, 409 with what is not met
 */
export async function enrol(
  trx: Trx,
  origin: Origin,
  patientId: string,
  basedOn: number,
  wanted: PutHome,
): Promise<void> {
  await lockPatient(trx, patientId);
  const programme = await readHomeProgramme(trx, wanted.programmeId);
  const stored = (await readEnrolmentsOf(trx, [patientId])).get(patientId);
  if ((stored?.version ?? 0) !== basedOn) {
    throw new Problem(
      412,
      'changed-meanwhile',
      `Somebody has changed the enrolment meanwhile (now version ${stored?.version ?? 0}, yours was made from ${basedOn}). Look at both, then save again.`,
      { stored },
    );
  }
  await writeEnrolment(trx, origin, patientId, wanted, programme, stored);
  if (wanted.status !== 'active') return;
  const { status } = await readHomeCase(trx, origin, patientId);
  if (status?.mayBeSupplied) return;
  throw new Problem(
    409,
    'requirements-not-met',
    'The programme is not set active: not all is met that must be before a supply. Nothing was changed.',
    { fields: (status?.holds ?? []).map((hold) => ({ path: 'status', expected: hold })) },
  );
}

/** Writes it without looking at the requirements. */
async function writeEnrolment(
  trx: Trx,
  origin: Origin,
  patientId: string,
  wanted: PutHome,
  programme: HomeProgramme,
  before: HomeEnrolment | undefined,
): Promise<void> {
  const row = {
    status: wanted.status,
    valid_until: wanted.validUntil,
    programme_id: wanted.programmeId,
    time_zone: wanted.timeZone,
    sitter_name: wanted.sitterName,
    first_day: wanted.firstDay,
    drug: registerDrugOf(programme),
    set_by: origin.actor,
    set_at: origin.at,
  };
  await trx
    .insertInto('home_programme')
    .values({ patient_id: patientId, version: 1, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['clinic_id', 'patient_id'])
        .doUpdateSet({ ...row, version: sql`home_programme.version + 1` }),
    )
    .execute();
  await audit(trx, origin, {
    action: 'home-programme.set',
    subject: 'home programme',
    subjectId: patientId,
    patientId,
    ...(before === undefined ? {} : { before }),
    after: wanted,
  });
}

/**
 * Asks whether a prescription is of the drug of the patient's programme: a dose of the racemate is not one of S-ketamine.
 * Who is in no programme, or whose programme has ended, may be prescribed either.
 * @throws Problem 409
 */
export async function requireProgrammeDrug(
  trx: Trx,
  patientId: string,
  drug: NewRegister['drug'],
): Promise<void> {
  const row = await trx
    .selectFrom('home_programme')
    .select(['drug', 'status'])
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  if (row === undefined || row.drug === null || row.drug === drug || row.status === 'ended') return;
  throw new Problem(
    409,
    'not-the-programme',
    `The prescription is of ${drug}, the patient's programme of ${row.drug}: their doses are not the same. Nothing was entered.`,
    { fields: [{ path: 'drug', expected: `${row.drug}, the drug of the patient's programme` }] },
  );
}

/** What a supply is made on. */
interface PrescribedSupply {
  readonly patientId: string;
  readonly drug: NewRegister['drug'];
  /** Id of the account. */
  readonly prescribedBy: string;
}

/**
 * Asks before a supply whether all is met now: a training may have run out since the programme was set active, and who
 * prescribed and who supplies must be trained themselves. Patients who were supplied before there were programmes are in
 * none; for them the status alone counts.
 * @throws Problem 409
 */
export async function requireSupply(
  trx: Trx,
  origin: Origin,
  { patientId, drug, prescribedBy }: PrescribedSupply,
): Promise<void> {
  await requireProgrammeDrug(trx, patientId, drug);
  const enrolled = await readEnrolmentsOf(trx, [patientId]);
  if (enrolled.size === 0) return;
  const { status, programme } = await readHomeCase(trx, origin, patientId);
  if (programme === null || !status?.mayBeSupplied) {
    throw new Problem(
      409,
      'requirements-not-met',
      `Not all is met that must be before a supply. ${status?.holds.join(' ') ?? ''} Nothing was entered.`,
      { fields: (status?.holds ?? []).map((hold) => ({ path: 'prescriptionId', expected: hold })) },
    );
  }
  const lacking = await readLackingTraining(trx, programme, [prescribedBy, origin.actor], origin.at);
  if (lacking.length === 0) return;
  throw new Problem(
    409,
    'not-trained',
    `Who prescribes and who supplies must hold the training for treatment at home themselves. ${lacking.join(' ')} Nothing was entered.`,
    { fields: lacking.map((reason) => ({ path: 'prescriptionId', expected: reason })) },
  );
}
