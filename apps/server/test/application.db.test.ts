import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Role, roles } from '@ketame/contract';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../src/database/index.ts';
import { createApplication } from '../src/http/application.ts';
import type { Application } from '../src/http/context.ts';
import { guardRoutes } from '../src/http/guard.ts';
import { addPatient, type Method, openClinic, planContent, type TestClinic } from './clinic.ts';
import { DATABASES, temporaryFolder } from './databases.ts';

/** Who may use which address: the roles of issue 2, section 6. `null` is somebody who is not signed in. */
const clinicians: Role[] = ['physician', 'nurse', 'pharmacist'];
const readers: Role[] = [...clinicians, 'administrator'];
const everybody: Array<Role | null> = [null, ...roles];
const matrix: Readonly<Record<string, ReadonlyArray<Role | null>>> = {
  'GET /health': everybody,
  'GET /api/session': everybody,
  'POST /api/sign-in': everybody,
  'POST /api/first-administrator': everybody,
  'POST /api/password': [...roles],
  'GET /api/accounts': ['administrator'],
  'POST /api/accounts': ['administrator'],
  'PATCH /api/accounts/{id}': ['administrator'],
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
      for (const address of addresses) expect(Object.keys(matrix)).toContain(address);
      for (const role of everybody) {
        const person = await clinic.as(role);
        for (const [address, allowed] of Object.entries(matrix)) {
          if (!addresses.includes(address)) continue;
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
        schema: '0001-clinic',
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
          "x-frame-options": "SAMEORIGIN",
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

  describe(`plans (${kind.name})`, () => {
    let clinic: TestClinic;
    beforeAll(async () => {
      clinic = await openClinic(kind);
    });
    afterAll(() => clinic.close());

    it('are saved once, whoever sends them twice, and are read back exactly', async () => {
      const physician = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const plan = { ...planContent('First'), id: randomUUID() };
      const address = `/api/patients/${patient}/plans`;
      const [one, two] = await Promise.all([
        physician.send('POST', address, plan),
        physician.send('POST', address, plan),
      ]);
      expect([one.statusCode, two.statusCode]).toEqual([201, 201]);
      expect(one.json()).toEqual(two.json());
      expect(one.json()).toMatchObject({
        id: plan.id,
        patientId: patient,
        version: 1,
        savedBy: 'Test physician',
      });
      const { id: _id, ...content } = plan;
      const read = await physician.send('GET', `/api/plans/${plan.id}`);
      expect(read.json().content).toEqual(content);
      expect(read.headers.etag).toBe('"1"');
      expect((await physician.send('GET', address)).json()).toHaveLength(1);

      const other = await physician.send('POST', address, { ...plan, title: 'Another' });
      expect([other.statusCode, other.json().code]).toEqual([409, 'plan-exists']);
    });

    it('have versions: a change of an old one is answered with the stored one (412)', async () => {
      const physician = await clinic.as('physician');
      const colleague = await clinic.as('physician');
      const patient = await addPatient(clinic.database);
      const id = randomUUID();
      await physician.send('POST', `/api/patients/${patient}/plans`, { ...planContent('One'), id });
      const address = `/api/plans/${id}/versions`;
      const save = (who: typeof physician, title: string, version: string) =>
        who.send('POST', address, planContent(title), { 'if-match': version });

      const second = await save(physician, 'Two', '"1"');
      expect([second.statusCode, second.json().version, second.headers.etag]).toEqual([201, 2, '"2"']);
      expect((await save(physician, 'Two', '"1"')).json()).toEqual(second.json());
      const late = await save(colleague, 'Two of a colleague', '1');
      expect(late.statusCode).toBe(412);
      expect(late.json()).toMatchObject({ code: 'plan-changed', stored: second.json() });
      expect((await save(colleague, 'Three', '"2"')).json().version).toBe(3);
      expect((await save(colleague, 'Ahead', '"7"')).statusCode).toBe(412);

      const versions = await physician.send('GET', address);
      expect(versions.json().map(({ title }: { title: string }) => title)).toEqual(['Three', 'Two', 'One']);
      expect((await physician.send('GET', `${address}/1`)).json().content.title).toBe('One');
      expect((await physician.send('GET', `${address}/4`)).statusCode).toBe(404);
      expect((await physician.send('POST', address, planContent('No version'))).statusCode).toBe(428);
      expect((await save(physician, 'Odd', 'W/"abc"')).statusCode).toBe(400);
      expect((await physician.send('GET', `/api/patients/${patient}/plans`)).json()).toHaveLength(1);
    });

    it('are saved once by two who save at the same moment', async () => {
      const physicians = [await clinic.as('physician'), await clinic.as('physician')];
      const patient = await addPatient(clinic.database);
      const id = randomUUID();
      await physicians[0]?.send('POST', `/api/patients/${patient}/plans`, { ...planContent('One'), id });
      const answers = await Promise.all(
        physicians.map((who, number) =>
          who.send('POST', `/api/plans/${id}/versions`, planContent(`Two by ${number}`), {
            'if-match': '"1"',
          }),
        ),
      );
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 412]);
    });

    it('are audited with their inputs in full, before and after', async () => {
      const physician = await clinic.as('physician');
      const administrator = await clinic.as('administrator');
      const patient = await addPatient(clinic.database);
      const id = randomUUID();
      await physician.send('POST', `/api/patients/${patient}/plans`, { ...planContent('One'), id });
      await physician.send('POST', `/api/plans/${id}/versions`, planContent('Two'), { 'if-match': '"1"' });
      const [entry] = (await administrator.send('GET', '/api/audit?limit=1')).json();
      expect(entry).toMatchObject({
        action: 'plan.save',
        actor: 'Test physician',
        subjectId: id,
        before: { version: 1, title: 'One' },
        after: { version: 2, title: 'Two', state: planContent('Two').state },
      });
    });

    it('need a patient, and go with the patient', async () => {
      const physician = await clinic.as('physician');
      const administrator = await clinic.as('administrator');
      const id = randomUUID();
      const orphan = await physician.send('POST', `/api/patients/${randomUUID()}/plans`, {
        ...planContent('One'),
        id,
      });
      expect(orphan.statusCode).toBe(404);
      const patient = await addPatient(clinic.database);
      await physician.send('POST', `/api/patients/${patient}/plans`, { ...planContent('One'), id });
      expect((await administrator.send('DELETE', `/api/patients/${patient}`)).statusCode).toBe(204);
      expect((await physician.send('GET', `/api/plans/${id}`)).statusCode).toBe(404);
      expect((await administrator.send('DELETE', `/api/patients/${patient}`)).statusCode).toBe(404);
    });
  });
}

