import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
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

function server(name: string, url: () => Promise<string>): TestDatabase {
  return {
    name,
    create: async ({ empty = false } = {}) => {
      const administration = await url();
      const database = `ketame_test_${randomUUID().replaceAll('-', '')}`;
      await statement(administration, `create database ${database}`);
      removals.push(() => statement(administration, `drop database ${database} with (force)`));
      const own = new URL(administration);
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

/** The newest PostgreSQL of at least 15 on this machine: the folder of its programs. */
function postgresPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && major(folder) >= 15) ?? null;
}

function major(folder: string): number {
  const text = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(text)?.[1] ?? 0);
}

/** Starts a server for this test file, in a temporary folder and on a Unix socket; it refuses to run as root. */
async function throwAwayServer(programs: string): Promise<string> {
  const folder = temporaryFolder();
  const asUser: { uid?: number; gid?: number } = process.getuid?.() === 0 ? unprivileged() : {};
  if (asUser.uid !== undefined && asUser.gid !== undefined) chownSync(folder, asUser.uid, asUser.gid);
  const data = join(folder, 'data');
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'ketame', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    {
      ...asUser,
      cwd: folder,
      stdio: 'pipe',
    },
  );
  const child = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'max_connections=60'],
    { ...asUser, cwd: folder, stdio: 'ignore' },
  );
  const stop = (): void => void child.kill('SIGQUIT');
  process.once('exit', stop);
  removals.push(
    () =>
      new Promise((stopped) => {
        child.once('exit', () => stopped());
        process.off('exit', stop);
        stop();
      }),
  );
  const url = `postgresql://ketame@localhost/postgres?host=${folder}`;
  for (let attempt = 0; ; attempt++) {
    try {
      await statement(url, 'select 1');
      return url;
    } catch (error) {
      if (attempt === 100 || child.exitCode !== null) throw error;
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
}

function unprivileged(): { uid: number; gid: number } {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, userName()], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
}

function userName(): string {
  try {
    execFileSync('id', ['postgres'], { stdio: 'pipe' });
    return 'postgres';
  } catch {
    return 'nobody';
  }
}

function available(): readonly TestDatabase[] {
  const given = process.env.KETAME_TEST_DATABASE_URL;
  if (given) return [embedded, server('PostgreSQL (KETAME_TEST_DATABASE_URL)', async () => given)];
  const programs = postgresPrograms();
  if (programs === null) {
    console.info(
      'No PostgreSQL 15 or newer was found (KETAME_TEST_DATABASE_URL, PATH): only PGlite is tested.',
    );
    return [embedded];
  }
  let started: Promise<string> | undefined;
  return [
    embedded,
    server(`PostgreSQL ${major(programs)}`, () => {
      started ??= throwAwayServer(programs);
      return started;
    }),
  ];
}

/** PGlite always, PostgreSQL where a server is named or its programs are found: `for (const database of DATABASES) describe(...)`. */
export const DATABASES: readonly TestDatabase[] = available();
