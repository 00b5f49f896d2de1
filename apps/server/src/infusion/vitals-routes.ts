import { vitalsAnswerSchema, vitalsBatchSchema } from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { notFound } from '../http/problem.ts';
import { sessionAtPlace } from './place.ts';
import { addReadings, namedMonitor, requirePresent } from './readings.ts';
import type { InfusionWatch } from './watch.ts';

/** Where vital signs come in: of a session that is named, or of the one that runs where the monitor stands. */
export function vitalsRoutes(app: Application, { database, now }: ServerContext, watch: InfusionWatch): void {
  app.post(
    '/api/infusions/:id/vitals',
    {
      config: { action: 'vitals.write' },
      schema: {
        summary: 'What a monitor sends; units are UCUM, null is "no value". The same sent again is kept once',
        params: z.object({ id: z.uuid() }),
        body: vitalsBatchSchema,
        response: { 200: vitalsAnswerSchema, ...errorResponses },
      },
    },
    async (request) => {
      const { monitor, origin, params } = request;
      const batch = namedMonitor(request.body, monitor);
      const { answer, ...added } = await database.transaction(request.scope, async (trx) => {
        if (monitor !== null) await requirePresent(trx, params.id);
        return addReadings(trx, origin, params.id, batch, now);
      });
      await watch.changed(request.scope.clinicId, params.id, added);
      return answer;
    },
  );

  app.post(
    '/api/vitals',
    {
      config: { action: 'vitals.send' },
      schema: {
        summary:
          'What a monitor sends from where it stands, to the session that runs there; refused when none or several do',
        body: vitalsBatchSchema,
        response: { 200: vitalsAnswerSchema, ...errorResponses },
      },
    },
    async (request) => {
      const { monitor, origin } = request;
      if (monitor === null) throw notFound('monitor');
      const batch = namedMonitor(request.body, monitor);
      const { id, answer, ...added } = await database.transaction(request.scope, async (trx) => {
        const found = await sessionAtPlace(trx, monitor, batch);
        return { id: found, ...(await addReadings(trx, origin, found, batch, now)) };
      });
      await watch.changed(request.scope.clinicId, id, added);
      return answer;
    },
  );
}
