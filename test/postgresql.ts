import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** The oldest PostgreSQL that Ketame supports. */
const oldest = 15;

/**
 * Runs once before the database tests. Gives them a folder for what they make, KETAME_TEST_FOLDER, and a PostgreSQL
 * server beside the embedded database, KETAME_TEST_DATABASE_URL, and says which databases they have. The server that is
 * named there is used as it is, with names that begin with KETAME_TEST_PREFIX; else a temporary one is started from
 * installed binaries.
 * @returns what removes all of it again: files share their modules, so that no hook of a file can
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'ketame-tests-'));
  const prefix = `ketame_test_${randomUUID().slice(0, 8)}_`;
  process.env.KETAME_TEST_FOLDER = folder;
  process.env.KETAME_TEST_PREFIX = prefix;
  const stop = await findServer(prefix);
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** @returns what leaves the server, if there is one, without the databases of the tests */
async function findServer(prefix: string): Promise<() => Promise<void>> {
  const named = process.env.KETAME_TEST_DATABASE_URL;
  if (named) {
    console.log('Database tests: embedded, and the PostgreSQL server that KETAME_TEST_DATABASE_URL names.');
    return () => dropDatabases(named, prefix);
  }
  const binaries = findBinaries();
  if (binaries === null) {
    console.log(
      `Database tests: embedded only. No PostgreSQL ${oldest} or newer was found; KETAME_TEST_DATABASE_URL can name a server.`,
    );
    return async () => undefined;
  }
  console.log(`Database tests: embedded, and a temporary PostgreSQL ${majorOf(binaries)} from ${binaries}.`);
  const { url, stop } = await start(binaries);
  process.env.KETAME_TEST_DATABASE_URL = url;
  return stop;
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  await client.end();
}

/** The folder that holds `initdb` and `postgres`: on the PATH, else the newest of Debian's. */
function findBinaries(): string | null {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...versions.map((version) => join(packaged, version, 'bin')),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && majorOf(folder) >= oldest) ?? null;
}

function majorOf(binaries: string): number {
  const { stdout } = spawnSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/ (\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

async function start(binaries: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'ketame-postgresql-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const owner = ownerWhenRoot();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...owner, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    remove();
    throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
  }
  const port = await freePort();
  // Only processes are killed in the tests, never the machine: nothing is lost by not syncing.
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'fsync=off',
    'full_page_writes=off',
  ];
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const kill = () => {
    server.kill('SIGQUIT');
  };
  process.once('exit', kill);
  await new Promise<void>((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (chunk) => {
      log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
    ended.then(() => reject(new Error(`PostgreSQL did not start: ${log}`)));
  });
  server.stderr.removeAllListeners('data').resume();
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      process.off('exit', kill);
      kill();
      await ended;
      remove();
    },
  };
}

/** PostgreSQL refuses to run as root: it then runs as the user of its package, or as nobody. */
function ownerWhenRoot(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) };
    } catch {
      // There is no such user here: the next one.
    }
  }
  throw new Error('PostgreSQL cannot run as root, and there is no user postgres or nobody to run it as.');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
