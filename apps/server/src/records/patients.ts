import { ageYears, bearings, latestMeasures, painDiagnosis, pregnancyFinding } from '@ketame/care';
import {
  type Identity,
  type PatientDetail,
  type PatientForm,
  type PatientSummary,
  type RecordEntry,
  recordEntrySchema,
} from '@ketame/contract';
import { audit, canonicalJson, createPatientKey, type Origin } from '../audit/index.ts';
import type { PatientRow, Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readLaboratoryProfile } from '../laboratory/laboratory-profile.ts';
import { clinicDate } from './clinic-date.ts';
import { entriesOfForm, isOfForm, pregnancyOf } from './form.ts';
import { changesForAudit, compareEntries, readEntries, writeChanges } from './stored-entries.ts';

/** Every patient of the clinic, by name. */
export async function listPatients(trx: Trx, origin: Origin): Promise<PatientSummary[]> {
  const today = await clinicDate(trx, origin.at);
  const rows = await trx
    .selectFrom('patient')
    .selectAll()
    .select((patient) => [
      patient
        .selectFrom('record_entry')
        .whereRef('record_entry.patient_id', '=', 'patient.id')
        .select((entry) => entry.fn.countAll<number>().as('count'))
        .as('entries'),
      patient
        .selectFrom('plan')
        .whereRef('plan.patient_id', '=', 'patient.id')
        .select((plan) => plan.fn.countAll<number>().as('count'))
        .as('plans'),
    ])
    .orderBy('family_name')
    .orderBy('given_name')
    .orderBy('id')
    .execute();
  const conditions = await readConditions(trx);
  return rows.map((row) => {
    const identity = identityOf(row);
    return {
      id: row.id,
      identity,
      ageYears: ageYears(identity.birthDate, today),
      diagnosis: painDiagnosis(conditions.get(row.id) ?? [], today),
      entries: row.entries ?? 0,
      plans: row.plans ?? 0,
      updatedAt: row.updated_at,
    };
  });
}

async function readConditions(trx: Trx): Promise<Map<string, RecordEntry[]>> {
  const rows = await trx
    .selectFrom('record_entry')
    .select(['patient_id', 'content'])
    .where('kind', '=', 'condition')
    .execute();
  const byPatient = new Map<string, RecordEntry[]>();
  for (const row of rows) {
    const known = byPatient.get(row.patient_id) ?? [];
    known.push(recordEntrySchema.parse(row.content));
    byPatient.set(row.patient_id, known);
  }
  return byPatient;
}

/** One patient with the record and what bears on ketamine in it. @throws Problem 404 */
export async function readPatient(trx: Trx, origin: Origin, id: string): Promise<PatientDetail> {
  const row = await trx.selectFrom('patient').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('patient');
  const [identity, entries, today, laboratoryProfile] = [
    identityOf(row),
    await readEntries(trx, id),
    await clinicDate(trx, origin.at),
    await readLaboratoryProfile(trx),
  ];
  const { pregnancy } = pregnancyFinding(identity, entries, row.pregnancy, today);
  return {
    id,
    version: row.version,
    identity,
    ageYears: ageYears(identity.birthDate, today),
    pregnancy,
    entries,
    latest: latestMeasures(entries, identity.sex, laboratoryProfile),
    bearings: bearings({ identity, entries, pregnancy: row.pregnancy, laboratoryProfile, today }),
    updatedAt: row.updated_at,
  };
}

/**
 * Puts down a patient without a record, by the plain form. The same form sent again answers what was saved: a client
 * that heard no answer may repeat.
 * @throws Problem 409 when the id is that of another patient
 */
export async function createPatient(trx: Trx, origin: Origin, form: PatientForm): Promise<PatientDetail> {
  refuseBirthAhead(form.identity, await clinicDate(trx, origin.at));
  const created = await insertPatient(trx, origin, form.id, form.identity, pregnancyOf(form));
  if (!created) return repeatedForm(trx, origin, form);
  const changes = compareEntries([], entriesOfForm(form, [], origin.at), () => false);
  await writeChanges(trx, form.id, changes);
  await audit(trx, origin, {
    action: 'patient.create',
    subject: 'patient',
    subjectId: form.id,
    patientId: form.id,
    after: { identity: form.identity, pregnancy: pregnancyOf(form), entries: changes.added },
  });
  return readPatient(trx, origin, form.id);
}

