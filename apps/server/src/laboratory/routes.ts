import { laboratoryProfileSchema } from '@ketame/contract';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { readLaboratoryProfile, writeLaboratoryProfile } from './laboratory-profile.ts';

export function laboratoryRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/laboratory-profile',
    {
      config: { action: 'laboratory.read' },
      schema: {
        summary: 'The reference ranges that are used where a result carries none',
        response: { 200: laboratoryProfileSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, readLaboratoryProfile),
  );

  app.put(
    '/api/laboratory-profile',
    {
      config: { action: 'laboratory.write' },
      schema: {
        summary: 'Replace the reference ranges',
        body: laboratoryProfileSchema,
        response: { 200: laboratoryProfileSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) => writeLaboratoryProfile(trx, request.origin, request.body)),
  );
}
