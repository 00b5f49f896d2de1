import { bedsideMonitorSchema, broughtMonitorSchema } from '@ketame/contract';
import { z } from 'zod';
import { bedsideMonitors, placeMonitor } from '../accounts/monitors.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { notFound, Problem } from '../http/problem.ts';
import { findInfusion } from './stored.ts';

/** Which monitors stand where, for those at the bedside: they move one without waiting for an administrator. */
export function bedsideMonitorRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/bedside-monitors',
    {
      config: { action: 'infusion.read' },
      schema: {
        summary: 'Monitors whose token stands, and where each stands',
        response: { 200: z.array(bedsideMonitorSchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, bedsideMonitors),
  );

  app.put(
    '/api/infusions/:id/monitor',
    {
      config: { action: 'infusion.write' },
      schema: {
        summary:
          'A monitor was brought to where this session runs: what it sends from now on is of this session',
        params: z.object({ id: z.uuid() }),
        body: broughtMonitorSchema,
        response: { 200: bedsideMonitorSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => {
        const infusion = await findInfusion(trx, request.params.id);
        if (infusion === undefined) throw notFound('session of treatment');
        if (!infusion.open) {
          throw new Problem(409, 'session-over', 'This session is over. Bring the monitor to one that runs.');
        }
        return placeMonitor(trx, request.origin, request.body.monitorId, { place: infusion.place });
      }),
  );
}
