import type { ColumnType, Generated } from 'kysely';

/** ISO 8601 in UTC with milliseconds, "2026-03-01T08:00:00.000Z"; the columns are timestamptz(3). */
export type Instant = string;

/** A JSON column is written as text (`JSON.stringify`) and read as a value. */
export type Json = ColumnType<unknown, string, string>;

/** A row of one clinic: which, the database fills in by the scope of the transaction. */
export interface OfClinic {
  clinic_id: Generated<string>;
}
