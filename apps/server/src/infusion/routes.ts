import { dueOf, type SessionEvent, sessionRecord } from '@ketame/care';
import {
  boardSchema,
  dueItemSchema,
  entryAnswersSchema,
  infusionSchema,
  newEntriesSchema,
  newInfusionSchema,
  sessionOfPatientSchema,
  sessionRecordSchema,
} from '@ketame/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { keepIndexAfter } from '../benefit-risk/after-change.ts';
import { readClinic } from '../clinic.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { notFound } from '../http/problem.ts';
import type { Action } from '../policy.ts';
import { bedsideMonitorRoutes } from './bedside-monitors.ts';
import { boardRow, patientOf, sessionsOfPatient, visibleSessions } from './board.ts';
import { addEntry } from './entries.ts';
import { alertLimitRoutes } from './limits-routes.ts';
import { planInfusion } from './plan-infusion.ts';
import { recordPdf } from './record-pdf.ts';
import { createStreams } from './streams.ts';
import { vitalsRoutes } from './vitals-routes.ts';
import { createInfusionWatch, liveOf, type Watched } from './watch.ts';

const id = z.object({ id: z.uuid() });
const pdf = z.custom<Buffer>().meta({ type: 'string', format: 'binary' });

/** After these somebody may be signed in no longer. */
const endsSessions: ReadonlySet<Action> = new Set([
  'session.end',
  'account.manage',
  'password.change',
  'factor.manage',
  'control.use',
]);

/** What the benefit-risk index reads of a session, and whatever is entered late into one that is over. */
function bearsOnIndex({ event: { content }, late }: { event: SessionEvent; late: boolean }): boolean {
  return late || ['end', 'abort', 'laboratory', 'adverse-event', 'correction'].includes(content.kind);
}

