import {
  authenticatorSecretSchema,
  codeSchema,
  factorsSchema,
  newPasskeySchema,
  passkeyOptionsSchema,
  passkeySignInSchema,
  proofOfSignerSchema,
  proofSchema,
  recoveryCodesSchema,
  sessionSchema,
  stepUpSchema,
} from '@ketame/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { audit } from '../audit/index.ts';
import type { AccountRow, Trx } from '../database/index.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { Problem } from '../http/problem.ts';
import { setSessionCookie } from '../http/session-cookie.ts';
import { authenticate, authenticateByPasskey } from './authenticate.ts';
import { beginApp, confirmApp, hasApp, renewRecoveryCodes } from './authenticator-app.ts';
import { readFactors, removeApp, removePasskey } from './factors.ts';
import {
  askForNewPasskey,
  askForPasskey,
  checkNewPasskey,
  checkPasskey,
  listPasskeys,
  siteOf,
} from './passkeys.ts';
import { readSession } from './read-session.ts';
import { limitAttempts, signInAs } from './sign-in.ts';
import { makeProof, useOwnProof } from './step-up.ts';

const withProof = z.strictObject({ proof: proofOfSignerSchema });

/** Passkeys, authenticator apps, recovery codes, and proving anew who one is. */
export function factorRoutes(app: Application, context: ServerContext): void {
  const { database, now } = context;
  const attemptOf = (request: FastifyRequest) => ({ origin: request.origin, ip: request.ip, now: now() });

  app.post(
    '/api/passkey-options',
    {
      config: { action: 'session.start' },
      schema: {
        summary: 'What to ask a passkey, for /api/sign-in/passkey and /api/step-up',
        response: { 200: passkeyOptionsSchema, ...errorResponses },
      },
    },
    async (request) => {
      const site = siteOf(request);
      await limitAttempts(database, request.origin, request.ip, `passkey at ${request.ip}`, now());
      return { ...(await askForPasskey(database, site, now())) };
    },
  );

  app.post(
    '/api/sign-in/passkey',
    {
      config: { action: 'session.start' },
      schema: {
        summary: 'Sign in with a passkey',
        body: passkeySignInSchema,
        response: { 200: sessionSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const attempt = attemptOf(request);
      const checked = await checkPasskey(database, siteOf(request), request.body.passkey, now());
      const signedIn = await authenticateByPasskey(database, attempt, checked, (trx, row, factor) =>
        signInAs(trx, row, factor, attempt),
      );
      setSessionCookie(request, reply, signedIn.token);
      return readSession(database, signedIn.account, signedIn.scope);
    },
  );

  app.post(
    '/api/step-up',
    {
      config: { action: 'factor.manage' },
      schema: {
        summary: 'Show anew who you are, or who a second person is, for one signature',
        body: stepUpSchema,
        response: { 200: proofSchema, ...errorResponses },
      },
    },
    async (request) => {
      const { account, scope, body } = request;
      if (account === null) throw new Problem(401, 'not-signed-in', 'Sign in first.');
      const attempt = { ...attemptOf(request), clinicId: scope.clinicId };
      const accept = async (trx: Trx, row: AccountRow, factor: z.infer<typeof proofSchema>['factor']) => {
        if (factor === 'password' && row.id === account.id) await refuseWeaker(trx, row.id);
        return makeProof(trx, request.origin, row, factor);
      };
      if (body.passkey !== undefined) {
        const checked = await checkPasskey(database, siteOf(request), body.passkey, now());
        return authenticateByPasskey(database, attempt, checked, accept);
      }
      const email = body.email ?? account.email;
      if (email !== account.email && body.password === undefined) {
        throw new Problem(400, 'password-needed', 'A second person gives email and password.', {
          fields: [{ path: 'password', expected: 'the password of the second person' }],
        });
      }
      await limitAttempts(database, request.origin, request.ip, email, now());
      return authenticate(
        database,
        attempt,
        { email, password: body.password ?? null, code: body.code },
        accept,
      );
    },
  );

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

/** A password proves who one is only while there is nothing better. @throws Problem 403 */
async function refuseWeaker(trx: Trx, accountId: string): Promise<void> {
  const { passkeys } = await readFactors(trx, accountId);
  if (passkeys.length === 0) return;
  throw new Problem(
    403,
    'stronger-factor',
    'This account has a passkey: use that. A password alone is enough only where nothing else is set up.',
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
