import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { syncFolder, syncPath } from './durable-files.ts';
import { errorCode, StartError } from './errors.ts';
import { takeLock } from './lock.ts';
import { migrate, newestMigration } from './migrate.ts';
import { pgliteDialect } from './pglite-dialect.ts';
import { enterScope, type Scope } from './scope.ts';
import type { Tables, Trx } from './types.ts';
import { parsers } from './values.ts';

/** Where a clinic's data are: a folder with the embedded database, or a PostgreSQL server. */
export type DatabaseLocation = { readonly dataFolder: string } | { readonly databaseUrl: string };

/** The clinic's database, migrated and open. The connection itself is hidden: all reading and writing is in transactions. */
export interface ClinicDatabase {
  readonly kind: 'embedded' | 'server';
  /** "PostgreSQL 15.14" */
  readonly version: string;
  /** Name of the newest migration that the database has. */
  readonly schema: string;
  /**
   * Runs `work` in one transaction: all of it is kept, or nothing. After a deadlock or a serialization failure it is
   * run again from the start, so it must change nothing but the database.
   * @param scope the clinic whose rows it sees and writes (a route passes `request.scope`), or "server"
   * @throws Error when called within another transaction: pass its `trx` on instead
   */
  transaction<T>(scope: Scope, work: (trx: Trx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The oldest PostgreSQL that Ketame is tested on. */
const OLDEST_SERVER = 15;
/** Major version of the PostgreSQL inside the embedded one: a folder made by another is not readable by it. */
const EMBEDDED_MAJOR = '18';

/**
 * Opens the clinic's database, creating and migrating it where needed.
 * @throws StartError when it is in use by another process, does not answer, is too old, or newer than this Ketame
 */
export function openDatabase(location: DatabaseLocation): Promise<ClinicDatabase> {
  return 'databaseUrl' in location
    ? openServer(location.databaseUrl)
    : openEmbedded(resolve(location.dataFolder));
}

/** Where the embedded database is within a data folder. */
export function databaseFolder(dataFolder: string): string {
  return join(resolve(dataFolder), 'database');
}

async function openEmbedded(dataFolder: string): Promise<ClinicDatabase> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const folder = databaseFolder(dataFolder);
  const unlock = takeLock(folder);
  try {
    if (!existsSync(folder)) await create(folder, dataFolder);
    const major = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
    if (major !== EMBEDDED_MAJOR) {
      throw new StartError(
        `The folder ${folder} holds a database of PostgreSQL ${major}, this Ketame reads ${EMBEDDED_MAJOR}. Start the Ketame that made it.`,
      );
    }
    const db = new Kysely<Tables>({ dialect: pgliteDialect(folder) });
    try {
      await migrate(db);
      return await clinicDatabase('embedded', db, unlock);
    } catch (error) {
      await db.destroy();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Makes the database under another name and gives it its own when it is whole, so that a start killed half-way leaves nothing. */
async function create(folder: string, dataFolder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const db = new Kysely<Tables>({ dialect: pgliteDialect(unfinished) });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
  syncFolder(unfinished);
  renameSync(unfinished, folder);
  syncPath(dataFolder);
}

async function openServer(databaseUrl: string): Promise<ClinicDatabase> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 5_000,
    // A new connection costs whoever waits for it tens of milliseconds: they are kept between the beats of the monitors.
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'ketame',
    options: '-c TimeZone=UTC',
    types: { getTypeParser: (oid, format) => parsers[oid] ?? pg.types.getTypeParser(oid, format) },
  });
  // A connection may be lost while nobody waits for an answer, idle or between two statements. Unheard, that would end
  // the process; the next use of it reports the loss, and the pool makes another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    const number = await sql<{ server_version_num: string }>`show server_version_num`.execute(db);
    const major = Math.floor(Number(number.rows[0]?.server_version_num) / 10_000);
    if (major < OLDEST_SERVER) {
      throw new StartError(
        `The server at ${withoutPassword(databaseUrl)} is PostgreSQL ${major}. Ketame needs ${OLDEST_SERVER} or newer.`,
      );
    }
    await migrate(db);
    return await clinicDatabase('server', db, () => undefined);
  } catch (error) {
    await db.destroy();
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The database at ${withoutPassword(databaseUrl)} cannot be used: ${reason(error)}. Check DATABASE_URL and that the server runs.`,
      { cause: error },
    );
  }
}

async function clinicDatabase(
  kind: ClinicDatabase['kind'],
  db: Kysely<Tables>,
  afterClose: () => void,
): Promise<ClinicDatabase> {
  const version = await sql<{ server_version: string }>`show server_version`.execute(db);
  const inside = new AsyncLocalStorage<true>();
  return {
    kind,
    version: `PostgreSQL ${version.rows[0]?.server_version.split(' ')[0]}`,
    schema: newestMigration,
    transaction: (scope, work) => {
      if (inside.getStore()) {
        throw new Error('A transaction was asked for within a transaction: pass its trx on instead.');
      }
      return inside.run(true, () =>
        withRetries(() =>
          db.transaction().execute(async (trx) => {
            await enterScope(trx, scope);
            return work(trx);
          }),
        ),
      );
    },
    close: async () => {
      await db.destroy();
      afterClose();
    },
  };
}

/** Serialization failure and deadlock: PostgreSQL asks to run the transaction again (manual of 15, section 13.5). */
const runAgain = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === ATTEMPTS || !runAgain.has(errorCode(error) ?? '')) throw error;
      await new Promise((wake) => setTimeout(wake, Math.random() * 20 * 2 ** attempt));
    }
  }
}

function withoutPassword(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl);
    return `${url.host || 'localhost'}${url.pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}
