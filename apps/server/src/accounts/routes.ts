import {
  accountSchema,
  changeAccountSchema,
  changePasswordSchema,
  firstAdministratorSchema,
  listedAccountSchema,
  newAccountSchema,
  resetPasswordSchema,
  sessionSchema,
  signInSchema,
} from '@ketame/contract';
import { z } from 'zod';
import { audit } from '../audit/index.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { Problem } from '../http/problem.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '../http/session-cookie.ts';
import { changeAccount, changePassword, createAccount, listAccounts } from './accounts.ts';
import { authenticate } from './authenticate.ts';
import { resetFactors } from './factors.ts';
import { clinicOfToken, createFirstAdministrator } from './first-administrator.ts';
import { checkPassword, hashPassword } from './password.ts';
import { readSession } from './read-session.ts';
import { cookieSeconds, endSession } from './sessions.ts';
import { beginSession, limitAttempts, signInAs } from './sign-in.ts';

/** Signing in and out, the first administrator, passwords and accounts. */
export function accountRoutes(app: Application, context: ServerContext): void {
  const { database, now } = context;

  app.get(
    '/api/session',
    {
      config: { action: 'session.read' },
      schema: { summary: 'Who is signed in', response: { 200: sessionSchema, ...errorResponses } },
    },
    (request) => readSession(database, request.account, request.account && request.scope),
  );

  app.post(
    '/api/sign-in',
    {
      config: { action: 'session.start' },
      schema: {
        summary: 'Sign in',
        body: signInSchema,
        response: { 200: sessionSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { email, password, code } = request.body;
      const attempt = { origin: request.origin, ip: request.ip, now: now() };
      await limitAttempts(database, attempt.origin, attempt.ip, email, attempt.now);
      const signedIn = await authenticate(database, attempt, { email, password, code }, (trx, row, factor) =>
        signInAs(trx, row, factor, attempt),
      );
      setSessionCookie(request, reply, signedIn.token, cookieSeconds(signedIn.account.role));
      return readSession(database, signedIn.account, signedIn.scope);
    },
  );

  app.post(
    '/api/sign-out',
    {
      config: { action: 'session.end' },
      schema: { summary: 'Sign out', response: { 204: z.null(), ...errorResponses } },
    },
    async (request, reply) => {
      const token = readSessionCookie(request);
      const { account } = request;
      if (token !== null && account !== null) {
        await database.transaction(request.scope, async (trx) => {
          await endSession(trx, token);
          await audit(trx, request.origin, {
            action: 'session.end',
            subject: 'session',
            subjectId: account.id,
          });
        });
      }
      clearSessionCookie(request, reply);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/first-administrator',
    {
      config: { action: 'first-administrator.create' },
      schema: {
        summary: 'Create the first administrator with the one-time token that the server printed',
        body: firstAdministratorSchema,
        response: { 200: sessionSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { token, password, ...account } = request.body;
      await limitAttempts(database, request.origin, request.ip, account.email, now());
      const passwordHash = await hashPassword(password);
      const scope = await clinicOfToken(database, token);
      const { created, sessionToken } = await database.transaction(scope, async (trx) => {
        const made = await createFirstAdministrator(trx, request.origin, token, account, passwordHash);
        return {
          created: made,
          sessionToken: await beginSession(trx, request.origin, made.id, request.ip, now()),
        };
      });
      setSessionCookie(request, reply, sessionToken);
      return readSession(database, created, scope);
    },
  );

  app.post(
    '/api/password',
    {
      config: { action: 'password.change' },
      schema: {
        summary: 'Change the own password; other sessions of the account end',
        body: changePasswordSchema,
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      const { account } = request;
      const token = readSessionCookie(request);
      if (account === null || token === null) throw new Problem(401, 'not-signed-in', 'Sign in first.');
      const { current, next } = request.body;
      await limitAttempts(database, request.origin, request.ip, account.email, now());
      const stored = await database.transaction(request.scope, (trx) =>
        trx.selectFrom('account').select('password_hash').where('id', '=', account.id).executeTakeFirst(),
      );
      if (!(await checkPassword(stored?.password_hash ?? null, current))) {
        throw new Problem(403, 'wrong-password', 'The current password is not right. Nothing was changed.', {
          fields: [{ path: 'current', expected: 'the current password' }],
        });
      }
      const passwordHash = await hashPassword(next);
      await database.transaction(request.scope, (trx) =>
        changePassword(trx, request.origin, account.id, passwordHash, token),
      );
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/accounts',
    {
      config: { action: 'account.manage' },
      schema: { summary: 'All accounts', response: { 200: z.array(listedAccountSchema), ...errorResponses } },
    },
    (request) => database.transaction(request.scope, listAccounts),
  );

  app.post(
    '/api/accounts',
    {
      config: { action: 'account.manage' },
      schema: {
        summary: 'Create an account',
        body: newAccountSchema,
        response: { 201: accountSchema, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { password, ...account } = request.body;
      const passwordHash = await hashPassword(password);
      const created = await database.transaction(request.scope, (trx) =>
        createAccount(trx, request.origin, account, passwordHash),
      );
      return reply.code(201).send(created);
    },
  );

  app.patch(
    '/api/accounts/:id',
    {
      config: { action: 'account.manage' },
      schema: {
        summary: 'Change the name or role of an account, or disable it',
        params: z.object({ id: z.uuid() }),
        body: changeAccountSchema,
        response: { 200: accountSchema, ...errorResponses },
      },
    },
    (request) =>
      database.transaction(request.scope, (trx) =>
        changeAccount(trx, request.origin, request.params.id, request.body),
      ),
  );

  app.delete(
    '/api/accounts/:id/factors',
    {
      config: { action: 'account.manage' },
      schema: {
        summary: 'Remove all second factors of somebody who lost them; all sessions of the account end',
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      await database.transaction(request.scope, (trx) =>
        resetFactors(trx, request.origin, request.params.id),
      );
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/accounts/:id/password',
    {
      config: { action: 'account.manage' },
      schema: {
        summary: 'Set a new password for somebody who forgot theirs; all sessions of the account end',
        params: z.object({ id: z.uuid() }),
        body: resetPasswordSchema,
        response: { 204: z.null(), ...errorResponses },
      },
    },
    async (request, reply) => {
      const passwordHash = await hashPassword(request.body.password);
      await database.transaction(request.scope, (trx) =>
        changePassword(trx, request.origin, request.params.id, passwordHash),
      );
      return reply.code(204).send(null);
    },
  );
}
