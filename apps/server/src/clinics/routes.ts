import { clinicSettingsSchema } from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { addClinic, readClinicSettings, writeClinicSettings } from './clinics.ts';

export function clinicRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/clinic',
    {
      config: { action: 'clinic.manage' },
      schema: {
        summary: 'Name, time zone and rules of the clinic',
        response: { 200: clinicSettingsSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, readClinicSettings),
  );

  app.put(
    '/api/clinic',
    {
      config: { action: 'clinic.manage' },
      schema: {
        summary: 'Change name, time zone and rules of the clinic',
        body: clinicSettingsSchema,
        response: { 200: clinicSettingsSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) => writeClinicSettings(trx, request.origin, request.body)),
  );
}

export const newClinicSchema = clinicSettingsSchema.pick({ name: true, timeZone: true });
export const addedClinicSchema = z.object({ token: z.string() });

/** For whoever runs the server, by a command on its machine. */
export function clinicControlRoutes(app: Application, { database }: ServerContext): void {
  app.post(
    '/control/clinics',
    {
      config: { action: 'control.clinics' },
      schema: { hide: true, body: newClinicSchema, response: { 201: addedClinicSchema, ...errorResponses } },
    },
    async (request, reply) => reply.code(201).send(await addClinic(database, request.origin, request.body)),
  );
}
