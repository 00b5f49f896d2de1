import { fsyncSync, mkdirSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { firstClinic } from '../src/clinic.ts';
import { type ClinicDatabase, type ClinicScope, openDatabase, StartError } from '../src/database/index.ts';
import { migrations } from '../src/database/migrations/index.ts';
import { asOwner } from './clinic.ts';
import { DATABASES, temporaryFolder } from './databases.ts';

// A zone west of Greenwich, where a date read as local midnight is another day in UTC.
vi.stubEnv('TZ', 'America/Los_Angeles');
afterAll(() => vi.unstubAllEnvs());

vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  return { ...fs, statfs: vi.fn(fs.statfs) };
});
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, fsyncSync: vi.fn(fs.fsyncSync) };
});

for (const kind of DATABASES) {
  describe(kind.name, () => {
    let location: Awaited<ReturnType<typeof kind.create>>;
    let database: ClinicDatabase;
    let scope: ClinicScope;
    beforeAll(async () => {
      location = await kind.create();
      database = await openDatabase(location);
      scope = await firstClinic(database);
    });
    afterAll(() => database.close());

    it('reads the types that the two drivers read differently in one way', async () => {
      const row = await database.transaction(scope, async (trx) => {
        const result = await sql`select
          9007199254740991::int8 as large, count(*) as counted, date '1970-02-28' as day,
          timestamptz '2026-03-29 01:30:00.12+01' as instant, '\\x00ff'::bytea as bytes,
          '{"a":[1,2.5,null]}'::jsonb as json, true as truth, 0.1::float8 as number, null::int8 as nothing`.execute(
          trx,
        );
        return result.rows[0];
      });
      expect(row).toEqual({
        large: 9007199254740991,
        counted: 1,
        day: '1970-02-28',
        instant: '2026-03-29T00:30:00.120Z',
        bytes: Buffer.from([0, 255]),
        json: { a: [1, 2.5, null] },
        truth: true,
        number: 0.1,
        nothing: null,
      });
    });

    it('refuses a whole number that a JavaScript number cannot hold', async () => {
      const tooLarge = database.transaction(scope, (trx) => sql`select 9007199254740992::int8`.execute(trx));
      await expect(tooLarge).rejects.toThrow('9007199254740992');
    });

    it('keeps all of a transaction or nothing', async () => {
      const write = database.transaction(scope, async (trx) => {
        await trx.insertInto('setting').values({ key: 'half', value: '1' }).execute();
        throw new Error('stop');
      });
      await expect(write).rejects.toThrow('stop');
      expect(await readSetting(database, 'half')).toBeUndefined();
    });

    it('keeps transactions apart: what one has not committed, no other sees or loses', async () => {
      let open: () => void = () => undefined;
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      const failing = database.transaction(scope, async (trx) => {
        await trx.insertInto('setting').values({ key: 'failing', value: '1' }).execute();
        open();
        await new Promise((wake) => setTimeout(wake, 50));
        throw new Error('roll back');
      });
      await opened;
      const other = database.transaction(scope, (trx) =>
        trx.insertInto('setting').values({ key: 'other', value: '2' }).execute(),
      );
      await expect(failing).rejects.toThrow('roll back');
      await other;
      expect(await readSetting(database, 'failing')).toBeUndefined();
      expect(await readSetting(database, 'other')).toBe(2);
    });

    it('refuses a transaction within a transaction, which would wait for itself for ever', async () => {
      const nested = database.transaction(scope, () => database.transaction(scope, async () => 1));
      await expect(nested).rejects.toThrow('within a transaction');
    });

    it('runs a transaction again that PostgreSQL asks to repeat', async () => {
      let runs = 0;
      const answer = await database.transaction(scope, async (trx) => {
        runs++;
        if (runs < 3)
          await sql.raw("do $$ begin raise exception 'again' using errcode = '40001'; end $$").execute(trx);
        return runs;
      });
      expect(answer).toBe(3);
    });

    it('lets a hundred writers count to a hundred', async () => {
      await database.transaction(scope, (trx) =>
        trx.insertInto('setting').values({ key: 'count', value: '0' }).execute(),
      );
      await Promise.all(
        Array.from({ length: 100 }, () =>
          database.transaction(scope, (trx) =>
            sql`update setting set value = to_jsonb(value::text::int + 1) where key = 'count'`.execute(trx),
          ),
        ),
      );
      expect(await readSetting(database, 'count')).toBe(100);
    });

    it('refuses a change of what is cared for when no audit entry tells of it', async () => {
      const silent = database.transaction(scope, (trx) =>
        trx.updateTable('clinic').set({ name: 'Silent' }).execute(),
      );
      await expect(silent).rejects.toThrow('without an audit entry');
    });

    it('opens again with all that was there, and refuses a database of a newer Ketame', async () => {
      await database.transaction(scope, (trx) =>
        trx.insertInto('setting').values({ key: 'kept', value: '"yes"' }).execute(),
      );
      await database.close();
      database = await openDatabase(location);
      scope = await firstClinic(database);
      expect(await readSetting(database, 'kept')).toBe('yes');

      const setNewer = (name: string) =>
        database.transaction(scope, async (trx) => {
          await asOwner(trx);
          await trx.insertInto('schema_migration').values({ name, checksum: 'of the future' }).execute();
        });
      await setNewer('9999-of-the-future');
      await database.close();
      await expect(openDatabase(location)).rejects.toThrow(
        expect.objectContaining({
          name: 'StartError',
          message: expect.stringContaining('9999-of-the-future'),
        }),
      );
      // For the tests that follow.
      location = await kind.create();
      database = await openDatabase(location);
      scope = await firstClinic(database);
    });

    it('refuses a database whose schema is of another build', async () => {
      const other = await kind.create();
      const changed = await openDatabase(other);
      await changed.transaction(await firstClinic(changed), async (trx) => {
        await asOwner(trx);
        await trx.updateTable('schema_migration').set({ checksum: 'another' }).execute();
      });
      await changed.close();
      await expect(openDatabase(other)).rejects.toThrow(StartError);
    });
  });
}

