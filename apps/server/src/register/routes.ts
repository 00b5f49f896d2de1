import {
  closeDiscrepancySchema,
  discrepancySchema,
  dosePackSchema,
  newRegisterEntrySchema,
  newRegisterSchema,
  registerEntrySchema,
  registerProfileSchema,
  registerSchema,
} from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { notFound } from '../http/problem.ts';
import { openRegister, readProfile, readRegister, readRegisters, writeProfile } from './books.ts';
import { closeDiscrepancy, readDiscrepancies } from './discrepancies.ts';
import { addEntry } from './entries.ts';
import { readPack } from './packs.ts';
import { readEntries, readEntry } from './read-entries.ts';
import { sayRefusals } from './refusals.ts';

const id = z.object({ id: z.uuid() });
/** Numbers of entries, both included; at most so many at once. */
const MOST_ENTRIES = 500;
export const entryRangeSchema = z
  .object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) })
  .refine(({ from, to }) => to >= from && to - from < MOST_ENTRIES, {
    message: `at most ${MOST_ENTRIES} entries, the first number before the last`,
  });

/** The register of controlled drugs: books, entries, packs, discrepancies. */
export function registerRoutes(app: Application, { database, now }: ServerContext): void {
  app.get(
    '/api/register-profile',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'Whose rules new books and prescriptions follow',
        response: { 200: registerProfileSchema, ...errorResponses },
      },
    },
    async (request) => ({ profile: await database.transaction(request.scope, readProfile) }),
  );

  app.put(
    '/api/register-profile',
    {
      config: { action: 'register-profile.write' },
      schema: {
        summary: 'Choose whose rules new books and prescriptions follow; books that are open keep theirs',
        body: registerProfileSchema,
        response: { 200: registerProfileSchema, ...errorResponses },
      },
    },
    async (request) => {
      await database.transaction(request.scope, (trx) =>
        writeProfile(trx, request.origin, request.body.profile),
      );
      return request.body;
    },
  );

  app.get(
    '/api/registers',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'All books, with the lots and what lies in each',
        response: { 200: z.array(registerSchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, readRegisters),
  );

  app.post(
    '/api/registers',
    {
      config: { action: 'register.open' },
      schema: {
        summary: 'Open a book for a product at a site; the same sent again opens it once',
        body: newRegisterSchema,
        response: { 201: registerSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const opened = await database.transaction(request.scope, async (trx) => {
        await openRegister(trx, request.origin, request.body);
        return readRegister(trx, request.body.id);
      });
      return reply.code(201).send(opened);
    },
  );

  app.get(
    '/api/registers/:id',
    {
      config: { action: 'register.read' },
      schema: { summary: 'One book', params: id, response: { 200: registerSchema, ...errorResponses } },
    },
    (request) => database.transaction(request.scope, (trx) => readRegister(trx, request.params.id)),
  );

  app.get(
    '/api/registers/:id/entries',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'Entries of a book by their numbers, in their order',
        params: id,
        querystring: entryRangeSchema,
        response: { 200: z.array(registerEntrySchema), ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) => readEntries(trx, request.params.id, request.query)),
  );

  app.post(
    '/api/registers/:id/entries',
    {
      config: { action: 'register.write' },
      schema: {
        summary: 'Enter something in a book; the same sent again is entered once',
        params: id,
        body: newRegisterEntrySchema,
        response: { 201: registerEntrySchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { account } = request;
      if (account === null) throw notFound('account');
      const entered = await sayRefusals(() =>
        database.transaction(request.scope, async (trx) => {
          await addEntry(trx, request.origin, account, request.params.id, request.body);
          return readEntry(trx, request.body.id);
        }),
      );
      return reply.code(201).send(entered);
    },
  );

  app.get(
    '/api/dose-packs/:code',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'Where the pack with a code is',
        params: z.object({ code: z.string().max(20) }),
        response: { 200: dosePackSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readPack(trx, request.params.code)),
  );

  app.get(
    '/api/register-discrepancies',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'Counts that differed from a book, the overdue ones first',
        response: { 200: z.array(discrepancySchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readDiscrepancies(trx, now().toISOString())),
  );

  app.post(
    '/api/register-discrepancies/:id/closing',
    {
      config: { action: 'register.write' },
      schema: {
        summary: 'Close a discrepancy with what was found; two people sign',
        params: id,
        body: closeDiscrepancySchema,
        response: { 200: z.array(discrepancySchema), ...errorResponses },
      },
    },
    (request) =>
      sayRefusals(() =>
        database.transaction(request.scope, async (trx) => {
          await closeDiscrepancy(trx, request.origin, request.params.id, request.body);
          return readDiscrepancies(trx, now().toISOString());
        }),
      ),
  );
}