/** Sessions of treatment under watch: entries, vital signs, alerts, the board, and their streams. */
export function infusionRoutes(app: Application, context: ServerContext): void {
  const { database, now } = context;
  const watch = createInfusionWatch(context);
  const streams = createStreams(context, watch);
  app.addHook('onReady', () => watch.start());
  app.addHook('onResponse', async (request) => {
    const { action } = request.routeOptions.config;
    if (request.method !== 'GET' && action !== undefined && endsSessions.has(action))
      await streams.endSignedOut();
  });
  app.addHook('preClose', async () => {
    watch.stop();
    streams.endAll();
  });

  /** A session that whoever asks may see. @throws Problem 404 */
  const seen = async (request: FastifyRequest, infusionId: string) => {
    const patient = await database.transaction(request.scope, (trx) => patientOf(trx, infusionId));
    if (patient === undefined) throw notFound('session of treatment');
    return { patient, watched: await watch.session(request.scope.clinicId, infusionId) };
  };
  const answer = ({
    patient,
    watched,
  }: {
    patient: z.infer<typeof infusionSchema>['patient'];
    watched: Watched;
  }) => ({
    id: watched.id,
    place: watched.place,
    patient,
    events: [...watched.events],
    readings: [...watched.readings],
    alerts: [...watched.alerts],
    now: now().toISOString(),
  });

  app.post(
    '/api/infusions',
    {
      config: { action: 'infusion.plan' },
      schema: {
        summary: 'Plan a session of a protocol; the same sent again plans once',
        body: newInfusionSchema,
        response: { 201: infusionSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { account } = request;
      if (account === null) throw notFound('account');
      await database.transaction(request.scope, (trx) =>
        planInfusion(trx, request.origin, account, request.body),
      );
      await watch.changed(request.scope.clinicId, request.body.id);
      return reply.code(201).send(answer(await seen(request, request.body.id)));
    },
  );

  app.get(
    '/api/infusions',
    {
      config: { action: 'infusion.read' },
      schema: { summary: 'The board: all open sessions', response: { 200: boardSchema, ...errorResponses } },
    },
    async (request) => {
      const visible = await database.transaction(request.scope, visibleSessions);
      const instant = now().toISOString();
      return {
        rows: watch.among(new Set(visible.keys())).flatMap((watched) => {
          const patient = visible.get(watched.id);
          return patient === undefined ? [] : [boardRow(watched, patient, instant)];
        }),
        now: instant,
      };
    },
  );

  app.get(
    '/api/patients/:id/infusions',
    {
      config: { action: 'infusion.read' },
      schema: {
        summary: 'The sessions of one patient, the newest first',
        params: id,
        response: { 200: z.array(sessionOfPatientSchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => sessionsOfPatient(trx, request.params.id)),
  );

  app.get(
    '/api/infusions/stream',
    { config: { action: 'infusion.read' }, schema: { hide: true } },
    (request, reply) => streams.board(request, reply),
  );

  app.get(
    '/api/infusions/:id',
    {
      config: { action: 'infusion.read' },
      schema: {
        summary: 'One session: entries, vital signs, alerts',
        params: id,
        response: { 200: infusionSchema, ...errorResponses },
      },
    },
    async (request) => answer(await seen(request, request.params.id)),
  );

  app.get(
    '/api/infusions/:id/stream',
    { config: { action: 'infusion.read' }, schema: { hide: true, params: id } },
    async (request, reply) => {
      const { watched } = await seen(request, request.params.id);
      streams.session(request, reply, watched);
    },
  );

  app.get(
    '/api/infusions/:id/due',
    {
      config: { action: 'infusion.read' },
      schema: {
        summary: 'What is due, the soonest first',
        params: id,
        response: { 200: z.array(dueItemSchema), ...errorResponses },
      },
    },
    async (request) => {
      const { watched } = await seen(request, request.params.id);
      return dueOf(watched.session, liveOf(watched).sent, now().toISOString());
    },
  );

  app.get(
    '/api/infusions/:id/record',
    {
      config: { action: 'infusion.read' },
      schema: {
        summary: 'The record of the session, with every field of the Spravato monitoring form',
        params: id,
        response: { 200: sessionRecordSchema, ...errorResponses },
      },
    },
    async (request) => sessionRecord((await seen(request, request.params.id)).watched.session),
  );

  app.get(
    '/api/infusions/:id/record.pdf',
    {
      config: { action: 'infusion.read' },
      schema: {
        summary: 'The record of the session on paper, with its chart, as PDF',
        params: id,
        response: { 200: pdf, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { patient, watched } = await seen(request, request.params.id);
      const { name } = await database.transaction(request.scope, readClinic);
      const about = { patient, place: watched.place, clinic: name };
      const printed = await recordPdf(watched.session, about, now().toISOString());
      return reply.type('application/pdf').send(printed);
    },
  );

  app.post(
    '/api/infusions/:id/entries',
    {
      config: { action: 'infusion.write' },
      schema: {
        summary: 'Add entries in their order; each is answered. The same sent again is added once',
        params: id,
        body: newEntriesSchema,
        response: { 200: entryAnswersSchema, ...errorResponses },
      },
    },
    async (request) => {
      const { account, scope } = request;
      if (account === null) throw notFound('account');
      let watched = await watch.session(scope.clinicId, request.params.id);
      const answers: z.infer<typeof entryAnswersSchema>['answers'] = [];
      for (const entry of request.body.entries) {
        const { answer, appended } = await addEntry(
          (work) => database.transaction(scope, work),
          request.origin,
          account,
          request.params.id,
          entry,
          liveOf(watched),
          now,
        );
        answers.push(answer);
        if (appended === null) continue;
        watched = await watch.changed(scope.clinicId, request.params.id, {
          events: [appended.event],
          total: appended.total,
        });
      }
      if (answers.some((one) => one.outcome === 'accepted' && bearsOnIndex(one))) {
        await keepIndexAfter(database, request, watched.patientId);
      }
      return { answers };
    },
  );

  alertLimitRoutes(app, context);
  vitalsRoutes(app, context, watch);
  bedsideMonitorRoutes(app, context);
}
