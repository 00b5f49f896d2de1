import {
  importPreviewSchema,
  importResultSchema,
  patientDetailSchema,
  patientFormSchema,
  patientSummarySchema,
} from '@ketame/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { keepIndexAfter } from '../benefit-risk/after-change.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { versionFromIfMatch } from '../http/if-match.ts';
import type { Action } from '../policy.ts';
import { importFile, previewImport } from './import.ts';
import { changePatient, createPatient, listPatients, readPatient } from './patients.ts';

const id = z.object({ id: z.uuid() });

/** Patients and the import of their records. */
export function recordRoutes(app: Application, context: ServerContext): void {
  patientRoutes(app, context);
  // Of their own, since here the body is not parsed but handed on as a stream.
  app.register(async (scope) => importRoutes(scope.withTypeProvider(), context, '/api', 'patient.import'));
}

function patientRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/patients',
    {
      config: { action: 'patient.read' },
      schema: {
        summary: 'Every patient of the clinic',
        response: { 200: z.array(patientSummarySchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => listPatients(trx, request.origin)),
  );

  app.post(
    '/api/patients',
    {
      config: { action: 'patient.write' },
      schema: {
        summary: 'A patient without a record, by the plain form; the same sent again answers what was saved',
        body: patientFormSchema,
        response: { 201: patientDetailSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const patient = await database.transaction(request.scope, (trx) =>
        createPatient(trx, request.origin, request.body),
      );
      return reply.code(201).header('etag', `"${patient.version}"`).send(patient);
    },
  );

  app.get(
    '/api/patients/:id',
    {
      config: { action: 'patient.read' },
      schema: {
        summary: 'A patient with the record and what bears on ketamine in it',
        params: id,
        response: { 200: patientDetailSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const patient = await database.transaction(request.scope, (trx) =>
        readPatient(trx, request.origin, request.params.id),
      );
      return reply.header('etag', `"${patient.version}"`).send(patient);
    },
  );

  app.put(
    '/api/patients/:id',
    {
      config: { action: 'patient.write' },
      schema: {
        summary: 'Change identity and form of a patient; If-Match names the version it was made from',
        params: id,
        body: patientFormSchema.omit({ id: true }),
        response: { 200: patientDetailSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const basedOn = versionFromIfMatch(request);
      const patient = await database.transaction(request.scope, (trx) =>
        changePatient(trx, request.origin, request.params.id, basedOn, request.body),
      );
      return reply.header('etag', `"${patient.version}"`).send(patient);
    },
  );
}

/**
 * Preview and save of a record.
 * @param app a scope of their own, since its bodies are not parsed but handed on as streams
 * @param under "/api" for people, "/control" for commands on this machine
 * @param action what the policy is asked for
 */
export function importRoutes(
  app: Application,
  { database }: ServerContext,
  under: '/api' | '/control',
  action: Action,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  app.post(
    `${under}/imports/preview`,
    {
      config: { action },
      schema: {
        hide: under === '/control',
        summary: 'What an import of this FHIR R4 bundle (JSON, or gzipped JSON) would do',
        querystring: z.strictObject({ patient: z.uuid().optional() }),
        response: { 200: importPreviewSchema, ...errorResponses },
      },
    },
    (request) =>
      previewImport(database, request.scope, request.origin, bodyOf(request), {
        patientId: request.query.patient,
      }),
  );

  app.post(
    `${under}/imports`,
    {
      config: { action },
      schema: {
        hide: under === '/control',
        summary: 'Import the FHIR R4 bundle that was looked at before',
        querystring: z.strictObject({
          fingerprint: z
            .string()
            .regex(/^[0-9a-f]{64}$/, 'the SHA-256 that the preview answered, hexadecimal'),
          identity: z.literal('confirmed').optional(),
          patient: z.uuid().optional(),
        }),
        response: { 200: importResultSchema, ...errorResponses },
      },
    },
    async (request) => {
      const imported = await importFile(database, request.scope, request.origin, bodyOf(request), {
        fingerprint: request.query.fingerprint,
        identityConfirmed: request.query.identity === 'confirmed',
        patientId: request.query.patient,
      });
      await keepIndexAfter(database, request, imported.patientId);
      return imported;
    },
  );
}

/**
 * The body as it comes in. When the reading stops early the rest is taken in and thrown away: a client that is still
 * sending could otherwise not hear the refusal.
 */
async function* bodyOf(request: FastifyRequest): AsyncGenerator<Uint8Array> {
  try {
    yield* request.raw.iterator({ destroyOnReturn: false });
  } finally {
    request.raw.resume();
  }
}
