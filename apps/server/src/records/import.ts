import { randomUUID } from 'node:crypto';
import { bearings } from '@ketame/care';
import type { Identity, ImportPreview, ImportResult, UnderstoodRecord } from '@ketame/contract';
import { sql } from 'kysely';
import { audit, type Origin } from '../audit/index.ts';
import type { ClinicDatabase, PatientRow, Scope, Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readLaboratoryProfile } from '../laboratory/laboratory-profile.ts';
import { clinicDate } from './clinic-date.ts';
import { type Understanding, understandBundle } from './fhir/bundle.ts';
import { identityOf, insertPatient, refuseBirthAhead, updatePatient } from './patients.ts';
import { readRecordFile } from './reading.ts';
import {
  changesForAudit,
  compareEntries,
  countChanges,
  type EntryChanges,
  isChange,
  readEntries,
  writeChanges,
} from './stored-entries.ts';

export interface ImportOptions {
  /** The patient onto whom the record is brought; without it the record finds its own. */
  readonly patientId?: string | undefined;
  /** SHA-256 of the file that was looked at before; another file is refused. */
  readonly fingerprint?: string | undefined;
  /** The person has seen that name or birth date differ, and means this patient. */
  readonly identityConfirmed?: boolean;
}

/** Any number, the same in every Ketame: imports are saved one after the other, so that two of one patient make one. */
const IMPORT_LOCK = 5_382_003;

/**
 * What an import would do; nothing is written.
 * @throws RecordRefused, or Problem 404 or 409 when the patient is not to be found or not clear
 */
export async function previewImport(
  database: ClinicDatabase,
  scope: Scope,
  origin: Origin,
  pieces: AsyncIterable<Uint8Array>,
  options: Pick<ImportOptions, 'patientId'> = {},
): Promise<ImportPreview> {
  const file = await readFile(database, scope, origin, pieces);
  const { record, today } = file;
  return database.transaction(scope, async (trx) => {
    const target = await findPatient(trx, record, options.patientId);
    const laboratoryProfile = await readLaboratoryProfile(trx);
    return {
      fingerprint: file.fingerprint,
      understood: record,
      bearings: bearings({
        identity: record.identity,
        entries: record.entries,
        pregnancy: target?.row.pregnancy ?? 'unknown',
        laboratoryProfile,
        today,
      }),
      existing:
        target === null
          ? null
          : {
              id: target.row.id,
              identity: identityOf(target.row),
              version: target.row.version,
              matchedBy: target.matchedBy,
            },
      identityDiffers: target === null ? [] : differences(identityOf(target.row), record.identity),
      changes: countChanges(await changesTo(trx, target, file)),
    };
  });
}

/**
 * Imports a record: all of it in one transaction with its audit entry, or nothing. The same file again changes nothing.
 * @param pieces the file as it is read, JSON or gzipped JSON
 * @throws RecordRefused; Problem 409 `identity-differs` when name, birth date or sex differ and that was not confirmed,
 * `fingerprint-differs` when the file is not the one that was looked at, `patient-unclear` or `record-of-another`; 404
 */
export async function importFile(
  database: ClinicDatabase,
  scope: Scope,
  origin: Origin,
  pieces: AsyncIterable<Uint8Array>,
  options: ImportOptions = {},
): Promise<ImportResult & { readonly understood: UnderstoodRecord }> {
  const file = await readFile(database, scope, origin, pieces);
  if (options.fingerprint !== undefined && options.fingerprint !== file.fingerprint) {
    throw new Problem(
      409,
      'fingerprint-differs',
      'This is not the file that was looked at before: it has changed since. Look at it again, then save.',
    );
  }
  return database.transaction(scope, (trx) => saveRecord(trx, origin, file, options));
}

/** A record that has been read and understood, but not yet compared with what is stored. */
export interface UnderstoodFile extends Understanding {
  /** SHA-256 of the file as sent, hexadecimal. */
  readonly fingerprint: string;
}

/** Reads and understands a file before the transaction of its import: a large one takes seconds. */
async function readFile(
  database: ClinicDatabase,
  scope: Scope,
  origin: Origin,
  pieces: AsyncIterable<Uint8Array>,
): Promise<UnderstoodFile & { readonly today: string }> {
  const { fingerprint, content } = await readRecordFile(pieces);
  const today = await database.transaction(scope, (trx) => clinicDate(trx, origin.at));
  const understanding = understandBundle(content, today);
  refuseBirthAhead(understanding.record.identity, today);
  return { ...understanding, fingerprint, today };
}

