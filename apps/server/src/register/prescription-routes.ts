import {
  cancelPrescriptionSchema,
  homeProgrammeSchema,
  newPaperAuthorisationSchema,
  newPrescriptionSchema,
  paperAuthorisationSchema,
  prescriptionSchema,
  registerKeySchema,
} from '@ketame/contract';
import { z } from 'zod';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { readKey } from './clinic-key.ts';
import { authorise } from './paper.ts';
import { cancelPrescription, prescribe, readPrescriptions } from './prescriptions.ts';
import { readProgramme } from './programme.ts';
import { sayRefusals } from './refusals.ts';

const id = z.object({ id: z.uuid() });

/** What may be supplied to a patient: the status of the home programme, prescriptions, authorisations on paper. */
export function prescriptionRoutes(app: Application, { database }: ServerContext): void {
  app.get(
    '/api/patients/:id/home-programme',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'Whether a patient may be supplied at home; null when nobody has said',
        params: id,
        response: { 200: homeProgrammeSchema, ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readProgramme(trx, request.params.id)),
  );

  app.get(
    '/api/patients/:id/prescriptions',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'Prescriptions of a patient, the newest first, each with how much was supplied',
        params: id,
        response: { 200: z.array(prescriptionSchema), ...errorResponses },
      },
    },
    (request) => database.transaction(request.scope, (trx) => readPrescriptions(trx, request.params.id)),
  );

  app.post(
    '/api/patients/:id/prescriptions',
    {
      config: { action: 'prescription.write' },
      schema: {
        summary: 'Write and sign a prescription; the same sent again writes it once',
        params: id,
        body: newPrescriptionSchema,
        response: { 201: z.array(prescriptionSchema), ...errorResponses },
      },
    },
    async (request, reply) => {
      const written = await sayRefusals(() =>
        database.transaction(request.scope, async (trx) => {
          await prescribe(trx, request.origin, request.params.id, request.body);
          return readPrescriptions(trx, request.params.id);
        }),
      );
      return reply.code(201).send(written);
    },
  );

  app.post(
    '/api/prescriptions/:id/cancellation',
    {
      config: { action: 'prescription.write' },
      schema: {
        summary: 'Cancel a prescription: nothing more is supplied on it',
        params: id,
        body: cancelPrescriptionSchema,
        response: { 200: z.array(prescriptionSchema), ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => {
        const patientId = await cancelPrescription(trx, request.origin, request.params.id, request.body.why);
        return readPrescriptions(trx, patientId);
      }),
  );

  app.post(
    '/api/prescriptions/:id/paper-authorisations',
    {
      config: { action: 'prescription.write' },
      schema: {
        summary: 'Authorise one supply on paper, for when the server is away; verified without it',
        params: id,
        body: newPaperAuthorisationSchema,
        response: { 201: paperAuthorisationSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const text = await database.transaction(request.scope, (trx) =>
        authorise(trx, request.origin, request.params.id, request.body),
      );
      return reply.code(201).send({ id: request.body.id, text });
    },
  );

  app.get(
    '/api/register-key',
    {
      config: { action: 'register.read' },
      schema: {
        summary: 'The public key (JWK) by which authorisations on paper are verified without the server',
        response: { 200: registerKeySchema, ...errorResponses },
      },
    },
    async (request) => {
      const { publicKey } = await database.transaction(request.scope, (trx) => readKey(trx, request.origin));
      return registerKeySchema.parse(publicKey);
    },
  );
}
