import {
  alertLimits,
  alertLimitsFormSchema,
  alertLimitsSchema,
  confirmedLimitsSchema,
} from '@ketame/contract';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { confirmLimits, readLimits } from './limits.ts';

/** The limits of the alerts: proposed by Ketame, confirmed by the clinic. */
export function alertLimitRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/alert-limits',
    {
      config: { action: 'infusion.read' },
      schema: {
        summary: 'The limits of the alerts: what Ketame proposes, and what the clinic confirmed',
        response: { 200: alertLimitsSchema, ...errorResponses },
      },
    },
    async (request) => ({
      proposed: [...alertLimits],
      confirmed: await database.transaction(request.scope, readLimits),
    }),
  );

  app.put(
    '/api/alert-limits',
    {
      config: { action: 'alert-limits.confirm' },
      schema: {
        summary: 'Confirm the limits for this clinic; without it no session is armed',
        body: alertLimitsFormSchema,
        response: { 200: confirmedLimitsSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) => confirmLimits(trx, request.origin, request.body)),
  );
}
