import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll } from 'vitest';
import { type DatabaseLocation, openDatabase } from '../src/database/index.ts';
import { migrations } from '../src/database/migrations/index.ts';

/** A kind of database that the tests run on. */
export interface TestDatabase {
  readonly name: string;
  /** Makes one of its own, migrated (or not at all there yet, when `empty`); it is removed after the test file. */
  create(options?: { empty?: boolean }): Promise<DatabaseLocation>;
}

const removals: Array<() => void | Promise<void>> = [];
afterAll(async () => {
  for (const remove of removals.splice(0).reverse()) await remove();
});

/** A folder that is removed after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ketame-'));
  removals.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const embedded: TestDatabase = {
  name: 'PGlite',
  create: async ({ empty = false } = {}) => {
    const dataFolder = join(temporaryFolder(), 'data');
    if (!empty) cpSync(await template(), dataFolder, { recursive: true });
    return { dataFolder };
  },
};

/** Creating an embedded database takes seconds and copying one does not: it is made once for each set of migrations. */
async function template(): Promise<string> {
  const checksum = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
  const cache = fileURLToPath(new URL('../../../node_modules/.cache/ketame/', import.meta.url));
  const folder = join(cache, `empty-clinic-${checksum}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  for (const older of readdirSync(cache)) {
    if (/^empty-clinic-\w{16}$/.test(older)) rmSync(join(cache, older), { recursive: true, force: true });
  }
  const mine = `${folder}-${randomUUID()}`;
  await (await openDatabase({ dataFolder: mine })).close();
  try {
    renameSync(mine, folder);
  } catch {
    // Another test file has just made it.
    rmSync(mine, { recursive: true, force: true });
  }
  return folder;
}

/** A database of its own on the server that `url` names. */
function server(url: string): TestDatabase {
  return {
    name: 'PostgreSQL',
    create: async ({ empty = false } = {}) => {
      const database = `ketame_test_${randomUUID().replaceAll('-', '')}`;
      await statement(url, `create database ${database}`);
      removals.push(() => statement(url, `drop database ${database} with (force)`));
      const own = new URL(url);
      own.pathname = `/${database}`;
      if (!empty) await (await openDatabase({ databaseUrl: own.href })).close();
      return { databaseUrl: own.href };
    },
  };
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Found or started by test/postgresql.ts, which also says which they are. */
const serverUrl = process.env.KETAME_TEST_DATABASE_URL;

/** PGlite always, PostgreSQL where there is one: `for (const database of DATABASES) describe(...)`. */
export const DATABASES: readonly TestDatabase[] = serverUrl ? [embedded, server(serverUrl)] : [embedded];
