import {
  accountSchema,
  changeAccountSchema,
  changePasswordSchema,
  firstAdministratorSchema,
  newAccountSchema,
  resetPasswordSchema,
  type Session,
  sessionSchema,
  signInSchema,
} from '@ketame/contract';
import { z } from 'zod';
import { audit } from '../audit/index.ts';
import { isDemonstration, readClinic } from '../clinic.ts';
import type { Trx } from '../database/index.ts';
import { demonstrationAccounts } from '../demonstration/index.ts';
import type { Application, ServerContext } from '../http/context.ts';
import { errorResponses } from '../http/error-answers.ts';
import { Problem } from '../http/problem.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '../http/session-cookie.ts';
import { changeAccount, changePassword, createAccount, hasAdministrator, listAccounts } from './accounts.ts';
import { createFirstAdministrator } from './first-administrator.ts';
import { checkPassword, hashPassword } from './password.ts';
import { endSession } from './sessions.ts';
import { beginSession, limitAttempts, signIn } from './sign-in.ts';

/** Signing in and out, the first administrator, passwords and accounts. */
export function accountRoutes(app: Application, context: ServerContext): void {
  const { database, now } = context;

  app.get(
    '/api/session',
    {
      config: { action: 'session.read' },
      schema: { summary: 'Who is signed in', response: { 200: sessionSchema, ...errorResponses } },
    },
    (request) => database.transaction((trx) => readSession(trx, request.account)),
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
      const { account, token } = await signIn(database, request.origin, request.ip, request.body, now());
      setSessionCookie(request, reply, token);
      return database.transaction((trx) => readSession(trx, account));
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
        await database.transaction(async (trx) => {
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
      const result = await database.transaction(async (trx) => {
        const created = await createFirstAdministrator(trx, request.origin, token, account, passwordHash);
        const sessionToken = await beginSession(trx, request.origin, created.id, request.ip, now());
        return { sessionToken, session: await readSession(trx, created) };
      });
      setSessionCookie(request, reply, result.sessionToken);
      return result.session;
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
      const stored = await database.transaction((trx) =>
        trx.selectFrom('account').select('password_hash').where('id', '=', account.id).executeTakeFirst(),
      );
      if (!(await checkPassword(stored?.password_hash ?? null, current))) {
        throw new Problem(403, 'wrong-password', 'The current password is not right. Nothing was changed.', {
          fields: [{ path: 'current', expected: 'the current password' }],
        });
      }
      const passwordHash = await hashPassword(next);
      await database.transaction((trx) =>
        changePassword(trx, request.origin, account.id, passwordHash, token),
      );
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/accounts',
    {
      config: { action: 'account.manage' },
      schema: { summary: 'All accounts', response: { 200: z.array(accountSchema), ...errorResponses } },
    },
    () => database.transaction(listAccounts),
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
      const created = await database.transaction((trx) =>
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
      database.transaction((trx) => changeAccount(trx, request.origin, request.params.id, request.body)),
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
      await database.transaction((trx) =>
        changePassword(trx, request.origin, request.params.id, passwordHash),
      );
      return reply.code(204).send(null);
    },
  );
}

async function readSession(trx: Trx, account: Session['account']): Promise<Session> {
  const demonstration = await isDemonstration(trx);
  return {
    account,
    clinic: await readClinic(trx),
    demonstration,
    demonstrationAccounts: demonstration ? demonstrationAccounts : [],
    needsFirstAdministrator: !(await hasAdministrator(trx)),
  };
}
