import { randomUUID } from 'node:crypto';
import { roles } from '@ketame/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicNamed } from '../src/clinic.ts';
import { addClinic } from '../src/clinics/clinics.ts';
import {
  addPatient,
  asOwner,
  openClinic,
  PASSWORD,
  planContent,
  type TestClinic,
  testOrigin,
} from './clinic.ts';
import { DATABASES } from './databases.ts';

for (const kind of DATABASES) {
  describe(`a second clinic on the same server (${kind.name})`, () => {
    let clinic: TestClinic;
    /** One id of every table of the first clinic, and words that only it holds. */
    let ids: string[];
    const words = ['Synthetic', 'First plan'];
    beforeAll(async () => {
      clinic = await openClinic(kind);
      const physician = await clinic.as('physician');
      const nurse = await clinic.as('nurse');
      const patient = await addPatient(clinic.database);
      const plan = { ...planContent('First plan'), id: randomUUID() };
      expect((await physician.send('POST', `/api/patients/${patient}/plans`, plan)).statusCode).toBe(201);
      await physician.send('PUT', `/api/patients/${patient}/restriction`, { restricted: true });
      const reason = { reason: 'Needed at once on the ward.' };
      expect((await nurse.send('POST', `/api/patients/${patient}/break-glass`, reason)).statusCode).toBe(201);
      const found = await clinic.database.transaction(clinic.scope, async (trx) => {
        const tables = await sql<{ name: string }>`select table_name as name from information_schema.columns
          where table_schema = 'public' and column_name = 'id' and data_type = 'uuid' and table_name <> 'clinic'`.execute(
          trx,
        );
        const each: string[] = [];
        for (const { name } of tables.rows) {
          const { rows } = await sql<{ id: string }>`select id from ${sql.table(name)} limit 1`.execute(trx);
          each.push(...rows.map(({ id }) => id));
        }
        return each;
      });
      ids = found;
      await addClinic(clinic.database, testOrigin('command'), { name: 'Second', timeZone: 'UTC' });
    });
    afterAll(() => clinic.close());

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

    it('sees nothing of the first at any address, as any role: a foreign id answers 404', async () => {
      const second = await clinicNamed(clinic.database, 'Second');
      const before = await everything();
      const document = clinic.app.swagger() as { paths: Record<string, Record<string, unknown>> };
      const seen: string[] = [];
      let asked = 0;
      for (const role of roles) {
        const person = await clinic.as(role, second);
        for (const [path, methods] of Object.entries(document.paths)) {
          if (!('get' in methods) || path === '/health') continue;
          const named = path.includes('{');
          // Researchers, patients and pharmacists are refused where these are, by the matrix of roles.
          const asksById = ['physician', 'nurse', 'administrator'].includes(role);
          for (const id of named ? (asksById ? ids : []) : ['']) {
            const url = path.replace('{version}', '1').replace(/\{\w+\}/g, id);
            const { statusCode, body } = await person.send('GET', url);
            asked++;
            const told = [...ids, ...words].filter((secret) => secret !== id && body.includes(secret));
            if (told.length > 0) seen.push(`${role} GET ${path} tells ${told.join(', ')}`);
            if (named && ![400, 403, 404].includes(statusCode))
              seen.push(`${role} GET ${path}: ${statusCode}`);
          }
        }
      }
      expect(seen).toEqual([]);
      expect(asked).toBeGreaterThan(100);
      expect(await everything()).toEqual(before);
    });

    it('changes nothing of the first: writes with its ids answer 404', async () => {
      const second = await clinicNamed(clinic.database, 'Second');
      const before = await everything();
      const [physician, administrator, pharmacist] = [
        await clinic.as('physician', second),
        await clinic.as('administrator', second),
        await clinic.as('pharmacist', second),
      ];
      for (const id of ids) {
        const plan = { ...planContent('Foreign'), id: randomUUID() };
        const answers = [
          await physician.send('POST', `/api/patients/${id}/plans`, plan),
          await physician.send('PUT', `/api/patients/${id}/restriction`, { restricted: false }),
          await physician.send('POST', `/api/plans/${id}/versions`, planContent('Foreign'), {
            'if-match': '"1"',
          }),
          await pharmacist.send('POST', `/api/patients/${id}/break-glass`, { reason: 'Not of this clinic.' }),
          await administrator.send('DELETE', `/api/patients/${id}`),
          await administrator.send('PATCH', `/api/accounts/${id}`, { disabled: true }),
          await administrator.send('POST', `/api/accounts/${id}/password`, { password: PASSWORD }),
          await administrator.send('DELETE', `/api/accounts/${id}/factors`),
          await administrator.send('POST', `/api/break-glass/${id}/review`, {
            verdict: 'justified',
            note: '',
          }),
        ];
        expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 404));
      }
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

    /** What the first clinic holds, but for what sign-ins change. */
    async function everything(): Promise<unknown> {
      return clinic.database.transaction(clinic.scope, async (trx) => {
        await asOwner(trx);
        const { clinicId } = clinic.scope;
        return (
          await sql`select
            (select json_agg(patient order by id) from patient where clinic_id = ${clinicId}) as patients,
            (select json_agg(plan_version order by plan_id, version) from plan_version where clinic_id = ${clinicId}) as plans,
            (select json_agg(break_glass order by id) from break_glass where clinic_id = ${clinicId}) as glasses,
            (select json_agg(account order by id) from account where clinic_id = ${clinicId}) as accounts,
            (select count(*) from audit_entry where clinic_id = ${clinicId}) as entries`.execute(trx)
        ).rows;
      });
    }
  });
}
