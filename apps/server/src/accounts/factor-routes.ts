import {
  authenticatorSecretSchema,
  codeSchema,
  factorsSchema,
  newPasskeySchema,
  passkeyOptionsSchema,
  proofOfSignerSchema,
  recoveryCodesSchema,
} from '@ketame/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { audit } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { Problem } from '../http/problem.ts';
import { beginApp, confirmApp, hasApp, renewRecoveryCodes } from './authenticator-app.ts';
import { readFactors, removeApp, removePasskey } from './factors.ts';
import { askForNewPasskey, checkNewPasskey, listPasskeys, siteOf } from './passkeys.ts';
import { limitAttempts } from './sign-in.ts';
import { useOwnProof } from './step-up.ts';

const withProof = z.strictObject({ proof: proofOfSignerSchema });

/** Passkeys, authenticator apps and recovery codes of one's own. */
export function factorRoutes(app: Application, context: ServerContext): void {
  const { database, now } = context;

  app.get(
    '/api/factors',
    {
      config: { action: 'factor.manage' },
      schema: { summary: 'The own second factors', response: { 200: factorsSchema, ...errorResponses } },
    },
    (request) => database.transaction(request.scope, (trx) => readFactors(trx, request.origin.actor)),
  );

  app.post(
    '/api/factors/authenticator-app',
    {
      config: { action: 'factor.manage' },
      schema: {
        summary: 'Begin an authenticator app: its secret, shown once',
        body: withProof,
        response: { 200: authenticatorSecretSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => {
        await useOwnProof(trx, request.origin, request.body.proof);
        const begun = await beginApp(trx, request.origin.actor, request.account?.email ?? '', now());
        await auditFactor(trx, request, 'factor.begin', 'authenticator app');
        return begun;
      }),
  );

  app.post(
    '/api/factors/authenticator-app/confirm',
    {
      config: { action: 'factor.manage' },
      schema: {
        summary: 'Confirm the app by its first code; answers the recovery codes, shown once',
        body: z.strictObject({ code: codeSchema }),
        response: { 200: recoveryCodesSchema, ...errorResponses },
      },
    },
    async (request) => {
      const { origin, account } = request;
      await limitAttempts(database, origin, request.ip, account?.email ?? '', now());
      return database.transaction(request.scope, async (trx) => {
        if (await hasApp(trx, origin.actor)) {
          throw new Problem(409, 'app-exists', 'This app is confirmed already.');
        }
        const recoveryCodes = await confirmApp(trx, origin.actor, request.body.code, now());
        await auditFactor(trx, request, 'factor.add', 'authenticator app');
        return { recoveryCodes };
      });
    },
  );

  app.delete(
    '/api/factors/authenticator-app',
    {
      config: { action: 'factor.manage' },
      schema: {
        summary: 'Remove the app and the recovery codes',
        body: withProof,
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      await database.transaction(request.scope, async (trx) => {
        await useOwnProof(trx, request.origin, request.body.proof);
        await removeApp(trx, request.origin.actor);
        await auditFactor(trx, request, 'factor.remove', 'authenticator app');
      });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/factors/recovery-codes',
    {
      config: { action: 'factor.manage' },
      schema: {
        summary: 'New recovery codes; the old ones are void',
        body: withProof,
        response: { 200: recoveryCodesSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, async (trx) => {
        await useOwnProof(trx, request.origin, request.body.proof);
        if (!(await hasApp(trx, request.origin.actor))) {
          throw new Problem(
            409,
            'no-app',
            'Recovery codes stand in for an authenticator app; there is none.',
          );
        }
        const recoveryCodes = await renewRecoveryCodes(trx, request.origin.actor);
        await auditFactor(trx, request, 'factor.renew', 'recovery codes');
        return { recoveryCodes };
      }),
  );

  app.post(
    '/api/factors/passkey-options',
    {
      config: { action: 'factor.manage' },
      schema: {
        summary: 'What to ask for a new passkey',
        response: { 200: passkeyOptionsSchema, ...errorResponses },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const { row, known } = await database.transaction(request.scope, async (trx) => ({
        row: await trx
          .selectFrom('account')
          .selectAll()
          .where('id', '=', request.origin.actor)
          .executeTakeFirstOrThrow(),
        known: await listPasskeys(trx, request.origin.actor),
      }));
      return {
        ...(await askForNewPasskey(
          database,
          site,
          row,
          known.map(({ id }) => id),
          now(),
        )),
      };
    },
  );

  app.post(
    '/api/factors/passkeys',
    {
      config: { action: 'factor.manage' },
      schema: {
        summary: 'Keep a new passkey',
        body: newPasskeySchema.extend({ proof: proofOfSignerSchema }),
        response: { 201: factorsSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { name, passkey, proof } = request.body;
      const made = await checkNewPasskey(database, siteOf(request), passkey, now());
      const factors = await database.transaction(request.scope, async (trx) => {
        await useOwnProof(trx, request.origin, proof);
        await trx
          .insertInto('passkey')
          .values({
            id: made.id,
            account_id: request.origin.actor,
            name,
            public_key: made.publicKey,
            counter: made.counter,
            transports: JSON.stringify(made.transports ?? []),
            created_at: request.origin.at,
            last_used_at: null,
          })
          .execute();
        await auditFactor(trx, request, 'factor.add', `passkey ${name}`);
        return readFactors(trx, request.origin.actor);
      });
      return reply.code(201).send(factors);
    },
  );

  app.delete(
    '/api/factors/passkeys/:id',
    {
      config: { action: 'factor.manage' },
      schema: {
        summary: 'Remove a passkey',
        params: z.object({ id: z.string().max(2000) }),
        body: withProof,
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      await database.transaction(request.scope, async (trx) => {
        await useOwnProof(trx, request.origin, request.body.proof);
        const name = await removePasskey(trx, request.origin.actor, request.params.id);
        await auditFactor(trx, request, 'factor.remove', `passkey ${name}`);
      });
      return reply.code(204).send(null);
    },
  );
}

function auditFactor(trx: Trx, request: FastifyRequest, action: string, factor: string): Promise<void> {
  return audit(trx, request.origin, {
    action,
    subject: 'account',
    subjectId: request.origin.actor,
    after: { factor },
  });
}
