import {
  homeEventAnswersSchema,
  homeEventsSchema,
  myHomeSchema,
  newHomeEventsSchema,
} from '@ketame/contract';
import { z } from 'zod';
import { clinicScope } from '../database/index.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { ownPatient } from './accounts.ts';
import { addPatientEvents, readEventsAfter } from './events.ts';
import { readMyHome, readTrainingOf } from './my-home.ts';

/** What the phone of a patient asks and sends, in the patient's own name: no row of anybody else is reached. */
export function myHomeRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/my/home',
    {
      config: { action: 'home.own' },
      schema: {
        summary: 'What a patient needs at home for a week without network',
        response: { 200: myHomeSchema, ...errorResponses },
      },
    },
    async (request) => {
      const { origin, scope } = request;
      const patientId = await database.transaction(scope, (trx) => ownPatient(trx, origin.actor));
      const training = await database.transaction(clinicScope(scope.clinicId), (trx) =>
        readTrainingOf(trx, origin, patientId),
      );
      return database.transaction(scope, (trx) => readMyHome(trx, origin, patientId, training));
    },
  );

  app.get(
    '/api/my/home/events',
    {
      config: { action: 'home.own' },
      schema: {
        summary:
          'What came into the own diary after a number: other devices, corrections and messages of the clinic',
        querystring: z.object({ after: z.coerce.number().int().min(0).default(0) }),
        response: { 200: homeEventsSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) =>
        readEventsAfter(
          trx,
          request.origin,
          await ownPatient(trx, request.origin.actor),
          request.query.after,
        ),
      ),
  );

  app.post(
    '/api/my/home/events',
    {
      config: { action: 'home.own' },
      schema: {
        summary:
          'Send entries of the own diary; each is judged by itself, and the same sent again is stored once',
        body: newHomeEventsSchema,
        response: { 200: homeEventAnswersSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => ({
        answers: await addPatientEvents(
          trx,
          request.origin,
          await ownPatient(trx, request.origin.actor),
          request.body.events,
        ),
        now: request.origin.at,
      })),
  );
}
