import { auditVerificationSchema } from '@ketame/contract';
import { verifyAudit } from '../audit/index.ts';
import { clinicControlRoutes } from '../clinics/routes.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { importRoutes } from '../records/routes.ts';

/** For the commands of whoever runs this server, authenticated by the token of the control file. */
export function controlRoutes(app: Application, context: ServerContext): void {
  app.post(
    '/control/audit/verify',
    {
      config: { action: 'control.use' },
      schema: { hide: true, response: { 200: auditVerificationSchema, ...errorResponses } },
    },
    (request) => verifyAudit(context.database, request.scope),
  );
  clinicControlRoutes(app, context);
  app.register(async (scope) => importRoutes(scope.withTypeProvider(), context, '/control', 'control.use'));
}