describe('the web pages', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
  );
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets', 'main-1a2b3c4d.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'main-1a2b3c4d.js.gz'), gzipSync('export {};'));
  let app: Awaited<ReturnType<typeof createApplication>>;
  beforeAll(async () => {
    app = await createApplication(
      {
        now: () => new Date(),
        database: {
          kind: 'embedded',
          version: '',
          schema: '',
          transaction: () => Promise.reject(new DatabaseUnavailable('away')),
          close: async () => undefined,
        },
      },
      { webFolder: folder, controlToken: null, logLevel: 'silent' },
    );
  });
  afterAll(() => app.close());

  it.each(['/', '/index.html', '/studio', '/patients/1/plans'])(
    'come for %s with a fresh nonce that the policy of the page names',
    async (url) => {
      const answers = await Promise.all([app.inject(url), app.inject(url)]);
      const nonces = answers.map((answer) => {
        expect([answer.statusCode, answer.headers['content-type']]).toEqual([
          200,
          'text/html; charset=utf-8',
        ]);
        const nonce = /nonce="([^"]+)"/.exec(answer.body)?.[1] ?? '';
        expect(answer.body).not.toContain('__CSP_NONCE__');
        expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
        expect(answer.headers['content-security-policy']).toMatch(/script-src 'self';/);
        expect(answer.headers['cache-control']).toBe('no-cache');
        return nonce;
      });
      expect(nonces[0]).not.toBe(nonces[1]);
    },
  );

  it('bring their files compressed where that was done, those with a hash in their name for good', async () => {
    const answer = await app.inject({
      url: '/assets/main-1a2b3c4d.js',
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
    });
    const icon = await app.inject('/icon.svg');
    expect([icon.statusCode, icon.headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  it.each(['/assets/gone-00000000.js', '/gone.png', '/../package.json', '/%2e%2e/package.json'])(
    'do not stand in for the missing file %s',
    async (url) => {
      const answer = await app.inject(url);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.headers['content-type']).not.toContain('html');
    },
  );

  it('come while the database is away: the page itself says what is wrong', async () => {
    expect((await app.inject('/patients')).statusCode).toBe(200);
    expect((await app.inject('/api/session')).statusCode).toBe(503);
  });
});