describe('the embedded database', () => {
  let watched: typeof import('../src/database/index.ts');
  // Read anew with the watched functions of Node: files share their modules.
  beforeAll(async () => {
    vi.resetModules();
    watched = await import('../src/database/index.ts');
  });

  it('writes each commit through to the disk before it is answered (Bad days: PGlite syncs nothing by itself)', async () => {
    const database = await watched.openDatabase(await embedded().create());
    const scope = await firstClinic(database);
    for (let commit = 0; commit < 20; commit++) {
      const before = vi.mocked(fsyncSync).mock.calls.length;
      await database.transaction(scope, (trx) =>
        trx
          .insertInto('setting')
          .values({ key: `commit ${commit}`, value: '1' })
          .execute(),
      );
      expect(vi.mocked(fsyncSync).mock.calls.length).toBeGreaterThan(before);
    }
    await database.close();
  });

  it('refuses a second opener of its folder', async () => {
    const location = await embedded().create();
    const database = await openDatabase(location);
    await expect(openDatabase(location)).rejects.toThrow('in use by another Ketame');
    await database.close();
    await (await openDatabase(location)).close();
  });

  it('begins anew where a first start was killed before the database was whole', async () => {
    const location = await embedded().create({ empty: true });
    if (!('dataFolder' in location)) throw new Error('embedded');
    const unfinished = join(location.dataFolder, 'database.unfinished', 'base');
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(join(dirname(unfinished), 'PG_VERSION'), '1');
    const database = await openDatabase(location);
    expect(database.schema).toBe(migrations.at(-1)?.name);
    await database.close();
  });

  it('takes nothing while the disk is nearly full, keeps what it has, and goes on when there is room (Bad days)', async () => {
    const database = await watched.openDatabase(await embedded().create());
    const scope = await firstClinic(database);
    const write = (key: string) =>
      database.transaction(scope, (trx) => trx.insertInto('setting').values({ key, value: '1' }).execute());
    await write('before');
    vi.mocked(statfs).mockImplementation(async () => ({ bavail: 1000, bsize: 4096 }) as never);
    const refused = write('during');
    await expect(refused).rejects.toThrow('has less than 128 MB left');
    await expect(refused).rejects.toSatisfy(watched.isUnavailable);
    vi.mocked(statfs).mockReset();
    await write('after');
    expect(await readSetting(database, 'before')).toBe(1);
    expect(await readSetting(database, 'during')).toBeUndefined();
    await database.close();
  });

  it('refuses a folder of another PostgreSQL and says what to do', async () => {
    const dataFolder = temporaryFolder();
    mkdirSync(join(dataFolder, 'database'));
    writeFileSync(join(dataFolder, 'database', 'PG_VERSION'), '14\n');
    await expect(openDatabase({ dataFolder })).rejects.toThrow('PostgreSQL 14');
  });
});

describe('a database server', () => {
  it('that does not answer keeps Ketame from starting, in words and without the password', async () => {
    const opening = openDatabase({ databaseUrl: 'postgresql://me:secret@127.0.0.1:1/ketame' });
    await expect(opening).rejects.toThrow(
      /^The database at 127\.0\.0\.1:1\/ketame cannot be used: (?!.*secret).*Check DATABASE_URL/s,
    );
  });

  it('older than 15 is refused', async () => {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    query.mockImplementation(async () => ({
      command: 'SHOW',
      rowCount: 1,
      rows: [{ server_version_num: '140011' }],
    }));
    vi.spyOn(pg.Client.prototype, 'connect').mockImplementation(((connected: () => void) =>
      connected()) as never);
    const opening = openDatabase({ databaseUrl: 'postgresql://me@127.0.0.1:1/ketame' });
    await expect(opening).rejects.toThrow('is PostgreSQL 14. Ketame needs 15 or newer');
    vi.restoreAllMocks();
  });
});

function embedded() {
  const found = DATABASES.find(({ name }) => name === 'PGlite');
  if (!found) throw new Error('PGlite is always tested.');
  return found;
}

async function readSetting(database: ClinicDatabase, key: string): Promise<unknown> {
  const row = await database.transaction(await firstClinic(database), (trx) =>
    trx.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst(),
  );
  return row?.value;
}
