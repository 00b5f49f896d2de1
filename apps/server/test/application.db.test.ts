import { randomUUID } from 'node:crypto';
import { type Role, roles } from '@ketame/contract';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../src/database/index.ts';
import { migrations } from '../src/database/migrations/index.ts';
import { createApplication } from '../src/http/application.ts';
import type { Application } from '../src/http/context.ts';
import { guardRoutes } from '../src/http/guard.ts';
import type { Asking } from '../src/policy.ts';
import { addPatient, type Method, openClinic, planContent, type TestClinic } from './clinic.ts';
import { DATABASES } from './databases.ts';

/** Who may use which address: the roles of issue 2, section 6, and a monitor. `null` is somebody who is not signed in. */
const clinicians: Role[] = ['physician', 'nurse', 'pharmacist'];
const readers: Role[] = [...clinicians, 'administrator'];
const everybody: Array<Asking | null> = [null, ...roles, 'monitor'];
const matrix: Readonly<Record<string, ReadonlyArray<Asking | null>>> = {
  'GET /health': everybody,
  'GET /api/session': everybody,
  'POST /api/sign-in': everybody,
  'POST /api/first-administrator': everybody,
  'POST /api/passkey-options': everybody,
  'POST /api/sign-in/passkey': everybody,
  'POST /api/step-up': [...roles],
  'GET /api/factors': [...roles],
  'POST /api/factors/authenticator-app': [...roles],
  'POST /api/factors/authenticator-app/confirm': [...roles],
  'DELETE /api/factors/authenticator-app': [...roles],
  'POST /api/factors/recovery-codes': [...roles],
  'POST /api/factors/passkey-options': [...roles],
  'POST /api/factors/passkeys': [...roles],
  'DELETE /api/factors/passkeys/{id}': [...roles],
  'GET /api/clinic': ['administrator'],
  'PUT /api/clinic': ['administrator'],
  'DELETE /api/accounts/{id}/factors': ['administrator'],
  'GET /api/patients/{id}/restriction': readers,
  'PUT /api/patients/{id}/restriction': ['physician', 'administrator'],
  'GET /api/restricted-patients': ['nurse', 'pharmacist'],
  'POST /api/patients/{id}/break-glass': ['nurse', 'pharmacist'],
  'GET /api/break-glass': ['administrator'],
  'POST /api/break-glass/{id}/review': ['administrator'],
  'POST /api/password': [...roles],
  'GET /api/accounts': ['administrator'],
  'POST /api/accounts': ['administrator'],
  'PATCH /api/accounts/{id}': ['administrator'],
  'POST /api/accounts/{id}/password': ['administrator'],
  'GET /api/monitors': ['administrator'],
  'POST /api/monitors': ['administrator'],
  'PUT /api/monitors/{id}/place': ['administrator'],
  'POST /api/monitors/{id}/revocation': ['administrator'],
  'GET /api/patients': readers,
  'POST /api/patients': ['physician'],
  'GET /api/patients/{id}': readers,
  'PUT /api/patients/{id}': ['physician'],
  'DELETE /api/patients/{id}': ['administrator'],
  'POST /api/imports/preview': ['physician'],
  'POST /api/imports': ['physician'],
  'GET /api/patients/{id}/plans': readers,
  'POST /api/patients/{id}/plans': ['physician'],
  'GET /api/plans/{id}': readers,
  'GET /api/plans/{id}/versions': readers,
  'POST /api/plans/{id}/versions': ['physician'],
  'GET /api/plans/{id}/versions/{version}': readers,
  'GET /api/protocols': readers,
  'POST /api/protocols': ['physician'],
  'GET /api/jurisdiction': readers,
  'PUT /api/jurisdiction': ['administrator'],
  'GET /api/patients/{id}/selections': readers,
  'POST /api/patients/{id}/selections': ['physician', 'nurse'],
  'GET /api/selections/{id}': readers,
  'PUT /api/selections/{id}/answers': ['physician', 'nurse'],
  'POST /api/selections/{id}/decisions': ['physician'],
  'POST /api/selections/{id}/overrides': ['physician'],
  'POST /api/selection-overrides/{id}/second': ['physician'],
  'POST /api/selections/{id}/consents': ['physician'],
  'POST /api/consents/{id}/withdrawal': ['physician', 'nurse'],
  'GET /api/patients/{id}/benefit-risk': readers,
  'PUT /api/patients/{id}/goals': ['physician', 'nurse'],
  'GET /api/patients/{id}/retreatment': readers,
  'POST /api/patients/{id}/course-decisions': ['physician'],
  'GET /api/outcomes': readers,
  'GET /api/outcomes/{id}': readers,
  'GET /api/alert-limits': readers,
  'PUT /api/alert-limits': ['physician'],
  'POST /api/infusions': ['physician'],
  'GET /api/infusions': readers,
  'GET /api/patients/{id}/infusions': readers,
  'GET /api/infusions/{id}': readers,
  'GET /api/infusions/{id}/due': readers,
  'GET /api/infusions/{id}/record': readers,
  'GET /api/infusions/{id}/record.pdf': readers,
  'POST /api/infusions/{id}/entries': ['physician', 'nurse'],
  'POST /api/infusions/{id}/vitals': ['physician', 'nurse', 'monitor'],
  'POST /api/vitals': ['monitor'],
  'GET /api/bedside-monitors': readers,
  'PUT /api/infusions/{id}/monitor': ['physician', 'nurse'],
  'GET /api/follow-up': readers,
  'GET /api/patients/{id}/follow-up': readers,
  'POST /api/patients/{id}/follow-up': ['physician', 'nurse'],
  'PUT /api/follow-up/{id}': ['physician', 'nurse'],
  'POST /api/patients/{id}/questionnaire-drafts': ['physician', 'nurse'],
  'PUT /api/questionnaire-drafts/{id}': ['physician', 'nurse'],
  'DELETE /api/questionnaire-drafts/{id}': ['physician', 'nurse'],
  'GET /api/register-profile': readers,
  'PUT /api/register-profile': ['administrator'],
  'GET /api/registers': readers,
  'POST /api/registers': ['pharmacist'],
  'GET /api/registers/{id}': readers,
  'GET /api/registers/{id}/entries': readers,
  'POST /api/registers/{id}/entries': clinicians,
  'GET /api/dose-packs/{code}': readers,
  'GET /api/register-discrepancies': readers,
  'POST /api/register-discrepancies/{id}/closing': clinicians,
  'GET /api/patients/{id}/home-programme': readers,
  'GET /api/home-programmes': readers,
  'GET /api/home-programmes/{id}': readers,
  'POST /api/home-programmes': ['physician'],
  'GET /api/home/clinic': readers,
  'PUT /api/home/clinic': ['administrator'],
  'GET /api/home/worklist': readers,
  'GET /api/home/population': readers,
  'GET /api/patients/{id}/home': readers,
  'PUT /api/patients/{id}/home': ['physician'],
  'POST /api/patients/{id}/home/facts': ['physician', 'nurse'],
  'POST /api/patients/{id}/home/contacts': ['physician', 'nurse'],
  'POST /api/patients/{id}/home/counts': ['physician', 'nurse'],
  'POST /api/patients/{id}/home/events': ['physician', 'nurse'],
  'POST /api/patients/{id}/home/messages': ['physician', 'nurse'],
  'POST /api/patients/{id}/home/account': ['physician', 'nurse'],
  'GET /api/my/home': ['patient'],
  'GET /api/my/home/events': ['patient'],
  'POST /api/my/home/events': ['patient'],
  'GET /api/patients/{id}/prescriptions': readers,
  'POST /api/patients/{id}/prescriptions': ['physician'],
  'POST /api/prescriptions/{id}/cancellation': ['physician'],
  'POST /api/prescriptions/{id}/paper-authorisations': ['physician'],
  'GET /api/register-key': readers,
  'GET /api/registers/{id}/pages': readers,
  'GET /api/register-entries/{id}/labels': readers,
  'GET /api/paper-authorisations/{id}/sheet': readers,
  'GET /api/training/modules': [...readers, 'patient'],
  'GET /api/training': readers,
  'GET /api/my/training': [...clinicians, 'patient'],
  'GET /api/my/training/certificate': [...clinicians, 'patient'],
  'GET /api/patients/{id}/training': readers,
  'GET /api/patients/{id}/training/certificate': readers,
  'POST /api/training-attempts': [...clinicians, 'patient'],
  'PUT /api/training-attempts/{id}': [...clinicians, 'patient'],
  'POST /api/training-incidents': clinicians,
  'GET /api/laboratory-profile': readers,
  'PUT /api/laboratory-profile': ['administrator'],
  'GET /api/audit': ['administrator'],
  'GET /api/audit/verify': ['administrator'],
  // Last: it ends the session.
  'POST /api/sign-out': everybody,
};

