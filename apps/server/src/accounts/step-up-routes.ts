import {
  type Factor,
  passkeyOptionsSchema,
  passkeySignInSchema,
  proofSchema,
  sessionSchema,
  stepUpSchema,
} from '@ketame/contract';
import type { FastifyRequest } from 'fastify';
import type { AccountRow, Trx } from '../database/index.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { Problem } from '../http/problem.ts';
import { setSessionCookie } from '../http/session-cookie.ts';
import { authenticate, authenticateByPasskey } from './authenticate.ts';
import { readFactors } from './factors.ts';
import { askForPasskey, checkPasskey, siteOf } from './passkeys.ts';
import { readSession } from './read-session.ts';
import { cookieSeconds } from './sessions.ts';
import { limitAttempts, signInAs } from './sign-in.ts';
import { forgetAttempt } from './sign-in-limit.ts';
import { makeProof } from './step-up.ts';

/** Showing who one is by a passkey, and anew for a signature. */
export function stepUpRoutes(app: Application, context: ServerContext): void {
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
      setSessionCookie(request, reply, signedIn.token, cookieSeconds(signedIn.account.role));
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
      const accept = async (trx: Trx, row: AccountRow, factor: Factor) => {
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
      const proof = await authenticate(
        database,
        attempt,
        { email, password: body.password ?? null, code: body.code },
        accept,
      );
      await database.transaction('server', (trx) => forgetAttempt(trx, request.ip, email));
      return proof;
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
