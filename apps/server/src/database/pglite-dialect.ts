import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { DurableFiles } from './durable-files.ts';
import { DatabaseUnavailable } from './errors.ts';
import { parsers } from './values.ts';

/**
 * No transaction begins with less room than this on the disk. When the embedded PostgreSQL cannot make its next log file
 * (16 MB) it turns in a loop that never returns, and the whole process with it; the rest leaves room for one large
 * transaction.
 */
const NEEDED_BYTES = 128 * 2 ** 20;

/** How long a transaction waits for its turn at the one connection, ms. */
const TURN_TIMEOUT_MS = 10_000;

/**
 * Kysely on the embedded PostgreSQL (PGlite) in a folder. There is one connection, and whoever wants it waits for its
 * turn; the raw client never leaves this file, since a query past the queue would run inside somebody else's transaction.
 * @param folder where the database is, or is to be created
 */
export function pgliteDialect(folder: string): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PgliteDriver(folder),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class PgliteDriver implements Driver {
  readonly #folder: string;
  readonly #waiting: Array<() => void> = [];
  #busy = false;
  #client: PGlite | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async init(): Promise<void> {
    await this.#requireRoom();
    this.#client = await open(this.#folder);
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turn();
    try {
      await this.#requireRoom();
      this.#client ??= await open(this.#folder);
    } catch (error) {
      this.#next();
      if (error instanceof DatabaseUnavailable) throw error;
      throw new DatabaseUnavailable('The embedded database could not be opened again.', { cause: error });
    }
    return new PgliteConnection(this.#client, () => {
      this.#client = undefined;
    });
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {
    this.#next();
  }

  async destroy(): Promise<void> {
    // Whoever is still at work may finish; whoever never does is cut off.
    await this.#turn().catch(() => undefined);
    await this.#client?.close();
    this.#client = undefined;
  }

  async #requireRoom(): Promise<void> {
    const disk = await statfs(dirname(this.#folder));
    if (disk.bavail * disk.bsize >= NEEDED_BYTES) return;
    throw new DatabaseUnavailable(
      `The disk that holds ${this.#folder} has less than ${NEEDED_BYTES / 2 ** 20} MB left, which the embedded database needs. Make room on it.`,
    );
  }

  #turn(): Promise<void> {
    if (!this.#busy) {
      this.#busy = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(
          new DatabaseUnavailable(
            `The embedded database was busy for ${TURN_TIMEOUT_MS / 1000} seconds. Try again; if it stays so, restart Ketame.`,
          ),
        );
      }, TURN_TIMEOUT_MS);
      this.#waiting.push(go);
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#busy = false;
  }
}

class PgliteConnection implements DatabaseConnection {
  readonly #client: PGlite;
  readonly #onBroken: () => void;

  constructor(client: PGlite, onBroken: () => void) {
    this.#client = client;
    this.#onBroken = onBroken;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      // Without parameters several statements may stand in one string, as `pg` has it.
      const result =
        query.parameters.length === 0
          ? (await this.#client.exec(query.sql)).at(-1)
          : await this.#client.query(query.sql, [...query.parameters]);
      return {
        rows: (result?.rows ?? []) as R[],
        numAffectedRows: result?.affectedRows === undefined ? undefined : BigInt(result.affectedRows),
      };
    } catch (error) {
      if (isAnswer(error) || (await this.#isAlive())) throw error;
      this.#onBroken();
      throw new DatabaseUnavailable('The embedded database stopped.', { cause: error });
    }
  }

  /** False when PostgreSQL has stopped in its memory. The files are whole: the next in turn opens them again. */
  async #isAlive(): Promise<boolean> {
    try {
      await this.#client.exec('select 1');
      return true;
    } catch (error) {
      return isAnswer(error);
    }
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a stream; the embedded database has none.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('The embedded database does not stream: read in pages.');
  }
}

/** Whether PostgreSQL itself reported the error, with its severity and code. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error;
}

async function open(folder: string): Promise<PGlite> {
  const client = await PGlite.create({
    fs: new DurableFiles(folder),
    // -F switches fsync off. fdatasync does nothing in this build, fsync does.
    startParams: [...PGlite.defaultStartParams.filter((one) => one !== '-F'), '-c', 'wal_sync_method=fsync'],
    parsers: { ...parsers },
  });
  await client.exec("set time zone 'UTC'");
  return client;
}