/** Saves a record that has been read, in the caller's transaction. */
export async function saveRecord(
  trx: Trx,
  origin: Origin,
  file: UnderstoodFile,
  options: ImportOptions = {},
): Promise<ImportResult & { readonly understood: UnderstoodRecord }> {
  const { record } = file;
  await sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`.execute(trx);
  const found = await findPatient(trx, record, options.patientId);
  const target = found === null ? null : { ...found, row: await lockPatient(trx, found.row.id) };
  const differing = target === null ? [] : differences(identityOf(target.row), record.identity);
  if (differing.length > 0 && options.identityConfirmed !== true) {
    const which = differing.map(
      ({ field, stored, file: brought }) => `${field} "${stored}" here, "${brought}" in the file`,
    );
    throw new Problem(
      409,
      'identity-differs',
      `The record is not plainly the same person: ${which.join('; ')}. Confirm that it is, or choose another file. Nothing was saved.`,
    );
  }

  const changes = await changesTo(trx, target, file);
  const patientId = target?.row.id ?? randomUUID();
  if (target === null) {
    await insertPatient(trx, origin, patientId, record.identity, 'unknown');
  } else if (differing.length > 0 || isChange(changes)) {
    await updatePatient(trx, origin, target.row, record.identity, target.row.pregnancy);
  }
  await trx
    .insertInto('patient_source')
    .values({ ...record.source, patient_id: patientId })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'system', 'id']).doNothing())
    .execute();
  await writeChanges(trx, patientId, changes);

  const { before, after } = changesForAudit(changes);
  await audit(trx, origin, {
    action: 'record.import',
    subject: 'patient',
    subjectId: patientId,
    patientId,
    ...(target === null ? {} : { before: { identity: identityOf(target.row), entries: before } }),
    after: {
      identity: record.identity,
      source: record.source,
      fingerprint: file.fingerprint,
      entries: after,
    },
  });
  return { patientId, created: target === null, changes: countChanges(changes), understood: record };
}

interface Target {
  readonly row: PatientRow;
  readonly matchedBy: NonNullable<ImportPreview['existing']>['matchedBy'];
}

/** The patient of a record: by the record's own id, else the one that was chosen, else by name and birth date. */
async function findPatient(
  trx: Trx,
  record: UnderstoodRecord,
  chosenId: string | undefined,
): Promise<Target | null> {
  const bySource = await trx
    .selectFrom('patient')
    .innerJoin('patient_source', 'patient_source.patient_id', 'patient.id')
    .selectAll('patient')
    .where('patient_source.system', '=', record.source.system)
    .where('patient_source.id', '=', record.source.id)
    .executeTakeFirst();
  if (chosenId !== undefined) {
    if (bySource !== undefined && bySource.id !== chosenId) {
      throw new Problem(
        409,
        'record-of-another',
        'This record was imported before, for another patient of this clinic. Open that patient, or choose another file.',
      );
    }
    const chosen = await trx.selectFrom('patient').selectAll().where('id', '=', chosenId).executeTakeFirst();
    if (chosen === undefined) throw notFound('patient');
    return { row: chosen, matchedBy: bySource === undefined ? 'choice' : 'source' };
  }
  if (bySource !== undefined) return { row: bySource, matchedBy: 'source' };
  const { familyName, givenName, birthDate } = record.identity;
  const sameDay = await trx.selectFrom('patient').selectAll().where('birth_date', '=', birthDate).execute();
  const [byName, ...others] = sameDay.filter(
    (row) => sameName(row.family_name, familyName) && sameName(row.given_name, givenName),
  );
  if (byName === undefined) return null;
  if (others.length > 0) {
    throw new Problem(
      409,
      'patient-unclear',
      `There are ${others.length + 1} patients with this name and birth date. Open the one that is meant, and import there.`,
    );
  }
  return { row: byName, matchedBy: 'name and birth date' };
}

/** Against a form that changes the same patient at the same time. @throws Problem 404 when erased meanwhile */
async function lockPatient(trx: Trx, id: string): Promise<PatientRow> {
  const row = await trx.selectFrom('patient').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw notFound('patient');
  return row;
}

function sameName(one: string, other: string): boolean {
  return one.normalize().toLowerCase() === other.normalize().toLowerCase();
}

async function changesTo(
  trx: Trx,
  target: Target | null,
  understanding: Understanding,
): Promise<EntryChanges> {
  const stored = target === null ? [] : await readEntries(trx, target.row.id);
  const withdrawn = new Set(understanding.withdrawn);
  // A resource that gives several entries names the part after a "#".
  return compareEntries(stored, understanding.record.entries, (entry) =>
    withdrawn.has(entry.sourceId.split('#')[0] ?? ''),
  );
}

function differences(stored: Identity, file: Identity): ImportPreview['identityDiffers'] {
  const fields = ['familyName', 'givenName', 'birthDate', 'sex'] as const;
  return fields.flatMap((field) =>
    stored[field] === file[field] ? [] : [{ field, stored: stored[field], file: file[field] }],
  );
}
