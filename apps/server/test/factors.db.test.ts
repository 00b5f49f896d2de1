import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, client, cookieOf, openClinic, PASSWORD, signIn, type TestClinic } from './clinic.ts';
import { DATABASES } from './databases.ts';

for (const kind of DATABASES) {
  describe(`second factors (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    const later = (seconds: number): void => {
      clinic.now = new Date(clinic.now.getTime() + seconds * 1000);
    };
    const codeOf = (secret: string): string =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clinic.now.getTime() });
    /** Somebody who has set up an authenticator app. */
    async function withApp(role: 'nurse' | 'administrator' = 'nurse') {
      const { id, email } = await clinic.addAccount(role);
      const person = client(clinic.app, id, cookieOf(await signIn(clinic.app, email)));
      const begun = await person.send('POST', '/api/factors/authenticator-app', {
        proof: await clinic.prove(person),
      });
      const { secret } = begun.json();
      const confirmed = await person.send('POST', '/api/factors/authenticator-app/confirm', {
        code: codeOf(secret),
      });
      later(30);
      return {
        person,
        email,
        secret: String(secret),
        recoveryCodes: confirmed.json().recoveryCodes as string[],
      };
    }
    const signInWith = (email: string, code?: string, password = PASSWORD) =>
      clinic.app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password, code } });

    it('an authenticator app is asked for its code from then on, and each code counts once (ASVS 6.5.1)', async () => {
      const { email, secret } = await withApp();
      const without = await signInWith(email);
      expect([without.statusCode, without.json().code]).toEqual([401, 'code-needed']);
      expect((await signInWith(email, '000000')).json().code).toBe('sign-in-refused');
      const code = codeOf(secret);
      // Nothing is told of the code while the password is wrong.
      expect((await signInWith(email, code, 'a wrong password')).json().code).toBe('sign-in-refused');
      expect((await signInWith(email, code)).statusCode).toBe(200);
      expect((await signInWith(email, code)).statusCode).toBe(401);
      later(30);
      expect((await signInWith(email, codeOf(secret))).statusCode).toBe(200);
    });

    it('a code is refused two steps of 30 s late (RFC 6238, 5.2)', async () => {
      const { email, secret } = await withApp();
      const code = codeOf(secret);
      later(61);
      expect((await signInWith(email, code)).statusCode).toBe(401);
    });

    it('a recovery code stands in for one code, once', async () => {
      const { email, recoveryCodes } = await withApp();
      expect(new Set(recoveryCodes).size).toBe(10);
      const [code] = recoveryCodes;
      const answer = await signInWith(email, code);
      expect(answer.statusCode).toBe(200);
      expect((await signInWith(email, code)).statusCode).toBe(401);
      const factors = await client(clinic.app, '', cookieOf(answer)).send('GET', '/api/factors');
      expect(factors.json()).toMatchObject({ authenticatorApp: true, recoveryCodesLeft: 9 });
    });

    it('a password proves nothing for a signature where there is an app: its code does', async () => {
      const { person, secret } = await withApp();
      const byPassword = await person.send('POST', '/api/step-up', { password: PASSWORD });
      expect(byPassword.json().code).toBe('code-needed');
      const byCode = await person.send('POST', '/api/step-up', { code: codeOf(secret) });
      expect(byCode.json()).toMatchObject({ factor: 'authenticator app', signer: { id: person.id } });
    });

    it('setting up and removing a factor needs a fresh proof, and removing it makes the password enough again', async () => {
      const { person, email, secret } = await withApp();
      for (const [method, url] of [
        ['POST', '/api/factors/authenticator-app'],
        ['DELETE', '/api/factors/authenticator-app'],
        ['POST', '/api/factors/recovery-codes'],
      ] as const) {
        const refused = await person.send(method, url, { proof: 'a proof that nobody has given' });
        expect([refused.statusCode, refused.json().code]).toEqual([403, 'proof-needed']);
      }
      const { proof } = (await person.send('POST', '/api/step-up', { code: codeOf(secret) })).json();
      const removed = await person.send('DELETE', '/api/factors/authenticator-app', { proof });
      expect(removed.statusCode).toBe(204);
      expect((await signInWith(email)).statusCode).toBe(200);
    });

    it('an administrator removes what somebody lost; the sessions of that account end', async () => {
      const { person, email } = await withApp();
      const administrator = await clinic.as('administrator');
      const listed = (await administrator.send('GET', '/api/accounts')).json();
      expect(listed.find((one: { id: string }) => one.id === person.id)).toMatchObject({
        authenticatorApp: true,
        passkeys: 0,
      });
      const reset = await administrator.send('DELETE', `/api/accounts/${person.id}/factors`);
      expect(reset.statusCode).toBe(204);
      expect((await person.send('GET', '/api/factors')).statusCode).toBe(401);
      expect((await signInWith(email)).statusCode).toBe(200);
    });

    it('a clinic that requires a second factor opens nothing but the page for it to who has none', async () => {
      const { person: administrator } = await withApp('administrator');
      const nurse: Client = await clinic.as('nurse');
      const settings = { name: 'Ketame', timeZone: 'UTC', secondFactorRequired: true };
      expect((await administrator.send('PUT', '/api/clinic', settings)).json()).toEqual(settings);
      const refused = await nurse.send('GET', '/api/patients');
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'second-factor-required']);
      expect((await nurse.send('GET', '/api/factors')).json()).toMatchObject({ required: true });
      expect((await administrator.send('GET', '/api/patients')).statusCode).toBe(200);
      const begun = await nurse.send('POST', '/api/factors/authenticator-app', {
        proof: await clinic.prove(nurse),
      });
      const code = codeOf(begun.json().secret);
      await nurse.send('POST', '/api/factors/authenticator-app/confirm', { code });
      expect((await nurse.send('GET', '/api/patients')).statusCode).toBe(200);
      await administrator.send('PUT', '/api/clinic', { ...settings, secondFactorRequired: false });
    });

    it('a passkey that is not known, and an answer to no challenge, are refused and audited', async () => {
      const visitor = await clinic.as(null);
      const passkey = { id: 'unknown', response: { clientDataJSON: '' } };
      const answer = await visitor.send('POST', '/api/sign-in/passkey', { passkey });
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'passkey-refused']);
      const administrator = await clinic.as('administrator');
      const entries = (await administrator.send('GET', '/api/audit?limit=3')).json();
      expect(entries).toContainEqual(
        expect.objectContaining({
          action: 'session.refuse',
          after: expect.objectContaining({ reason: 'passkey refused' }),
        }),
      );
    });
  });
}
