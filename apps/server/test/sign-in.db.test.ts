import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renewFirstAdministratorToken } from '../src/accounts/first-administrator.ts';
import { tokenHash } from '../src/accounts/sessions.ts';
import { ATTEMPTS_PER_ACCOUNT, countAttempt, forgetAttempt } from '../src/accounts/sign-in-limit.ts';
import { audit } from '../src/audit/index.ts';
import { readAudit } from '../src/audit/read.ts';
import { client, cookieOf, openClinic, PASSWORD, signIn, type TestClinic, testOrigin } from './clinic.ts';
import { DATABASES } from './databases.ts';

const MINUTE = 60_000;

for (const kind of DATABASES) {
  describe(`signing in (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    const pass = (milliseconds: number): void => {
      clinic.now = new Date(clinic.now.getTime() + milliseconds);
    };
    const lastEntry = async () =>
      (await clinic.database.transaction(clinic.scope, (trx) => readAudit(trx, { limit: 1 })))[0];

    it('answers who is signed in, and gives a cookie that no script reads and no other site sends', async () => {
      const { email } = await clinic.addAccount('physician');
      const answer = await signIn(clinic.app, email.toUpperCase());
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({ account: { email, role: 'physician' }, demonstration: false });
      expect(answer.body).not.toContain('argon2');
      expect(answer.headers['set-cookie']).toMatch(/^ketame=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
      expect(await lastEntry()).toMatchObject({ action: 'session.start', actor: 'Test physician' });
      const session = await client(clinic.app, '', cookieOf(answer)).send('GET', '/api/session');
      expect(session.json().account.email).toBe(email);
    });

    it('binds the cookie to the host over https', async () => {
      const { email } = await clinic.addAccount('physician');
      const answer = await clinic.app.inject({
        method: 'POST',
        url: '/api/sign-in',
        headers: { 'x-forwarded-proto': 'https' },
        payload: { email, password: PASSWORD },
      });
      expect(answer.headers['set-cookie']).toMatch(
        /^__Host-ketame=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      );
    });

    it('stores of a session only the SHA-256 of its token', async () => {
      const { cookie } = await clinic.as('nurse');
      const token = cookie.split('=')[1] ?? '';
      const found = await clinic.database.transaction(clinic.scope, (trx) =>
        trx
          .selectFrom('session')
          .selectAll()
          .where('token_hash', '=', tokenHash(token))
          .executeTakeFirstOrThrow(),
      );
      expect(JSON.stringify(found)).not.toContain(token);
    });

    it('refuses a wrong password, an unknown email and a disabled account in the same words, and audits each', async () => {
      const known = await clinic.addAccount('nurse');
      const disabled = await clinic.addAccount('nurse');
      const administrator = await clinic.as('administrator');
      await administrator.send('PATCH', `/api/accounts/${disabled.id}`, { disabled: true });
      const answers = [
        [await signIn(clinic.app, known.email, 'a wrong password'), 'wrong password', 'Test nurse'],
        [await signIn(clinic.app, 'nobody@example.org'), 'unknown email', 'nobody'],
      ] as const;
      expect(await lastEntry()).toMatchObject({ actor: 'nobody', after: { reason: 'unknown email' } });
      const third = await signIn(clinic.app, disabled.email);
      expect(await lastEntry()).toMatchObject({
        action: 'session.refuse',
        actor: 'Test nurse',
        after: { reason: 'disabled account' },
      });
      const told = [...answers.map(([answer]) => answer), third].map((answer) => {
        const { requestId: _requestId, ...body } = answer.json();
        return { status: answer.statusCode, cookies: answer.cookies.length, ...body };
      });
      expect(told[0]).toMatchObject({ status: 401, code: 'sign-in-refused', cookies: 0 });
      expect(told[1]).toEqual(told[0]);
      expect(told[2]).toEqual(told[0]);
    });

    it('locks an account for 15 minutes after 10 wrong passwords in a row', async () => {
      const { email } = await clinic.addAccount('physician');
      for (let attempt = 1; attempt <= 10; attempt++) {
        expect((await signIn(clinic.app, email, 'a wrong password')).statusCode).toBe(401);
      }
      expect(await lastEntry()).toMatchObject({ after: { reason: 'wrong password, account locked' } });
      expect((await signIn(clinic.app, email)).statusCode).toBe(401);
      expect(await lastEntry()).toMatchObject({ after: { reason: 'locked account' } });
      pass(14 * MINUTE);
      expect((await signIn(clinic.app, email)).statusCode).toBe(401);
      pass(2 * MINUTE);
      expect((await signIn(clinic.app, email)).statusCode).toBe(200);
    });

    it('counts wrong passwords in a row: a right one begins anew', async () => {
      const { email } = await clinic.addAccount('physician');
      for (const password of [
        ...Array<string>(9).fill('a wrong password'),
        PASSWORD,
        'a wrong password',
        PASSWORD,
      ]) {
        const { statusCode } = await signIn(clinic.app, email, password);
        expect(statusCode).toBe(password === PASSWORD ? 200 : 401);
      }
    });

    it('limits attempts for one account from many addresses: 15 in 5 minutes', async () => {
      const email = 'unknown-to-all@example.org';
      const codes: number[] = [];
      for (let attempt = 0; attempt < 17; attempt++) codes.push((await signIn(clinic.app, email)).statusCode);
      expect(codes).toEqual([...Array(15).fill(401), 429, 429]);
      expect((await signIn(clinic.app, email)).headers['retry-after']).toBe('300');
      pass(6 * MINUTE);
      expect((await signIn(clinic.app, email)).statusCode).toBe(401);
    });

    it('limits attempts from one address for many accounts: 60 in 5 minutes, audited once', async () => {
      const attempt = (number: number) =>
        signIn(clinic.app, `flood-${number}@example.org`, PASSWORD, '10.9.9.9');
      const codes = await Promise.all(Array.from({ length: 65 }, (_, number) => attempt(number)));
      expect(codes.filter(({ statusCode }) => statusCode === 429)).toHaveLength(5);
      const entries = await clinic.database.transaction(clinic.scope, (trx) =>
        readAudit(trx, { limit: 100 }),
      );
      const flood = entries.filter(({ after }) => JSON.stringify(after).includes('too many attempts'));
      expect(flood.filter(({ after }) => JSON.stringify(after).includes('10.9.9.9'))).toHaveLength(1);
    });

    it('an attempt that is taken back, since it was right, leaves those that were wrong counted', async () => {
      const who = ['10.9.9.8', 'often-signs@example.org'] as const;
      const count = () =>
        clinic.database.transaction('server', (trx) => countAttempt(trx, ...who, clinic.now));
      for (let wrong = 0; wrong < ATTEMPTS_PER_ACCOUNT - 1; wrong++) await count();
      for (let right = 0; right < ATTEMPTS_PER_ACCOUNT; right++) {
        expect(await count()).toEqual({ exceeded: false, first: false });
        await clinic.database.transaction('server', (trx) => forgetAttempt(trx, ...who));
      }
      expect((await count()).exceeded).toBe(false);
      expect(await count()).toEqual({ exceeded: true, first: true });
    });

    it('ends a session after 15 minutes without a request, and not while there are some', async () => {
      const nurse = await clinic.as('nurse');
      for (let minutes = 0; minutes < 60; minutes += 14) {
        pass(14 * MINUTE);
        expect((await nurse.send('GET', '/api/laboratory-profile')).statusCode).toBe(200);
      }
      pass(15 * MINUTE);
      const answer = await nurse.send('GET', '/api/laboratory-profile');
      expect(answer.statusCode).toBe(401);
      expect(answer.json().code).toBe('not-signed-in');
    });

    it('ends a session after 12 hours whatever happens', async () => {
      const nurse = await clinic.as('nurse');
      for (let minutes = 10; minutes < 12 * 60; minutes += 10) {
        pass(10 * MINUTE);
        expect((await nurse.send('GET', '/api/session')).json().account).not.toBeNull();
      }
      pass(10 * MINUTE);
      expect((await nurse.send('GET', '/api/session')).json().account).toBeNull();
    });

    it('ends a session by signing out, in the database and in the browser', async () => {
      const nurse = await clinic.as('nurse');
      const answer = await nurse.send('POST', '/api/sign-out');
      expect(answer.statusCode).toBe(204);
      expect(answer.headers['set-cookie']).toContain('Expires=Thu, 01 Jan 1970');
      expect(await lastEntry()).toMatchObject({ action: 'session.end' });
      expect((await nurse.send('GET', '/api/session')).json().account).toBeNull();
    });

    it('ends the sessions of an account that is disabled', async () => {
      const nurse = await clinic.as('nurse');
      const administrator = await clinic.as('administrator');
      await administrator.send('PATCH', `/api/accounts/${nurse.id}`, { disabled: true });
      expect((await nurse.send('GET', '/api/laboratory-profile')).statusCode).toBe(401);
      await administrator.send('PATCH', `/api/accounts/${nurse.id}`, { disabled: false });
      expect((await nurse.send('GET', '/api/laboratory-profile')).statusCode).toBe(401);
    });

    it('ends the other sessions of an account whose password is changed', async () => {
      const { email } = await clinic.addAccount('pharmacist');
      const here = client(clinic.app, '', cookieOf(await signIn(clinic.app, email)));
      const elsewhere = client(clinic.app, '', cookieOf(await signIn(clinic.app, email)));
      const next = 'quite another password';
      const wrong = await here.send('POST', '/api/password', { current: 'a wrong password', next });
      expect([wrong.statusCode, wrong.json().fields[0].path]).toEqual([403, 'current']);
      const short = await here.send('POST', '/api/password', { current: PASSWORD, next: 'short' });
      expect([short.statusCode, short.json().fields[0].path]).toEqual([400, 'next']);
      expect((await here.send('POST', '/api/password', { current: PASSWORD, next })).statusCode).toBe(204);
      expect((await here.send('GET', '/api/session')).json().account.email).toBe(email);
      expect((await elsewhere.send('GET', '/api/session')).json().account).toBeNull();
      expect((await signIn(clinic.app, email)).statusCode).toBe(401);
      expect((await signIn(clinic.app, email, next)).statusCode).toBe(200);
    });

    it('lets an administrator set a new password for somebody who forgot theirs', async () => {
      const administrator = await clinic.as('administrator');
      const nurse = await clinic.as('nurse');
      const { email } = (await nurse.send('GET', '/api/session')).json().account;
      const password = 'set by the administrator';
      const answer = await administrator.send('POST', `/api/accounts/${nurse.id}/password`, { password });
      expect(answer.statusCode).toBe(204);
      expect(await lastEntry()).toMatchObject({ action: 'password.change' });
      expect((await nurse.send('GET', '/api/session')).json().account).toBeNull();
      expect((await signIn(clinic.app, email)).statusCode).toBe(401);
      expect((await signIn(clinic.app, email, password)).statusCode).toBe(200);
      const nobody = `/api/accounts/${randomUUID()}/password`;
      expect((await administrator.send('POST', nobody, { password })).statusCode).toBe(404);
    });

    it('refuses what a page of another site sends, and takes what its own page or a program sends', async () => {
      const nurse = await clinic.as('nurse');
      const status = async (headers: Record<string, string>) =>
        (await nurse.send('POST', '/api/password', {}, { host: 'ketame.test', ...headers })).statusCode;
      const invalid = 400;
      expect(await status({})).toBe(invalid);
      expect(await status({ origin: 'http://ketame.test' })).toBe(invalid);
      expect(await status({ 'sec-fetch-site': 'same-origin', origin: 'http://ketame.test' })).toBe(invalid);
      expect(await status({ origin: 'http://evil.test' })).toBe(403);
      expect(await status({ origin: 'null' })).toBe(403);
      expect(await status({ origin: 'https://ketame.test' })).toBe(403);
      expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(await status({ 'sec-fetch-site': 'same-site', origin: 'http://ketame.test' })).toBe(403);
    });

    it('keeps at least one administrator', async () => {
      await clinic.database.transaction(clinic.scope, async (trx) => {
        // Those of the other tests.
        await trx
          .updateTable('account')
          .set({ disabled: true })
          .where('role', '=', 'administrator')
          .execute();
        await audit(trx, testOrigin(), { action: 'test.disable', subject: 'account' });
      });
      const one = await clinic.as('administrator');
      const two = await clinic.addAccount('administrator');
      expect((await one.send('PATCH', `/api/accounts/${two.id}`, { role: 'nurse' })).statusCode).toBe(200);
      for (const change of [{ disabled: true }, { role: 'physician' }]) {
        const answer = await one.send('PATCH', `/api/accounts/${one.id}`, change);
        expect([answer.statusCode, answer.json().code]).toEqual([409, 'last-administrator']);
      }
      expect(
        (await one.send('PATCH', `/api/accounts/${one.id}`, { displayName: 'Still here' })).statusCode,
      ).toBe(200);
    });

    it('creates accounts, whose email is one of a kind', async () => {
      const administrator = await clinic.as('administrator');
      const account = {
        email: 'New@Example.org',
        displayName: 'New',
        role: 'nurse',
        password: PASSWORD,
      };
      const created = await administrator.send('POST', '/api/accounts', account);
      expect(created.statusCode).toBe(201);
      expect(created.json()).toMatchObject({ email: 'new@example.org', role: 'nurse', disabled: false });
      const again = await administrator.send('POST', '/api/accounts', account);
      expect([again.statusCode, again.json().code]).toEqual([409, 'email-taken']);
      const list = await administrator.send('GET', '/api/accounts');
      expect(list.json().filter(({ email }: { email: string }) => email === 'new@example.org')).toHaveLength(
        1,
      );
      expect(list.body).not.toContain('argon2');
      const entries = await administrator.send('GET', '/api/audit?limit=1');
      expect(entries.json()[0]).toMatchObject({
        action: 'account.create',
        before: null,
        after: { email: 'new@example.org', role: 'nurse' },
        requestId: created.headers['x-request-id'],
      });
      expect(entries.body).not.toContain('argon2');
    });
  });

  describe(`the first administrator (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    it('is created with the newest token that was printed, once', async () => {
      const visitor = await clinic.as(null);
      const renew = () =>
        clinic.database.transaction(clinic.scope, (trx) => renewFirstAdministratorToken(trx, testOrigin()));
      const old = await renew();
      const token = await renew();
      expect((await visitor.send('GET', '/api/session')).json().needsFirstAdministrator).toBe(true);
      const create = (given: string | null, email: string) =>
        visitor.send('POST', '/api/first-administrator', {
          token: given,
          email,
          displayName: 'Admin',
          password: PASSWORD,
        });

      expect((await create('wrong', 'admin@example.org')).statusCode).toBe(403);
      expect((await create(old, 'admin@example.org')).statusCode).toBe(403);
      const created = await create(token, 'admin@example.org');
      expect(created.json()).toMatchObject({
        account: { role: 'administrator', email: 'admin@example.org' },
        needsFirstAdministrator: false,
      });
      expect((await client(clinic.app, '', cookieOf(created)).send('GET', '/api/accounts')).statusCode).toBe(
        200,
      );
      expect((await create(token, 'second@example.org')).statusCode).toBe(409);
      expect(await renew()).toBeNull();
    });
  });
}
