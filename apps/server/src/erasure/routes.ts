import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { erasePatient } from './erasure.ts';

export function erasureRoutes(app: Application, { database }: ServerContext): void {
  app.delete(
    '/api/patients/:id',
    {
      config: { action: 'patient.erase' },
      schema: {
        summary: 'Erase a patient for good, with record, plans and the key to the audit of both',
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      await database.transaction(request.scope, (trx) =>
        erasePatient(trx, request.origin, request.params.id),
      );
      return reply.code(204).send(null);
    },
  );
}
