import { randomUUID } from 'node:crypto';
import { roles } from '@ketame/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicNamed } from '../src/clinic.ts';
import { addClinic } from '../src/clinics/clinics.ts';
import { type Method, openClinic, PASSWORD, type TestClinic, testOrigin } from './clinic.ts';
import { DATABASES } from './databases.ts';
import { fillClinic, patientGoals } from './filled-clinic.ts';
import { enrolment } from './home/household.ts';
import { calmRow } from './infusion/treatment.ts';
import { type Schema, sampleBody } from './sample-body.ts';

/** In which table the thing is that an address names before an id. */
const tableOf: Readonly<Record<string, string>> = {
  accounts: 'account',
  'break-glass': 'break_glass',
  consents: 'consent',
  'dose-packs': 'dose_pack',
  'follow-up': 'follow_up_result',
  'home-programmes': 'own_home_programme',
  infusions: 'infusion',
  monitors: 'monitor',
  outcomes: 'patient',
  'paper-authorisations': 'paper_authorisation',
  passkeys: 'passkey',
  patients: 'patient',
  plans: 'plan',
  prescriptions: 'prescription',
  'questionnaire-drafts': 'questionnaire_draft',
  'register-discrepancies': 'register_discrepancy',
  'register-entries': 'register_entry',
  registers: 'register',
  'selection-overrides': 'selection_override',
  selections: 'selection',
  'training-attempts': 'training_attempt',
};

/** In which table the thing is that a field of a body names. */
const fieldsOf: Readonly<Record<string, string>> = {
  patientId: 'patient',
  prescriptionId: 'prescription',
  lotId: 'register_lot',
  monitorId: 'monitor',
  discrepancyId: 'register_discrepancy',
};

/** What is sent to addresses whose schema alone does not say what they take. */
const wellFormed: Readonly<Record<string, unknown>> = {
  'PUT /api/selections/{id}/answers': {
    question: 'pain',
    value: { kind: 'score', value: 3 },
    on: '2026-03-02',
  },
  'POST /api/infusions/{id}/entries': {
    entries: [{ id: randomUUID(), occurredAt: '2026-03-02T08:00:00.000Z', content: calmRow, proof: null }],
  },
  'POST /api/infusions/{id}/vitals': {
    monitor: 'Bed 2',
    readings: [
      { at: '2026-03-02T08:00:00.000Z', values: [{ measure: 'heartRate', value: 70, unit: '/min' }] },
    ],
  },
  'PUT /api/patients/{id}/goals': { basedOn: 0, goals: patientGoals },
  'POST /api/registers/{id}/entries': { id: randomUUID(), proofs: [], kind: 'check', countedUg: 0 },
  'PUT /api/patients/{id}/home': enrolment,
};

/** What answers otherwise than "not found", and changes as little. */
const answers: Readonly<Record<string, string>> = {
  'DELETE /api/factors/passkeys/{id}': 'proof-needed',
  // Nothing is there to be removed.
  'DELETE /api/questionnaire-drafts/{id}': 'done',
};

/** They sign somebody in or out. */
const endsTheSession = new Set([
  '/api/sign-in',
  '/api/sign-in/passkey',
  '/api/sign-out',
  '/api/first-administrator',
]);

const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);

