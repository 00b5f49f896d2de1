import { newPlanSchema, nextPlanVersionSchema, planSummarySchema, planVersionSchema } from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { versionFromIfMatch } from '../http/if-match.ts';
import { appendPlanVersion, createPlan, listPlans, listPlanVersions, readPlan } from './plans.ts';

/** A plan holds its curves: four regimens over twelve weeks are some megabytes. */
const PLAN_LIMIT_BYTES = 16_000_000;

const id = z.object({ id: z.uuid() });

/** The treatment plans of a patient, and their versions. */
export function planRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/patients/:id/plans',
    {
      config: { action: 'plan.read' },
      schema: {
        summary: 'The plans of a patient',
        params: id,
        response: { 200: z.array(planSummarySchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => listPlans(trx, request.params.id)),
  );

  app.post(
    '/api/patients/:id/plans',
    {
      config: { action: 'plan.write' },
      bodyLimit: PLAN_LIMIT_BYTES,
      schema: {
        summary: 'Save a first version; the same sent again answers what was saved',
        params: id,
        body: newPlanSchema,
        response: { 201: planVersionSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { id: planId, ...content } = request.body;
      const saved = await database.transaction(request.scope, (trx) =>
        createPlan(trx, request.origin, request.params.id, planId, content),
      );
      return reply.code(201).header('etag', `"${saved.version}"`).send(saved);
    },
  );

  app.get(
    '/api/plans/:id',
    {
      config: { action: 'plan.read' },
      schema: {
        summary: 'The newest version of a plan',
        params: id,
        response: { 200: planVersionSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const plan = await database.transaction(request.scope, (trx) => readPlan(trx, request.params.id));
      return reply.header('etag', `"${plan.version}"`).send(plan);
    },
  );

  app.get(
    '/api/plans/:id/versions',
    {
      config: { action: 'plan.read' },
      schema: {
        summary: 'All versions of a plan',
        params: id,
        response: { 200: z.array(planSummarySchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => listPlanVersions(trx, request.params.id)),
  );

  app.get(
    '/api/plans/:id/versions/:version',
    {
      config: { action: 'plan.read' },
      schema: {
        summary: 'One version of a plan, as it was saved',
        params: id.extend({ version: z.coerce.number().int().min(1).max(1_000_000_000) }),
        response: { 200: planVersionSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) => readPlan(trx, request.params.id, request.params.version)),
  );

  app.post(
    '/api/plans/:id/versions',
    {
      config: { action: 'plan.write' },
      bodyLimit: PLAN_LIMIT_BYTES,
      schema: {
        summary: 'Save the next version; If-Match names the one that it was made from',
        params: id,
        body: nextPlanVersionSchema,
        response: { 201: planVersionSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const basedOn = versionFromIfMatch(request);
      const saved = await database.transaction(request.scope, (trx) =>
        appendPlanVersion(trx, request.origin, request.params.id, basedOn, request.body),
      );
      return reply.code(201).header('etag', `"${saved.version}"`).send(saved);
    },
  );
}
