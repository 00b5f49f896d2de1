import {
  breakGlassRequestSchema,
  breakGlassReviewSchema,
  breakGlassSchema,
  restrictedPatientSchema,
  restrictionSchema,
} from '@ketame/contract';
import { z } from 'zod';
import { clinicScope } from '../database/index.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { notFound } from '../http/problem.ts';
import {
  breakGlass,
  listBreakGlass,
  listRestrictedPatients,
  restrictPatient,
  reviewBreakGlass,
} from './break-glass.ts';

const id = z.object({ id: z.uuid() });

/** Restricted patients, and the way to them in an emergency. */
export function breakGlassRoutes(app: Application, { database, now }: ServerContext): void {
  app.get(
    '/api/patients/:id/restriction',
    {
      config: { action: 'patient.read' },
      schema: {
        summary: 'Whether the record is restricted to physicians',
        params: id,
        response: { 200: restrictionSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => {
        const row = await trx
          .selectFrom('patient')
          .select('restricted')
          .where('id', '=', request.params.id)
          .executeTakeFirst();
        if (!row) throw notFound('patient');
        return row;
      }),
  );

  app.put(
    '/api/patients/:id/restriction',
    {
      config: { action: 'patient.restrict' },
      schema: {
        summary: 'Restrict the record to physicians, or lift that',
        params: id,
        body: restrictionSchema,
        response: { 200: restrictionSchema, ...errorResponses },
      },
    },
    async (request) => {
      await database.transaction(request.scope, (trx) =>
        restrictPatient(trx, request.origin, request.params.id, request.body.restricted),
      );
      return request.body;
    },
  );

  app.get(
    '/api/restricted-patients',
    {
      config: { action: 'break-glass.open' },
      schema: {
        summary: 'Restricted patients by name and birth date, to open one in an emergency',
        response: { 200: z.array(restrictedPatientSchema), ...errorResponses },
      },
    },
    (request) => database.transaction(clinicScope(request.scope.clinicId), listRestrictedPatients),
  );

  app.post(
    '/api/patients/:id/break-glass',
    {
      config: { action: 'break-glass.open' },
      schema: {
        summary: 'Open a restricted record for an hour, with a reason that an administrator reviews',
        params: id,
        body: breakGlassRequestSchema,
        response: { 201: breakGlassSchema.pick({ closesAt: true }), ...errorResponses },
      },
    },
    async (request, reply) => {
      const opened = await database.transaction(clinicScope(request.scope.clinicId), (trx) =>
        breakGlass(trx, request.origin, request.params.id, request.body.reason, now()),
      );
      return reply.code(201).send(opened);
    },
  );

  app.get(
    '/api/break-glass',
    {
      config: { action: 'break-glass.review' },
      schema: {
        summary: 'Every breaking of the glass, those to review first',
        response: { 200: z.array(breakGlassSchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, listBreakGlass),
  );

  app.post(
    '/api/break-glass/:id/review',
    {
      config: { action: 'break-glass.review' },
      schema: {
        summary: 'Say whether it was justified',
        params: id,
        body: breakGlassReviewSchema,
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      await database.transaction(request.scope, (trx) =>
        reviewBreakGlass(trx, request.origin, request.params.id, request.body),
      );
      return reply.code(204).send(null);
    },
  );
}
