import {
  accountSchema,
  newClinicHomeEventSchema,
  newHomeAccountSchema,
  newHomeContactSchema,
  newHomeCountSchema,
  newHomeFactSchema,
  newHomeMessageSchema,
  patientHomeSchema,
  putHomeSchema,
} from '@ketame/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashPassword } from '../accounts/password.ts';
import type { Trx } from '../database/index.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { versionFromIfMatch } from '../http/if-match.ts';
import { notFound } from '../http/problem.ts';
import { createPatientAccount } from './accounts.ts';
import { enrol } from './enrol.ts';
import { addClinicEvent, sendMessage } from './events.ts';
import { readPatientHome } from './patient-home.ts';
import { addHomeRecord } from './records.ts';
import { createSilenceWatch } from './silence.ts';

const id = z.object({ id: z.uuid() });

/** Treatment at home of one patient, as the clinic sees and steers it. */
export function patientHomeRoutes(app: Application, context: ServerContext): void {
  const { database } = context;
  const silences = createSilenceWatch(context);
  app.addHook('onReady', async () => silences.start());
  app.addHook('preClose', async () => silences.stop());

  /** Runs a change of a patient's treatment at home, and answers with how all stands afterwards. */
  const changed = (
    request: FastifyRequest & { readonly params: { readonly id: string } },
    change: (trx: Trx) => Promise<void>,
  ) =>
    database.transaction(request.scope, async (trx) => {
      await change(trx);
      return readPatientHome(trx, request.origin, request.params.id);
    });
  const answer = { 200: patientHomeSchema, ...errorResponses };

  app.get(
    '/api/patients/:id/home',
    {
      config: { action: 'home.read' },
      schema: {
        summary: 'Treatment at home of a patient, with all that the rules say',
        params: id,
        response: answer,
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) => readPatientHome(trx, request.origin, request.params.id)),
  );

  app.put(
    '/api/patients/:id/home',
    {
      config: { action: 'home-programme.write' },
      schema: {
        summary:
          'Enrol a patient, or change the enrolment; active only while all is met that must be. If-Match "0" for the first',
        params: id,
        body: putHomeSchema,
        response: answer,
      },
    },
    (request) => {
      const basedOn = versionFromIfMatch(request, 0);
      return changed(request, (trx) => enrol(trx, request.origin, request.params.id, basedOn, request.body));
    },
  );

  app.post(
    '/api/patients/:id/home/facts',
    {
      config: { action: 'home.write' },
      schema: {
        summary: 'Enter what somebody of the clinic has seen to; the same sent again is entered once',
        params: id,
        body: newHomeFactSchema,
        response: answer,
      },
    },
    (request) =>
      changed(request, (trx) =>
        addHomeRecord(trx, request.origin, request.params.id, { kind: 'fact', content: request.body }),
      ),
  );

  app.post(
    '/api/patients/:id/home/contacts',
    {
      config: { action: 'home.write' },
      schema: {
        summary: 'Enter what became of a call or visit; the same sent again is entered once',
        params: id,
        body: newHomeContactSchema,
        response: answer,
      },
    },
    (request) =>
      changed(request, (trx) =>
        addHomeRecord(trx, request.origin, request.params.id, { kind: 'contact', content: request.body }),
      ),
  );

  app.post(
    '/api/patients/:id/home/counts',
    {
      config: { action: 'home.write' },
      schema: {
        summary: 'Enter what was counted in hand, by visit or video; the same sent again is entered once',
        params: id,
        body: newHomeCountSchema,
        response: answer,
      },
    },
    (request) =>
      changed(request, (trx) =>
        addHomeRecord(trx, request.origin, request.params.id, { kind: 'count', content: request.body }),
      ),
  );

  app.post(
    '/api/patients/:id/home/events',
    {
      config: { action: 'home.write' },
      schema: {
        summary: 'Enter something of the clinic into the diary: a correction, a stop or its lifting',
        params: id,
        body: newClinicHomeEventSchema,
        response: answer,
      },
    },
    (request) => {
      const account = whoAsks(request);
      return changed(request, (trx) =>
        addClinicEvent(trx, request.origin, account, request.params.id, request.body),
      );
    },
  );

  app.post(
    '/api/patients/:id/home/messages',
    {
      config: { action: 'home.write' },
      schema: {
        summary: 'Send a message to the patient; the same sent again is sent once',
        params: id,
        body: newHomeMessageSchema,
        response: answer,
      },
    },
    (request) => {
      const account = whoAsks(request);
      return changed(request, (trx) =>
        sendMessage(trx, request.origin, account, request.params.id, request.body),
      );
    },
  );

  app.post(
    '/api/patients/:id/home/account',
    {
      config: { action: 'home.write' },
      schema: {
        summary: 'Make the account by which a patient signs in; it reaches the own rows alone',
        params: id,
        body: newHomeAccountSchema,
        response: { 201: accountSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const passwordHash = await hashPassword(request.body.password);
      const made = await database.transaction(request.scope, (trx) =>
        createPatientAccount(trx, request.origin, request.params.id, request.body, passwordHash),
      );
      return reply.code(201).send(made);
    },
  );
}

function whoAsks({ account }: FastifyRequest) {
  if (account === null) throw notFound('account');
  return account;
}