for (const kind of DATABASES) {
  describe(`a second clinic on the same server (${kind.name})`, () => {
    let clinic: TestClinic;
    /** Every id of the first clinic, the newest of each table, and words that only it holds. */
    let ids: ReadonlySet<string>;
    let newest: ReadonlyMap<string, string>;
    const words = [
      'Synthetic',
      'First plan',
      'Programme of the first',
      'Is the leaflet right?',
      'LOT-1',
      'Bed 1',
    ];
    beforeAll(async () => {
      clinic = await openClinic(kind);
      await fillClinic(clinic);
      const rows = (await everything()).flatMap(({ name, rows }) => rows.map((row) => ({ name, row })));
      newest = new Map(rows.map(({ name, row }) => [name, String(row.code ?? row.id)]));
      ids = new Set(rows.flatMap(({ name, row }) => (name === 'clinic' || !isUuid(row.id) ? [] : [row.id])));
      await addClinic(clinic.database, testOrigin('command'), { name: 'Second', timeZone: 'UTC' });
    });
    afterAll(() => clinic.close());
    /** The address with ids of the first clinic; an id is of what is named before it. */
    const foreign = (path: string): string =>
      path.replace('{version}', '1').replace(/([\w-]+)\/\{\w+\}/g, (_, named: string) => {
        const table = tableOf[named];
        const id = table === undefined ? named : newest.get(table);
        if (table === undefined || id === undefined)
          throw new Error(`Nothing of the first clinic is a ${named}.`);
        return `${named}/${id}`;
      });

    it('is begun by an operator: its first administrator uses the token once, and the first clinic stays', async () => {
      const added = { name: 'Third', timeZone: 'Europe/Amsterdam' };
      const first = await addClinic(clinic.database, testOrigin('command'), added);
      const { token } = await addClinic(clinic.database, testOrigin('command'), added);
      const visitor = await clinic.as(null);
      const create = (given: string) =>
        visitor.send('POST', '/api/first-administrator', {
          token: given,
          email: 'third@example.org',
          displayName: 'Third',
          password: PASSWORD,
        });
      expect((await create(first.token)).statusCode).toBe(403);
      const created = await create(token);
      expect(created.json()).toMatchObject({ clinic: added, account: { role: 'administrator' } });
      await expect(addClinic(clinic.database, testOrigin('command'), added)).rejects.toMatchObject({
        code: 'clinic-exists',
      });
    });

    it('issue 5: reads nothing of the first at any address, as any role: a foreign id answers 404', async () => {
      const second = await clinicNamed(clinic.database, 'Second');
      const before = await everything();
      const seen: string[] = [];
      let asked = 0;
      for (const role of roles) {
        const person = await clinic.as(role, second);
        for (const { method, path } of addresses().filter((one) => one.method === 'GET')) {
          const url = foreign(path) + (/entries$|pages$/.test(path) ? '?from=1&to=1' : '');
          const { statusCode, body } = await person.send(method, url);
          asked += 1;
          const told = [...ids, ...words].filter((secret) => !url.includes(secret) && body.includes(secret));
          if (told.length > 0) seen.push(`${role} ${path} tells ${told.join(', ')}`);
          if (path.includes('{') && ![403, 404].includes(statusCode))
            seen.push(`${role} ${path}: ${statusCode}`);
        }
        if (role === 'nurse') {
          const stream = await person.send('GET', foreign('/api/infusions/{id}/stream'));
          expect(stream.statusCode).toBe(404);
        }
      }
      expect(seen).toEqual([]);
      expect(asked).toBeGreaterThan(300);
      expect(await everything()).toEqual(before);
    });

    it('issue 5: changes nothing of the first: what is written with its ids is refused, at every address', async () => {
      const second = await clinicNamed(clinic.database, 'Second');
      const before = await everything();
      const people = await Promise.all(roles.map((role) => clinic.as(role, second)));
      const answered = new Map<string, string>();
      for (const { method, path, body } of addresses().filter((one) => one.method !== 'GET')) {
        const address = `${method} ${path}`;
        if (endsTheSession.has(path)) continue;
        const sent =
          wellFormed[address] ??
          (body && sampleBody(body, (field) => newest.get(fieldsOf[field] ?? '') ?? null));
        for (const person of people) {
          const answer = await person.send(method, foreign(path), sent, { 'if-match': '"1"' });
          const code = answer.statusCode < 300 ? 'done' : answer.json().code;
          if (code !== 'not-allowed') answered.set(address, code);
        }
      }
      const named = [...answered].filter(([address]) => address.includes('{'));
      expect(named.filter(([address, code]) => code !== (answers[address] ?? 'not-found'))).toEqual([]);
      expect(named.length).toBeGreaterThan(40);
      expect(await everything()).toEqual(before);
    });

    it('has signers of its own: nobody of the first clinic signs there', async () => {
      const second = await clinicNamed(clinic.database, 'Second');
      const nurse = await clinic.as('nurse', second);
      const { email } = await clinic.addAccount('physician');
      const answer = await nurse.send('POST', '/api/step-up', { email, password: PASSWORD });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'sign-in-refused']);
    });

    it('has an audit of its own, which verifies beside that of the first', async () => {
      const second = await clinicNamed(clinic.database, 'Second');
      const administrator = await clinic.as('administrator', second);
      const entries = (await administrator.send('GET', '/api/audit?limit=500')).json();
      expect(entries.at(-1)).toMatchObject({ sequence: 1, action: 'clinic.add', actor: 'command' });
      expect((await administrator.send('GET', '/api/audit/verify')).json()).toMatchObject({ ok: true });
      const ofFirst = await clinic.as('administrator');
      expect((await ofFirst.send('GET', '/api/audit/verify')).json()).toMatchObject({ ok: true });
    });

    it('is named by a command that works on one of several', async () => {
      const verify = (headers: Record<string, string>) =>
        clinic.app.inject({
          method: 'POST',
          url: '/control/audit/verify',
          remoteAddress: '127.0.0.1',
          headers: { authorization: 'Bearer control', ...headers },
        });
      expect((await verify({})).json()).toMatchObject({
        code: 'clinic-unclear',
        message: expect.stringContaining('"Second"'),
      });
      expect((await verify({ 'x-ketame-clinic': 'Nowhere' })).statusCode).toBe(404);
      expect((await verify({ 'x-ketame-clinic': 'Second' })).json()).toMatchObject({ ok: true });
    });

    /** All addresses of the server, with the schema of what is sent to them. */
    function addresses(): { method: Method; path: string; body: Schema | undefined }[] {
      const { paths } = clinic.app.swagger() as { paths: Record<string, Record<string, Operation>> };
      return Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { requestBody }]) => ({
          method: method.toUpperCase() as Method,
          path,
          body: requestBody?.content['application/json']?.schema,
        })),
      );
    }

    /** Every row of the first clinic, by table. */
    function everything(): Promise<{ name: string; rows: { id?: unknown; code?: unknown }[] }[]> {
      return clinic.database.transaction(clinic.scope, async (trx) => {
        const tables = await sql<{ name: string }>`select distinct table_name as name
          from information_schema.columns where table_schema = 'public' and column_name = 'clinic_id' order by 1`.execute(
          trx,
        );
        const each = [];
        for (const { name } of tables.rows) {
          const { rows } = await sql<{ row: { id?: unknown; code?: unknown } }>`
            select to_jsonb(one) as row from ${sql.table(name)} one order by to_jsonb(one)::text`.execute(
            trx,
          );
          each.push({ name, rows: rows.map(({ row }) => row) });
        }
        return each;
      });
    }
  });
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
