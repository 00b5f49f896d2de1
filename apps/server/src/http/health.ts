import { type Health, healthSchema } from '@ketame/contract';
import { sql } from 'kysely';
import { isUnavailable } from '../database/index.ts';
import { ketameVersion } from '../version.ts';
import type { Application, ServerContext } from './context.ts';

export function healthRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/health',
    {
      config: { action: 'server.read' },
      schema: { summary: 'Whether the server works', response: { 200: healthSchema, 503: healthSchema } },
    },
    async (request, reply) => {
      const health: Health = {
        status: 'ok',
        version: ketameVersion,
        database: { kind: database.kind, version: database.version },
        schema: database.schema,
      };
      try {
        await database.transaction('server', (trx) => sql`select 1`.execute(trx));
        return health;
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        request.log.error({ error }, 'the database does not answer');
        return reply.code(503).send({ ...health, status: 'unavailable' });
      }
    },
  );
}
