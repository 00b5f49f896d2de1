import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { StartError } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { prepareRoles } from './scope.ts';
import type { Tables } from './types.ts';

/** Any number, the same in every Ketame, so that two that start together migrate one after the other. */
const MIGRATION_LOCK = 5_382_001;

/** Name of the newest migration that this Ketame knows. */
export const newestMigration: string = migrations.at(-1)?.name ?? '';

/**
 * Brings a database to the schema that this Ketame needs, in one transaction.
 * @throws StartError when the database is newer than this Ketame, was changed by another hand, or lets this user make no roles
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(trx);
    await prepareRoles(trx);
    await sql`create table if not exists schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz(3) not null default now())`.execute(
      trx,
    );
    const applied = await trx.selectFrom('schema_migration').selectAll().orderBy('name').execute();
    for (const { name, checksum } of applied) {
      const known = migrations.find((migration) => migration.name === name);
      if (known === undefined) {
        throw new StartError(
          `The database was made by a newer Ketame: it has the change "${name}", this one knows none after "${newestMigration}". Start the newer Ketame, or restore a backup from before it.`,
        );
      }
      if (checksumOf(known.sql) !== checksum) {
        throw new StartError(
          `The change "${name}" in this database is not the one that this Ketame has. The database was made by another build; start that one, or begin with an empty database.`,
        );
      }
    }
    for (const migration of migrations.slice(applied.length)) {
      await sql.raw(migration.sql).execute(trx);
      await trx
        .insertInto('schema_migration')
        .values({ name: migration.name, checksum: checksumOf(migration.sql) })
        .execute();
    }
  });
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
