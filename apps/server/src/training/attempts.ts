import { randomInt } from 'node:crypto';
import {
  type DrawnQuestion,
  drawTest,
  homeTraining,
  scoreTest,
  shownAnswers,
  type TrainedAudience,
  type TrainingLanguage,
  type TrainingModule,
  trainingModuleOf,
} from '@ketame/care';
import type {
  NewTrainingAttempt,
  Role,
  TrainingAttempt,
  TrainingFor,
  TrainingResult,
} from '@ketame/contract';
import { audit, canonicalJson, type Origin } from '../audit/index.ts';
import type { TrainingAttemptRow, Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { keepPatient } from '../records/known-patient.ts';

/** Whose session it is. */
export interface Asker {
  readonly id: string;
  readonly displayName: string;
  readonly role: Role;
}

/**
 * Draws a test for somebody. The same sent again gives the same questions.
 * @param ownPatient the patient whose account it is; null for staff
 * @throws Problem 404, 403 when a patient asks for somebody else, 400 when the module is not for this person, 409 when
 * the id is that of another test
 */
export async function beginAttempt(
  trx: Trx,
  origin: Origin,
  asker: Asker,
  ownPatient: string | null,
  { id, module: moduleId, language, trainee }: NewTrainingAttempt,
): Promise<TrainingAttempt> {
  const person = personOf(trainee, asker, ownPatient);
  if (person.patientId !== null) await keepPatient(trx, person.patientId);
  if (!homeTraining.some((one) => one.audience === person.audience && one.modules.includes(moduleId))) {
    throw new Problem(
      400,
      'not-for-this-person',
      `The module ${moduleId} is not one for a ${person.audience}.`,
      {
        fields: [{ path: 'module', expected: `a module for a ${person.audience}` }],
      },
    );
  }
  const known = await trx.selectFrom('training_attempt').selectAll().where('id', '=', id).executeTakeFirst();
  if (known !== undefined) {
    if (known.module === moduleId && known.language === language && isOf(known, person)) return shown(known);
    throw new Problem(409, 'attempt-exists', 'Another test has this id. Make a new id for a new test.');
  }
  const module = trainingModuleOf(moduleId);
  const seed = randomInt(2 ** 48 - 1);
  const name = person.name ?? (await readPatientName(trx, person.patientId));
  const row = await trx
    .insertInto('training_attempt')
    .values({
      id,
      audience: person.audience,
      patient_id: person.patientId,
      account_id: person.accountId,
      trainee_name: name,
      module: moduleId,
      module_version: module.version,
      language,
      seed,
      drawn: JSON.stringify(drawTest(module, seed)),
      begun_by: asker.id,
      begun_at: origin.at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await audit(trx, origin, {
    action: 'training.begin',
    subject: 'training attempt',
    subjectId: id,
    ...(person.patientId === null ? {} : { patientId: person.patientId }),
    after: { audience: person.audience, name, module: moduleId, version: module.version, language, seed },
  });
  return shown(row);
}

/**
 * Hands in a test and judges it. The same sent again gives the same result.
 * @throws Problem 404, 403 when it is the test of a colleague, 409 when other answers were handed in or the module has
 * changed meanwhile
 */
export async function finishAttempt(
  trx: Trx,
  origin: Origin,
  asker: Asker,
  id: string,
  answers: readonly number[],
): Promise<TrainingResult> {
  const row = await trx
    .selectFrom('training_attempt')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound('test');
  if (row.account_id !== null && row.account_id !== asker.id) {
    throw new Problem(403, 'not-yours', 'This is the test of a colleague, who hands it in.');
  }
  const module = trainingModuleOf(row.module);
  if (row.finished_at !== null) {
    if (canonicalJson(row.answers) === canonicalJson(answers)) return judged(row, module, answers);
    throw new Problem(409, 'handed-in', 'This test was handed in with other answers. Begin a new one.');
  }
  if (row.module_version !== module.version) {
    throw new Problem(409, 'module-changed', 'The module has changed since. Read it and begin a new test.');
  }
  const result = judged(row, module, answers);
  const handedIn = {
    answers: JSON.stringify(answers),
    right_answers: result.right,
    passed: result.passed,
    finished_at: origin.at,
  };
  await trx.updateTable('training_attempt').set(handedIn).where('id', '=', id).execute();
  await audit(trx, origin, {
    action: 'training.hand-in',
    subject: 'training attempt',
    subjectId: id,
    ...(row.patient_id === null ? {} : { patientId: row.patient_id }),
    after: { answers, right: result.right, passed: result.passed },
  });
  return result;
}

function judged(row: TrainingAttemptRow, module: TrainingModule, answers: readonly number[]): TrainingResult {
  const drawn = row.drawn as DrawnQuestion[];
  const { right, passed, readAgain } = scoreTest(module, drawn, answers);
  return {
    right,
    of: drawn.length,
    passed,
    readAgain: shownPoints(module, row.language).filter((point) => readAgain.includes(point.id)),
  };
}

/** The points of a module in one language. */
export function shownPoints(module: TrainingModule, language: TrainingLanguage) {
  return module.points.map(({ id, text, source }) => ({ id, text: text[language], source }));
}

interface Person {
  readonly audience: TrainedAudience;
  readonly patientId: string | null;
  readonly accountId: string | null;
  /** Null for a patient, whose name the record holds. */
  readonly name: string | null;
}

function personOf(trainee: TrainingFor, asker: Asker, ownPatient: string | null): Person {
  const { role } = asker;
  if (role === 'patient') {
    if (trainee.kind !== 'self' || ownPatient === null) {
      throw new Problem(
        403,
        'not-in-this-account',
        'In the account of a patient the patient alone is tested. The person at the side is tested at the clinic.',
      );
    }
    return { audience: 'patient', patientId: ownPatient, accountId: null, name: null };
  }
  if (trainee.kind === 'patient') {
    return { audience: 'patient', patientId: trainee.patientId, accountId: null, name: null };
  }
  if (trainee.kind === 'sitter') {
    return { audience: 'sitter', patientId: trainee.patientId, accountId: null, name: trainee.name };
  }
  if (role === 'administrator' || role === 'researcher') throw notFound('training for this role');
  return { audience: role, patientId: null, accountId: asker.id, name: asker.displayName };
}

const isOf = (row: TrainingAttemptRow, person: Person): boolean =>
  row.audience === person.audience &&
  row.patient_id === person.patientId &&
  row.account_id === person.accountId &&
  (person.name === null || row.trainee_name === person.name);

async function readPatientName(trx: Trx, patientId: string | null): Promise<string> {
  const row = await trx
    .selectFrom('patient')
    .select(['given_name', 'family_name'])
    .where('id', '=', patientId)
    .executeTakeFirst();
  if (row === undefined) throw notFound('patient');
  return `${row.given_name} ${row.family_name}`;
}

/** The test as it is shown: without a hint at which answer is right. */
function shown({ id, module: moduleId, language, drawn }: TrainingAttemptRow): TrainingAttempt {
  const { questions } = trainingModuleOf(moduleId);
  return {
    id,
    module: moduleId,
    language,
    questions: (drawn as DrawnQuestion[]).flatMap(({ question, order }) => {
      const found = questions.find((one) => one.id === question);
      if (found === undefined) return [];
      return {
        text: found.text[language],
        answers: shownAnswers(found, order).map((answer) => answer[language]),
      };
    }),
  };
}
