import { z } from 'zod';
import { readClinic } from '../clinic.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { notFound } from '../http/problem.ts';
import { readRegister } from './books.ts';
import { readKey } from './clinic-key.ts';
import { payloadOf, signPaper } from './paper.ts';
import { packLabels } from './print/labels.ts';
import { registerPages } from './print/pages.ts';
import { paperSheet } from './print/paper-sheet.ts';
import { readEntries, readEntry } from './read-entries.ts';
import { entryRangeSchema } from './routes.ts';

const id = z.object({ id: z.uuid() });
const pdf = z.custom<Buffer>().meta({ type: 'string', format: 'binary' });

/** What the register gives on paper, as PDF. */
export function registerPrintRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/registers/:id/pages',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'Pages of a book as PDF',
        params: id,
        querystring: entryRangeSchema,
        response: { 200: pdf, ...errorResponses },
      },
    },
    async (request, reply) => {
      const printed = await database.transaction(request.scope, async (trx) => ({
        register: await readRegister(trx, request.params.id),
        entries: await readEntries(trx, request.params.id, request.query),
        clinic: await readClinic(trx),
      }));
      const pages = await registerPages(printed.register, printed.entries, {
        clinic: printed.clinic.name,
        timeZone: printed.clinic.timeZone,
        at: request.origin.at,
      });
      return reply.type('application/pdf').send(pages);
    },
  );

  app.get(
    '/api/register-entries/:id/labels',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'Labels of the packs of a preparation as PDF',
        params: id,
        response: { 200: pdf, ...errorResponses },
      },
    },
    async (request, reply) => {
      const printed = await database.transaction(request.scope, async (trx) => {
        const entry = await readEntry(trx, request.params.id);
        return { entry, register: await readRegister(trx, entry.registerId), clinic: await readClinic(trx) };
      });
      const { entry } = printed;
      if (entry.kind !== 'preparation') throw notFound('preparation');
      const doseUg = entry.amountUg / entry.packs.length;
      const labels = await packLabels(printed.register, entry, { clinic: printed.clinic.name, doseUg });
      return reply.type('application/pdf').send(labels);
    },
  );

  app.get(
    '/api/paper-authorisations/:id/sheet',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'The sheet of an authorisation on paper as PDF',
        params: id,
        response: { 200: pdf, ...errorResponses },
      },
    },
    async (request, reply) => {
      const printed = await database.transaction(request.scope, async (trx) => {
        const payload = await payloadOf(trx, request.params.id);
        const { privateKey } = await readKey(trx, request.origin);
        return { payload, text: signPaper(payload, privateKey), timeZone: (await readClinic(trx)).timeZone };
      });
      return reply
        .type('application/pdf')
        .send(await paperSheet(printed.payload, printed.text, printed.timeZone));
    },
  );
}
