import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type DatabaseLocation, openDatabase } from '../src/database/index.ts';
import { migrations } from '../src/database/migrations/index.ts';

/** A kind of database that the tests run on. */
export interface TestDatabase {
  readonly name: string;
  /** Makes one of its own, migrated (or not at all there yet, when `empty`); it is removed after the run. */
  create(options?: { empty?: boolean }): Promise<DatabaseLocation>;
}

/** A folder that is removed after the run. */
export function temporaryFolder(): string {
  return mkdtempSync(join(given('KETAME_TEST_FOLDER'), 'ketame-'));
}

/** What test/postgresql.ts has set. */
function given(variable: string): string {
  const value = process.env[variable];
  if (value === undefined)
    throw new Error('The database tests run as a project: npx vitest run --project database');
  return value;
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
  const add = async (copied = ''): Promise<{ name: string; databaseUrl: string }> => {
    const name = given('KETAME_TEST_PREFIX') + randomUUID().replaceAll('-', '');
    await statement(url, `create database ${name} ${copied}`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    return { name, databaseUrl: own.href };
  };
  let template: Promise<string> | undefined;
  const makeTemplate = async (): Promise<string> => {
    const { name, databaseUrl } = await add();
    await (await openDatabase({ databaseUrl })).close();
    return name;
  };
  return {
    name: 'PostgreSQL',
    create: async ({ empty = false } = {}) => {
      if (empty) return { databaseUrl: (await add()).databaseUrl };
      // Migrating takes longer than copying: once for all files of a worker, which share this module.
      template ??= makeTemplate();
      return { databaseUrl: (await add(`template ${await template}`)).databaseUrl };
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
