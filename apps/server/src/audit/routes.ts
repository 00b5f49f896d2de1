import { auditEntrySchema, auditVerificationSchema } from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { readAudit } from './read.ts';
import { verifyAudit } from './verify.ts';

export function auditRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/audit',
    {
      config: { action: 'audit.read' },
      schema: {
        summary: 'Entries of the audit, the newest first',
        querystring: z.object({
          before: z.coerce.number().int().positive().optional(),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: z.array(auditEntrySchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readAudit(trx, request.query)),
  );

  app.get(
    '/api/audit/verify',
    {
      config: { action: 'audit.read' },
      schema: {
        summary: 'Whether the chain of the audit is whole, or the first entry that is not',
        response: { 200: auditVerificationSchema, ...errorResponses },
      },
    },
    (request) => verifyAudit(database, request.scope),
  );
}
