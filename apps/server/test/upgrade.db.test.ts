import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, entryHash } from '../src/audit/chain.ts';
import { audit, verifyAudit } from '../src/audit/index.ts';
import { seal } from '../src/audit/patient-key.ts';
import { readAudit } from '../src/audit/read.ts';
import { firstClinic, readClinic } from '../src/clinic.ts';
import { type DatabaseLocation, databaseFolder, openDatabase, type Trx } from '../src/database/index.ts';
import { migrations } from '../src/database/migrations/index.ts';
import { pgliteDialect } from '../src/database/pglite-dialect.ts';
import { prepareRoles } from '../src/database/scope.ts';
import { asOwner, testOrigin } from './clinic.ts';
import { DATABASES } from './databases.ts';

/** The database at a location as a Ketame left it that knew so many migrations, with `fill` in it. */
async function asOf(known: number, location: DatabaseLocation, fill: string): Promise<void> {
  if ('dataFolder' in location) mkdirSync(location.dataFolder, { recursive: true });
  const dialect =
    'dataFolder' in location
      ? pgliteDialect(databaseFolder(location.dataFolder))
      : new PostgresDialect({ pool: new pg.Pool({ connectionString: location.databaseUrl, max: 1 }) });
  const db = new Kysely<unknown>({ dialect });
  await db.transaction().execute(async (trx) => {
    await prepareRoles(trx as Trx);
    await sql`create table schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz(3) not null default now())`.execute(
      trx,
    );
    for (const migration of migrations.slice(0, known)) {
      const checksum = createHash('sha256').update(migration.sql).digest('hex');
      await sql.raw(migration.sql).execute(trx);
      await sql`insert into schema_migration (name, checksum) values (${migration.name}, ${checksum})`.execute(
        trx,
      );
    }
    await sql.raw(fill).execute(trx);
  });
  await db.destroy();
}

for (const kind of DATABASES) {
  describe(`a database of an older Ketame (${kind.name})`, () => {
    it('of the first release keeps all that it has, belongs to one clinic, and its audit verifies and goes on', async () => {
      const location = await kind.create({ empty: true });
      const at = '2026-03-02T08:00:00.000Z';
      const [account, patient, plan] = [randomUUID(), randomUUID(), randomUUID()];
      const key = Buffer.alloc(32, 7);
      const entry = {
        sequence: 1,
        at,
        actor: account,
        action: 'patient.create',
        subject: 'patient',
        subject_id: patient,
        request_id: randomUUID(),
        patient_id: patient,
        before_content: null,
        after_content: seal('{"familyName":"Synthetic"}', key, patient),
        previous_hash: CHAIN_START,
      };
      const hash = entryHash(entry);
      await asOf(
        1,
        location,
        `insert into clinic (name, time_zone) values ('Pain clinic', 'Europe/Amsterdam');
        insert into account (id, email, display_name, role, password_hash, created_at)
          values ('${account}', 'p@example.org', 'P', 'physician', 'x', '${at}');
        insert into patient values ('${patient}', 1, 'Synthetic', 'Sam', '1970-02-28', 'female', 'unknown', '${at}', '${at}');
        insert into patient_source values ('https://example.org', '17', '${patient}');
        insert into patient_key values ('${patient}', '\\x${key.toString('hex')}');
        insert into record_entry values ('${patient}', 'condition', 'c1', '{}');
        insert into laboratory_profile (name) values ('Laboratory');
        insert into laboratory_range values (0, 'ALT', 'any', null, 40, 'U/L');
        insert into plan values ('${plan}', '${patient}', 1);
        insert into plan_version values ('${plan}', 1, 'Plan', '{}', '0.1.0', '${account}', '${at}');
        insert into audit_entry (sequence, at, actor, action, subject, subject_id, request_id, patient_id,
            before_content, after_content, previous_hash, hash)
          values (1, '${at}', '${account}', 'patient.create', 'patient', '${patient}', '${entry.request_id}', '${patient}',
            null, '${entry.after_content}', '${entry.previous_hash}', '${hash}');
        insert into setting values ('audit-head', '{"sequence":1,"hash":"${hash}"}')`,
      );

      const database = await openDatabase(location);
      const scope = await firstClinic(database);
      expect(await database.transaction(scope, readClinic)).toEqual({
        name: 'Pain clinic',
        timeZone: 'Europe/Amsterdam',
      });
      const counts = await database.transaction(scope, (trx) =>
        sql`select (select count(*) from account) as accounts, (select count(*) from patient) as patients,
          (select count(*) from patient_source) as sources, (select count(*) from patient_key) as keys,
          (select count(*) from record_entry) as entries, (select count(*) from laboratory_profile) as profiles,
          (select count(*) from laboratory_range) as ranges, (select count(*) from plan) as plans,
          (select count(*) from plan_version) as versions`.execute(trx),
      );
      expect(new Set(Object.values(counts.rows[0] ?? {}))).toEqual(new Set([1]));
      expect(await verifyAudit(database, scope)).toMatchObject({ ok: true, entries: 1, head: hash });
      await database.transaction(scope, (trx) =>
        audit(trx, testOrigin(account), { action: 'test.change', subject: 'test' }),
      );
      expect(await verifyAudit(database, scope)).toMatchObject({ ok: true, entries: 2 });
      const [, oldest] = await database.transaction(scope, (trx) => readAudit(trx, { limit: 2 }));
      expect(oldest).toMatchObject({ actor: 'P', after: { familyName: 'Synthetic' } });
      await database.close();
    });

    it('says of each enrolled patient which drug the programme is of', async () => {
      const location = await kind.create({ empty: true });
      const [clinic, account, own] = [randomUUID(), randomUUID(), randomUUID()];
      const programmes = [null, 'ketame-oral', 'ketame-sublingual', 'spravato-example', own];
      const at = '2026-03-02T08:00:00.000Z';
      await asOf(
        9,
        location,
        `set local session_replication_role = replica;
        insert into clinic (id, name, time_zone) values ('${clinic}', 'Pain clinic', 'Europe/Amsterdam');
        select set_config('ketame.clinic', '${clinic}', true);
        insert into own_home_programme (id, content, saved_by, saved_at)
          values ('${own}', '{"drug":"S-ketamine"}', '${account}', '${at}');
        ${programmes
          .map((programme) => {
            const enrolled =
              programme === null ? 'null, null, null, null' : `'${programme}', 'UTC', 'S', '2026-03-02'`;
            return `insert into home_programme
              (patient_id, version, status, valid_until, set_by, set_at, programme_id, time_zone, sitter_name, first_day)
              values ('${randomUUID()}', 1, 'active', '${at}', '${account}', '${at}', ${enrolled});`;
          })
          .join('\n')}`,
      );
      const database = await openDatabase(location);
      const rows = await database.transaction(await firstClinic(database), async (trx) => {
        await asOwner(trx);
        return trx.selectFrom('home_programme').select(['programme_id', 'drug']).execute();
      });
      expect(new Map(rows.map(({ programme_id, drug }) => [programme_id, drug]))).toEqual(
        new Map([
          [null, null],
          ['ketame-oral', 'ketamine'],
          ['ketame-sublingual', 'ketamine'],
          ['spravato-example', 'S-ketamine'],
          [own, 'S-ketamine'],
        ]),
      );
      await database.close();
    });
  });
}
