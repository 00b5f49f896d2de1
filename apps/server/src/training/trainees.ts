import type { TrainedAudience, Trainee, TrainingModuleId } from '@ketame/care';
import type { Trx } from '../database/index.ts';

/** Somebody who needs training, with all that was passed and all that happened since. */
export interface FoundTrainee extends Trainee {
  readonly patientId: string | null;
  readonly accountId: string | null;
}

/** Accounts of one of these roles need training; the others follow no patient. */
const staffAudiences = ['physician', 'nurse', 'pharmacist'] as const satisfies readonly TrainedAudience[];

/** The physicians, nurses and pharmacists whose account is open, by name, and these whose account was closed since. */
export async function readStaffTrainees(
  trx: Trx,
  closedToo: readonly string[] = [],
): Promise<(FoundTrainee & { readonly isOpen: boolean })[]> {
  const accounts = await trx
    .selectFrom('account')
    .select(['id', 'display_name', 'role', 'disabled'])
    .where('role', 'in', staffAudiences)
    .orderBy('display_name')
    .orderBy('id')
    .execute();
  const passed = await readPassed(trx);
  const incidents = await readIncidents(trx);
  return accounts.flatMap(({ id, display_name, role, disabled }) => {
    const audience = staffAudiences.find((one) => one === role);
    if (audience === undefined || (disabled && !closedToo.includes(id))) return [];
    return {
      audience,
      name: display_name,
      patientId: null,
      accountId: id,
      passed: passed.filter((one) => one.accountId === id),
      incidents,
      isOpen: !disabled,
    };
  });
}

/**
 * The patients, each with the person at the side whom the enrolment names; without an enrolment everybody who was
 * tested as such. Names are compared without regard to case.
 */
export async function readPatientTrainees(trx: Trx, patientIds: readonly string[]): Promise<FoundTrainee[]> {
  if (patientIds.length === 0) return [];
  const patients = await trx
    .selectFrom('patient')
    .leftJoin('home_programme', 'home_programme.patient_id', 'patient.id')
    .select(['patient.id', 'given_name', 'family_name', 'sitter_name'])
    .where('patient.id', 'in', [...patientIds])
    .orderBy('family_name')
    .orderBy('patient.id')
    .execute();
  const passed = await readPassed(trx, patientIds);
  const incidents = await readIncidents(trx);
  return patients.flatMap(({ id, given_name, family_name, sitter_name }) => {
    const own = passed.filter((one) => one.patientId === id);
    const person = (audience: 'patient' | 'sitter', name: string, rows: readonly Passed[]): FoundTrainee => ({
      audience,
      name,
      patientId: id,
      accountId: null,
      passed: rows,
      incidents: incidents.filter(({ patientId }) => patientId === null || patientId === id),
    });
    const bySitter = own.filter(({ audience }) => audience === 'sitter');
    const sitters =
      sitter_name === null
        ? [...new Map(bySitter.map(({ name }) => [keyOf(name), name])).values()]
        : [sitter_name];
    return [
      person(
        'patient',
        `${given_name} ${family_name}`,
        own.filter(({ audience }) => audience === 'patient'),
      ),
      ...sitters.map((name) =>
        person(
          'sitter',
          name,
          bySitter.filter((one) => keyOf(one.name) === keyOf(name)),
        ),
      ),
    ];
  });
}

const keyOf = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

interface Passed {
  readonly audience: TrainedAudience;
  readonly patientId: string | null;
  readonly accountId: string | null;
  readonly name: string;
  readonly module: TrainingModuleId;
  readonly at: string;
}

/** Of these patients, or of the staff. */
async function readPassed(trx: Trx, patientIds?: readonly string[]): Promise<Passed[]> {
  const query = trx
    .selectFrom('training_attempt')
    .select([
      'audience',
      'patient_id as patientId',
      'account_id as accountId',
      'trainee_name as name',
      'module',
      'finished_at',
    ])
    .where('passed', '=', true)
    .orderBy('finished_at');
  const rows = await (patientIds === undefined
    ? query.where('patient_id', 'is', null)
    : query.where('patient_id', 'in', [...patientIds])
  ).execute();
  return rows.flatMap(({ finished_at, ...row }) => (finished_at === null ? [] : { ...row, at: finished_at }));
}

async function readIncidents(trx: Trx) {
  const rows = await trx
    .selectFrom('training_incident')
    .select(['patient_id', 'modules', 'at'])
    .orderBy('at')
    .execute();
  return rows.map(({ patient_id, modules, at }) => ({
    patientId: patient_id,
    modules: modules as TrainingModuleId[],
    at,
  }));
}
