import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../src/audit/index.ts';
import { firstClinic } from '../src/clinic.ts';
import {
  type ClinicDatabase,
  type ClinicScope,
  clinicScope,
  openDatabase,
  type Trx,
} from '../src/database/index.ts';
import { asOwner, insertPatient, testOrigin } from './clinic.ts';
import { DATABASES } from './databases.ts';

/** Tables without row level security of a clinic, and why. */
const ofNoClinic: Readonly<Record<string, string>> = {
  passkey_challenge: 'asked before anybody knows whose passkey answers: the scope "server" alone has it',
  schema_migration: 'of the database itself: no scope may read it',
  sign_in_limit:
    'counts attempts before anybody knows which clinic they are for: the scope "server" alone has it',
};

for (const kind of DATABASES) {
  describe(`clinics on one server (${kind.name})`, () => {
    let database: ClinicDatabase;
    let one: ClinicScope;
    const two = clinicScope(randomUUID());
    const patient = randomUUID();
    beforeAll(async () => {
      database = await openDatabase(await kind.create());
      one = await firstClinic(database);
      await database.transaction(two, async (trx) => {
        await trx
          .insertInto('clinic')
          .values({ id: two.clinicId, name: 'Second', time_zone: 'UTC' })
          .execute();
        await audit(trx, testOrigin(), { action: 'clinic.create', subject: 'clinic' });
      });
      await database.transaction(one, (trx) => insertPatient(trx, patient));
    });
    afterAll(() => database.close());

    it('every table is of a clinic and kept in it by the database, or stands in the list of reasons', async () => {
      const { rows } = await database.transaction('server', (trx) =>
        sql<{ name: string; kept: boolean }>`select relname as name,
          relrowsecurity and relforcerowsecurity and exists (select from pg_policies
            where schemaname = 'public' and tablename = relname and policyname = 'own_clinic' and cmd = 'ALL'
              and qual = with_check and qual ~ '^\\((clinic_id|id) = current_clinic\\(\\)\\)$') as kept
          from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`.execute(
          trx,
        ),
      );
      expect(rows.filter(({ kept }) => !kept).map(({ name }) => name)).toEqual(
        Object.keys(ofNoClinic).sort(),
      );
      expect(rows.length).toBeGreaterThan(15);
    });

    it('every foreign key between tables of a clinic names the clinic', async () => {
      const { rows } = await database.transaction('server', (trx) =>
        sql<{ key: string }>`select conrelid::regclass || ' ' || conname as key from pg_constraint
          where contype = 'f' and confrelid <> 'clinic'::regclass
            and pg_get_constraintdef(oid) !~ '^FOREIGN KEY \\(clinic_id, .* REFERENCES \\w+\\(clinic_id, '`.execute(
          trx,
        ),
      );
      expect(rows).toEqual([]);
    });

    it('no scope has rights past row level security, or on tables that it does not need', async () => {
      const { rows } = await database.transaction('server', (trx) =>
        sql`select rolname, rolsuper or rolbypassrls or rolcanlogin or rolcreaterole as powerful,
            has_table_privilege(rolname, 'patient', 'select') as patients,
            has_table_privilege(rolname, 'schema_migration', 'select') as migrations,
            has_table_privilege(rolname, 'account', 'update') as accounts
          from pg_roles where rolname in ('ketame_clinic', 'ketame_server') order by rolname`.execute(trx),
      );
      expect(rows).toEqual([
        { rolname: 'ketame_clinic', powerful: false, patients: true, migrations: false, accounts: true },
        { rolname: 'ketame_server', powerful: false, patients: false, migrations: false, accounts: false },
      ]);
    });

    it('one clinic sees, changes and removes nothing of another, and writes nothing into it', async () => {
      const seen = await database.transaction(two, async (trx) => ({
        patients: await trx.selectFrom('patient').selectAll().execute(),
        keys: await trx.selectFrom('patient_key').selectAll().execute(),
        entries: await trx.selectFrom('audit_entry').select('action').execute(),
        clinics: await trx.selectFrom('clinic').select('name').execute(),
        changed: (await trx.updateTable('patient').set({ family_name: 'X' }).executeTakeFirst())
          .numUpdatedRows,
        removed: (await trx.deleteFrom('patient').executeTakeFirst()).numDeletedRows,
      }));
      expect(seen).toEqual({
        patients: [],
        keys: [],
        entries: [{ action: 'clinic.create' }],
        clinics: [{ name: 'Second' }],
        changed: 0n,
        removed: 0n,
      });
      const write = (clinicId: string, asWhom: (trx: Trx) => Promise<void> = async () => undefined) =>
        database.transaction(two, async (trx) => {
          await asWhom(trx);
          const plan = { id: randomUUID(), patient_id: patient, version: 1, clinic_id: clinicId };
          await trx.insertInto('plan').values(plan).execute();
        });
      await expect(write(one.clinicId)).rejects.toThrow('row-level security');
      await expect(write(two.clinicId)).rejects.toThrow('row-level security');
      // Past row level security too: named as its own, it would point at a patient of the other clinic.
      await expect(write(two.clinicId, asOwner)).rejects.toThrow('foreign key');
    });

    it('outside of a clinic nothing is seen or written, not by the owner of the tables either', async () => {
      const patients = database.transaction('server', (trx) =>
        trx.selectFrom('patient').selectAll().execute(),
      );
      await expect(patients).rejects.toThrow('permission denied');
      const noClinic = await database.transaction(one, async (trx) => {
        await sql`select set_config('ketame.clinic', '', true)`.execute(trx);
        return trx.selectFrom('patient').selectAll().execute();
      });
      expect(noClinic).toEqual([]);
      const asMember = await database.transaction(two, async (trx) => {
        await asOwner(trx);
        await sql`create role ketame_member nologin`.execute(trx);
        await sql`grant select on audit_entry to ketame_member`.execute(trx);
        await sql`set local role ketame_member`.execute(trx);
        await sql`select set_config('ketame.clinic', '', true)`.execute(trx);
        const rows = await trx.selectFrom('audit_entry').selectAll().execute();
        await asOwner(trx);
        await sql`drop owned by ketame_member`.execute(trx);
        await sql`drop role ketame_member`.execute(trx);
        return rows;
      });
      expect(asMember).toEqual([]);
    });

    it('role and clinic of a transaction end with it, after an error too', async () => {
      await expect(database.transaction(two, (trx) => sql`select 1 / 0`.execute(trx))).rejects.toThrow(
        'division by zero',
      );
      const { rows } = await database.transaction('server', (trx) =>
        sql`select current_user as role, current_setting('ketame.clinic') as clinic`.execute(trx),
      );
      expect(rows).toEqual([{ role: 'ketame_server', clinic: '' }]);
    });
  });
}

