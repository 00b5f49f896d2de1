import {
  type OutcomeNumber,
  type OutcomeRow,
  outcomeRowsSchema,
  outcomesQuerySchema,
  outcomesSchema,
} from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { notFound } from '../http/problem.ts';
import { type NumberOfClinic, numbersOfClinic } from './numbers.ts';

/** The numbers of the clinic, and the rows behind each. */
export function outcomeRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/outcomes',
    {
      config: { action: 'outcomes.read' },
      schema: {
        summary: 'Treatment, response, harms by system, decisions and overdue checks, counted',
        querystring: outcomesQuerySchema,
        response: { 200: outcomesSchema, ...errorResponses },
      },
    },
    (request) => {
      const { days } = request.query;
      const { origin } = request;
      return database.transaction(request.scope, async (trx) => {
        const numbers: OutcomeNumber[] = [];
        for (const number of numbersOfClinic) {
          numbers.push(counted(number, await number.rows(trx, origin, sinceOf(origin.at, days))));
        }
        return { now: origin.at, days, numbers };
      });
    },
  );

  app.get(
    '/api/outcomes/:id',
    {
      config: { action: 'outcomes.read' },
      schema: {
        summary: 'The rows that one number counts',
        params: z.object({ id: z.string().max(60) }),
        querystring: outcomesQuerySchema,
        response: { 200: outcomeRowsSchema, ...errorResponses },
      },
    },
    (request) => {
      const { days } = request.query;
      const { origin } = request;
      const number = numbersOfClinic.find(({ id }) => id === request.params.id);
      if (number === undefined) throw notFound('number of the clinic');
      return database.transaction(request.scope, async (trx) => {
        const rows = await number.rows(trx, origin, sinceOf(origin.at, days));
        return { number: counted(number, rows), days, rows: [...rows] };
      });
    },
  );
}

function counted({ id, group, title, note }: NumberOfClinic, rows: readonly OutcomeRow[]): OutcomeNumber {
  const patients = new Set(rows.map(({ patientId }) => patientId)).size;
  return { id, group, title, note, patients, rows: rows.length };
}

function sinceOf(now: string, days: number): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString();
}
