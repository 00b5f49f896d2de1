import { homeTraining, trainingLanguages, trainingModules } from '@ketame/care';
import {
  myTrainingSchema,
  newTrainingAttemptSchema,
  newTrainingIncidentSchema,
  patientTrainingSchema,
  trainingAnswersSchema,
  trainingAttemptSchema,
  trainingModulesSchema,
  trainingOverviewSchema,
  trainingResultSchema,
} from '@ketame/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readClinic } from '../clinic.ts';
import { clinicScope, type Trx } from '../database/index.ts';
import { ownPatient } from '../home/accounts.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { notFound } from '../http/problem.ts';
import { requirePatient } from '../records/known-patient.ts';
import { readKey } from '../register/clinic-key.ts';
import { type Asker, beginAttempt, finishAttempt, shownPoints } from './attempts.ts';
import { certificate } from './certificate.ts';
import { addTrainingIncident, personOf, readPatientTraining, readTrainingOverview } from './people.ts';
import { type FoundTrainee, readPatientTrainees, readStaffTrainees } from './trainees.ts';

const id = z.object({ id: z.uuid() });
const inLanguage = z.object({ language: z.enum(trainingLanguages).default('en') });
const pdf = z.custom<Buffer>().meta({ type: 'string', format: 'binary' });

/** Training for the home programme: reading, tests, certificates, and who is trained. */
export function trainingRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/training/modules',
    {
      config: { action: 'training.learn' },
      schema: {
        summary: 'The modules of the training to read; without their questions',
        querystring: inLanguage,
        response: { 200: trainingModulesSchema, ...errorResponses },
      },
    },
    ({ query: { language } }) => ({
      language,
      modules: trainingModules.map((module) => ({
        id: module.id,
        version: module.version,
        title: module.title[language],
        audiences: homeTraining.filter((one) => one.modules.includes(module.id)).map((one) => one.audience),
        points: shownPoints(module, language),
      })),
    }),
  );

  app.get(
    '/api/training',
    {
      config: { action: 'training.read' },
      schema: {
        summary:
          'Who is trained until when: the people of the clinic, and enrolled patients with who stays by them',
        response: { 200: trainingOverviewSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readTrainingOverview(trx, request.origin)),
  );

  app.get(
    '/api/my/training',
    {
      config: { action: 'training.take' },
      schema: {
        summary: 'How the training of whoever is signed in stands',
        response: { 200: myTrainingSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => {
        const own = await ownTrainee(trx, request);
        const { timeZone } = await readClinic(trx);
        return { person: own === null ? null : personOf(own, request.origin.at, timeZone) };
      }),
  );

  app.get(
    '/api/patients/:id/training',
    {
      config: { action: 'training.read' },
      schema: {
        summary: 'How patient and person at the side stand, every test and every incident',
        params: id,
        response: { 200: patientTrainingSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) =>
        readPatientTraining(trx, request.origin, request.params.id),
      ),
  );

  app.post(
    '/api/training-attempts',
    {
      config: { action: 'training.take' },
      schema: {
        summary:
          'Draw a test: for oneself, or for a patient or the person at the side on a tablet of the clinic',
        body: newTrainingAttemptSchema,
        response: { 200: trainingAttemptSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => {
        const asker = askerOf(request);
        const own = asker.role === 'patient' ? await ownPatient(trx, asker.id) : null;
        return beginAttempt(trx, request.origin, asker, own, request.body);
      }),
  );

  app.put(
    '/api/training-attempts/:id',
    {
      config: { action: 'training.take' },
      schema: {
        summary: 'Hand in a test; the server judges it and says what to read again',
        params: id,
        body: trainingAnswersSchema,
        response: { 200: trainingResultSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) =>
        finishAttempt(trx, request.origin, askerOf(request), request.params.id, request.body.answers),
      ),
  );

  app.post(
    '/api/training-incidents',
    {
      config: { action: 'training.write' },
      schema: {
        summary: 'Enter an incident: the modules named count only when they are passed again',
        body: newTrainingIncidentSchema,
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      await database.transaction(request.scope, (trx) =>
        addTrainingIncident(trx, request.origin, request.body),
      );
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/my/training/certificate',
    {
      config: { action: 'training.take' },
      schema: {
        summary: 'The own certificate as PDF',
        querystring: inLanguage,
        response: { 200: pdf, ...errorResponses },
      },
    },
    async (request, reply) => {
      const found = await database.transaction(request.scope, async (trx) => ({
        trainee: await ownTrainee(trx, request),
        clinic: await readClinic(trx),
      }));
      if (found.trainee === null) throw notFound('valid training');
      // The key is closed to a patient, who gets what the clinic signs with it.
      const { privateKey } = await database.transaction(clinicScope(request.scope.clinicId), (trx) =>
        readKey(trx, request.origin),
      );
      const { language } = request.query;
      const file = await certificate(found.trainee, found.clinic, language, request.origin.at, privateKey);
      return reply.type('application/pdf').send(file);
    },
  );

  app.get(
    '/api/patients/:id/training/certificate',
    {
      config: { action: 'training.read' },
      schema: {
        summary: 'The certificate of a patient or of the person at the side as PDF',
        params: id,
        querystring: inLanguage.extend({ audience: z.enum(['patient', 'sitter']).default('patient') }),
        response: { 200: pdf, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { audience, language } = request.query;
      const found = await database.transaction(request.scope, async (trx) => {
        await requirePatient(trx, request.params.id);
        return {
          trainees: await readPatientTrainees(trx, [request.params.id]),
          clinic: await readClinic(trx),
          key: await readKey(trx, request.origin),
        };
      });
      const trainee = found.trainees.find((one) => one.audience === audience);
      if (trainee === undefined) throw notFound('valid training');
      const { privateKey } = found.key;
      const file = await certificate(trainee, found.clinic, language, request.origin.at, privateKey);
      return reply.type('application/pdf').send(file);
    },
  );
}

function askerOf({ account }: FastifyRequest): Asker {
  if (account === null) throw new Error('The guard lets nobody here who is not signed in.');
  return account;
}

async function ownTrainee(trx: Trx, request: FastifyRequest): Promise<FoundTrainee | null> {
  const asker = askerOf(request);
  if (asker.role !== 'patient') {
    return (await readStaffTrainees(trx)).find(({ accountId }) => accountId === asker.id) ?? null;
  }
  const trainees = await readPatientTrainees(trx, [await ownPatient(trx, asker.id)]);
  return trainees.find(({ audience }) => audience === 'patient') ?? null;
}
