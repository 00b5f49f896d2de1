import { addedMonitorSchema, monitorPlaceSchema, monitorSchema, newMonitorSchema } from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { addMonitor, listMonitors, placeMonitor, revokeMonitor } from './monitors.ts';
import { useOwnProof } from './step-up.ts';

/** The tokens of monitors, for an administrator. */
export function monitorRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/monitors',
    {
      config: { action: 'monitor.manage' },
      schema: {
        summary: 'Monitors that have or had a token, the newest first',
        response: { 200: z.array(monitorSchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, listMonitors),
  );

  app.post(
    '/api/monitors',
    {
      config: { action: 'monitor.manage' },
      schema: {
        summary:
          'Give a monitor a token, shown once; with it nothing but vital signs of a session can be sent',
        body: newMonitorSchema,
        response: { 201: addedMonitorSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { name, place, proof } = request.body;
      const added = await database.transaction(request.scope, async (trx) => {
        await useOwnProof(trx, request.origin, proof);
        return addMonitor(trx, request.origin, name, place);
      });
      return reply.code(201).send(added);
    },
  );

  app.put(
    '/api/monitors/:id/place',
    {
      config: { action: 'monitor.manage' },
      schema: {
        summary: 'Say where a monitor stands: what it sends is of the session that runs there',
        params: z.object({ id: z.uuid() }),
        body: monitorPlaceSchema,
        response: { 200: monitorSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) =>
        placeMonitor(trx, request.origin, request.params.id, request.body),
      ),
  );

  app.post(
    '/api/monitors/:id/revocation',
    {
      config: { action: 'monitor.manage' },
      schema: {
        summary: 'Revoke the token of a monitor; what it sent stays',
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      await database.transaction(request.scope, (trx) =>
        revokeMonitor(trx, request.origin, request.params.id),
      );
      return reply.code(204).send(null);
    },
  );
}