const server = DATABASES.find(({ name }) => name === 'PostgreSQL');

describe.skipIf(server === undefined)('a PostgreSQL user without great rights', () => {
  /** A database that belongs to a new user; `run` is for its administrator. */
  async function ownedBy(rights: string) {
    const location = await (server ?? expect.unreachable()).create({ empty: true });
    if (!('databaseUrl' in location)) throw new Error('server');
    const user = `ketame_test_${randomUUID().replaceAll('-', '')}`;
    const run = async (statements: string): Promise<void> => {
      const client = new pg.Client({ connectionString: location.databaseUrl });
      await client.connect();
      await client.query(statements).finally(() => client.end());
    };
    await run(`create role ${user} login password 'secret' ${rights};
      alter database ${new URL(location.databaseUrl).pathname.slice(1)} owner to ${user}`);
    const own = new URL(location.databaseUrl);
    own.username = user;
    own.password = 'secret';
    return { databaseUrl: own.href, run };
  }

  it('that may not take the roles is told which statements an administrator must run, and they suffice', async () => {
    const { databaseUrl, run } = await ownedBy('');
    const refusal: unknown = await openDatabase({ databaseUrl }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'StartError', message: expect.stringContaining('must run once') });
    const statements = String(refusal)
      .split('\n')
      .filter((line) => line.startsWith('  '));
    expect(statements).toHaveLength(3);
    // The tests' server has the roles already.
    await run(statements.filter((line) => line.includes('grant')).join('\n'));
    const database = await openDatabase({ databaseUrl });
    const scope = await firstClinic(database);
    await database.transaction(scope, (trx) => insertPatient(trx, randomUUID()));
    const other = clinicScope(randomUUID());
    expect(
      await database.transaction(other, (trx) => trx.selectFrom('patient').selectAll().execute()),
    ).toEqual([]);
    await database.close();
  });
});