for (const kind of DATABASES) {
  describe(`the server (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    it('lets each role do what the policy says on every address, and nothing else', async () => {
      const document = clinic.app.swagger() as { paths: Record<string, Record<string, unknown>> };
      const addresses = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      expect(Object.keys(matrix).sort()).toEqual(addresses.sort());
      for (const role of everybody) {
        const person = role === 'monitor' ? await clinic.asMonitor('Bed 1') : await clinic.as(role);
        for (const [address, allowed] of Object.entries(matrix)) {
          const [method, path] = address.split(' ') as [Method, string];
          const url = path.replace('{id}', randomUUID()).replace('{version}', '1');
          const { statusCode } = await person.send(method, url);
          const refused = statusCode === 401 || statusCode === 403;
          expect(`${role} ${address}: ${refused ? 'refused' : 'allowed'}`).toBe(
            `${role} ${address}: ${allowed.includes(role) ? 'allowed' : 'refused'}`,
          );
          if (refused) expect(statusCode).toBe(role === null ? 401 : 403);
        }
      }
    });

    it('refuses to have a route that names no action of the policy', () => {
      const app = fastify() as unknown as Application;
      guardRoutes(app, { database: clinic.database, now: () => clinic.now }, null);
      expect(() => app.get('/api/forgotten', async () => 'secret')).toThrow(
        'GET /api/forgotten names no action',
      );
    });

    it('answers /health with status, version, database and schema (issue 2, section 1)', async () => {
      const answer = await clinic.app.inject('/health');
      expect(answer.json()).toEqual({
        status: 'ok',
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        database: {
          kind: kind.name === 'PGlite' ? 'embedded' : 'server',
          version: expect.stringMatching(/^PostgreSQL \d+/),
        },
        schema: migrations.at(-1)?.name,
      });
    });

    it('sends these headers with every answer', async () => {
      const answer = await clinic.app.inject('/api/session');
      const {
        date: _date,
        'content-length': _length,
        'x-request-id': requestId,
        ...headers
      } = answer.headers;
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers).toMatchInlineSnapshot(`
        {
          "cache-control": "no-store",
          "connection": "keep-alive",
          "content-security-policy": "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
          "content-type": "application/json; charset=utf-8",
          "cross-origin-opener-policy": "same-origin",
          "cross-origin-resource-policy": "same-origin",
          "origin-agent-cluster": "?1",
          "referrer-policy": "no-referrer",
          "strict-transport-security": "max-age=31536000; includeSubDomains",
          "x-content-type-options": "nosniff",
          "x-dns-prefetch-control": "off",
          "x-download-options": "noopen",
          "x-frame-options": "DENY",
          "x-permitted-cross-domain-policies": "none",
          "x-xss-protection": "0",
        }
      `);
    });

    it('answers errors in one form, with the request id, the path of the field and what was expected there', async () => {
      const physician = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const plan = { ...planContent('A plan'), id: randomUUID() };
      const wrong = structuredClone(plan);
      wrong.state.patient.weightKg = 5;
      const answer = await physician.send('POST', `/api/patients/${patient}/plans`, wrong);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toEqual({
        code: 'invalid',
        message: expect.stringContaining('"state.patient.weightKg"'),
        fields: [{ path: 'state.patient.weightKg', expected: expect.stringContaining('20') }],
        requestId: answer.headers['x-request-id'],
      });
    });

    it.each([
      ['GET', '/api/nothing', undefined, {}, 404, 'unknown-address'],
      ['POST', '/api/sign-in', '{"email":', { 'content-type': 'application/json' }, 400, 'bad-request'],
      ['POST', '/api/sign-in', '<a/>', { 'content-type': 'text/xml' }, 415, 'unsupported-media-type'],
      [
        'POST',
        '/api/sign-in',
        ' '.repeat(1_100_000),
        { 'content-type': 'application/json' },
        413,
        'too-large',
      ],
      ['GET', '/api/%zz', undefined, {}, 400, 'bad-request'],
    ] as const)('answers %s %s with %#', async (method, url, body, headers, status, code) => {
      const visitor = await clinic.as(null);
      const answer = await visitor.send(method, url, body, headers);
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
      expect(answer.json().requestId).toBeTruthy();
    });

    it('says what text cannot be stored, and stores nothing of it', async () => {
      const physician = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const plan = { ...planContent('A plan'), note: 'NUL \u0000', id: randomUUID() };
      const answer = await physician.send('POST', `/api/patients/${patient}/plans`, plan);
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'unstorable-text']);
      expect((await physician.send('GET', `/api/patients/${patient}/plans`)).json()).toEqual([]);
    });

    it('describes its addresses with OpenAPI', async () => {
      const document = (await clinic.app.inject('/api/openapi.json')).json();
      expect(document.openapi).toBe('3.1.0');
      expect(
        document.paths['/api/plans/{id}'].get.responses['200'].content['application/json'].schema,
      ).toMatchObject({
        type: 'object',
        properties: { content: { type: 'object' }, version: { type: 'integer' } },
      });
      expect(document.paths['/control/audit/verify']).toBeUndefined();
    });

    it('lets only a command of this machine that knows the token use /control', async () => {
      const ask = (remoteAddress: string, token: string) =>
        clinic.app.inject({
          method: 'POST',
          url: '/control/audit/verify',
          remoteAddress,
          headers: { authorization: `Bearer ${token}` },
        });
      expect((await ask('127.0.0.1', 'control')).json()).toMatchObject({ ok: true });
      expect((await ask('::1', 'control')).statusCode).toBe(200);
      expect((await ask('10.0.0.1', 'control')).statusCode).toBe(403);
      expect((await ask('127.0.0.1', 'another')).statusCode).toBe(403);
      const administrator = await clinic.as('administrator');
      expect((await administrator.send('POST', '/control/audit/verify')).statusCode).toBe(403);
    });

    it('keeps the laboratory profile, and audits what it was before', async () => {
      const administrator = await clinic.as('administrator');
      const profile = {
        name: 'Clinic laboratory',
        ranges: [{ measure: 'ALT', sex: 'female', low: null, high: 34, unit: 'U/L' }],
      };
      expect((await administrator.send('PUT', '/api/laboratory-profile', profile)).json()).toEqual(profile);
      const next = { ...profile, ranges: [] };
      await administrator.send('PUT', '/api/laboratory-profile', next);
      expect((await administrator.send('GET', '/api/laboratory-profile')).json()).toEqual(next);
      const [entry] = (await administrator.send('GET', '/api/audit?limit=1')).json();
      expect(entry).toMatchObject({ action: 'laboratory-profile.change', before: profile, after: next });
    });

    it('pages through the audit and verifies it', async () => {
      const administrator = await clinic.as('administrator');
      const [newest] = (await administrator.send('GET', '/api/audit?limit=1')).json();
      const [older] = (
        await administrator.send('GET', `/api/audit?limit=1&before=${newest.sequence}`)
      ).json();
      expect(older.sequence).toBe(newest.sequence - 1);
      expect((await administrator.send('GET', '/api/audit/verify')).json()).toMatchObject({ ok: true });
    });

    it('says 503 and nothing of its inside when the database is away, on /health too', async () => {
      const away = await createApplication(
        {
          now: () => clinic.now,
          database: {
            ...clinic.database,
            transaction: () => Promise.reject(new DatabaseUnavailable('a secret of the database')),
          },
        },
        { webFolder: null, controlToken: null, logLevel: 'silent' },
      );
      const session = await away.inject('/api/session');
      expect([session.statusCode, session.json().code, session.headers['retry-after']]).toEqual([
        503,
        'database-unavailable',
        '5',
      ]);
      expect(session.body).not.toContain('secret');
      const health = await away.inject('/health');
      expect([health.statusCode, health.json().status]).toEqual([503, 'unavailable']);
      await away.close();
    });
  });
}