/** The patient whom the same form made before. @throws Problem 409 when it was another form */
async function repeatedForm(trx: Trx, origin: Origin, form: PatientForm): Promise<PatientDetail> {
  const row = await trx.selectFrom('patient').selectAll().where('id', '=', form.id).executeTakeFirstOrThrow();
  const content = (identity: Identity, pregnancy: string, entries: readonly RecordEntry[]) =>
    canonicalJson({ identity, pregnancy, entries: entries.filter(isOfForm).map(withoutTime).sort(bySource) });
  const stored = content(identityOf(row), row.pregnancy, await readEntries(trx, form.id));
  if (stored === content(form.identity, pregnancyOf(form), entriesOfForm(form, [], origin.at))) {
    return readPatient(trx, origin, form.id);
  }
  throw new Problem(
    409,
    'patient-exists',
    'Another patient was saved under this id. Make a new id for a new patient.',
  );
}

/**
 * Changes identity and the entries of the form; what came by an import stays as it is.
 * @param basedOn the version that the change was made from
 * @throws Problem 404, or 412 with the stored patient when that is not `basedOn`
 */
export async function changePatient(
  trx: Trx,
  origin: Origin,
  id: string,
  basedOn: number,
  form: Omit<PatientForm, 'id'>,
): Promise<PatientDetail> {
  const today = await clinicDate(trx, origin.at);
  refuseBirthAhead(form.identity, today);
  const row = await trx.selectFrom('patient').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('patient');
  if (row.version !== basedOn) {
    throw new Problem(
      412,
      'patient-changed',
      `This patient was changed meanwhile (now version ${row.version}, yours was made from ${basedOn}). Look at both, then save again.`,
      { stored: await readPatient(trx, origin, id) },
    );
  }
  const stored = await readEntries(trx, id);
  const changes = compareEntries(stored, entriesOfForm(form, stored, origin.at), isOfForm);
  const pregnancy = statedPregnancy(form, row, stored, today);
  await updatePatient(trx, origin, row, form.identity, pregnancy);
  await writeChanges(trx, id, changes);
  const { before, after } = changesForAudit(changes);
  await audit(trx, origin, {
    action: 'patient.change',
    subject: 'patient',
    subjectId: id,
    patientId: id,
    before: { identity: identityOf(row), pregnancy: row.pregnancy, entries: before },
    after: { identity: form.identity, pregnancy, entries: after },
  });
  return readPatient(trx, origin, id);
}

/**
 * What the clinic itself says of pregnancy after a form. What the record says already is not the clinic's word: a form
 * that was filled in from it must not keep it when the record changes.
 */
function statedPregnancy(
  form: Pick<PatientForm, 'pregnant'>,
  row: PatientRow,
  entries: readonly RecordEntry[],
  today: string,
): PatientDetail['pregnancy'] {
  const known = pregnancyFinding(identityOf(row), entries, row.pregnancy, today).pregnancy;
  return pregnancyOf(form) === known ? row.pregnancy : pregnancyOf(form);
}

/** Adds a patient's row and key. @returns false when there is already one with this id */
export async function insertPatient(
  trx: Trx,
  origin: Origin,
  id: string,
  identity: Identity,
  pregnancy: PatientDetail['pregnancy'],
): Promise<boolean> {
  const inserted = await trx
    .insertInto('patient')
    .values({
      id,
      version: 1,
      family_name: identity.familyName,
      given_name: identity.givenName,
      birth_date: identity.birthDate,
      sex: identity.sex,
      pregnancy,
      created_at: origin.at,
      updated_at: origin.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await createPatientKey(trx, id);
  return true;
}

/** Writes identity and pregnancy, and counts the version up. */
export async function updatePatient(
  trx: Trx,
  origin: Origin,
  row: PatientRow,
  identity: Identity,
  pregnancy: PatientDetail['pregnancy'],
): Promise<void> {
  await trx
    .updateTable('patient')
    .set({
      version: row.version + 1,
      family_name: identity.familyName,
      given_name: identity.givenName,
      birth_date: identity.birthDate,
      sex: identity.sex,
      pregnancy,
      updated_at: origin.at,
    })
    .where('id', '=', row.id)
    .execute();
}

export function identityOf(row: PatientRow): Identity {
  return { familyName: row.family_name, givenName: row.given_name, birthDate: row.birth_date, sex: row.sex };
}

/** @throws Problem 400 for a birth that lies ahead, from which no age can be told */
export function refuseBirthAhead({ birthDate }: Identity, today: string): void {
  if (birthDate <= today) return;
  throw new Problem(
    400,
    'invalid',
    `The birth date ${birthDate} lies ahead of today (${today}). Nothing was changed.`,
    { fields: [{ path: 'identity.birthDate', expected: `a date up to ${today}` }] },
  );
}

function withoutTime(entry: RecordEntry): RecordEntry {
  return entry.kind === 'observation' ? { ...entry, at: '' } : entry;
}

function bySource(a: RecordEntry, b: RecordEntry): number {
  return `${a.kind} ${a.sourceId}` < `${b.kind} ${b.sourceId}` ? -1 : 1;
}
