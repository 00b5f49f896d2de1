import { type RecordEntry, recordEntrySchema } from '@ketame/contract';
import { canonicalJson } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';

/** Rows written by one statement; PostgreSQL takes 65,535 parameters in one. */
const ROWS_AT_ONCE = 5_000;

/** Every entry of a patient, by kind and source id. */
export async function readEntries(trx: Trx, patientId: string): Promise<RecordEntry[]> {
  const rows = await trx
    .selectFrom('record_entry')
    .select('content')
    .where('patient_id', '=', patientId)
    .orderBy('kind')
    .orderBy('source_id')
    .execute();
  return rows.map((row) => recordEntrySchema.parse(row.content));
}

/** What new entries do to those that are stored: each entry counts once. */
export interface EntryChanges {
  readonly added: readonly RecordEntry[];
  readonly changed: readonly { readonly before: RecordEntry; readonly after: RecordEntry }[];
  readonly unchanged: readonly RecordEntry[];
  readonly removed: readonly RecordEntry[];
}

/**
 * Compares entries with those stored, by kind and source id. A stored entry that is not among the new ones stays,
 * unless `isRemoved` says otherwise.
 */
export function compareEntries(
  stored: readonly RecordEntry[],
  entries: readonly RecordEntry[],
  isRemoved: (entry: RecordEntry) => boolean,
): EntryChanges {
  const storedByKey = new Map(stored.map((entry) => [keyOf(entry), entry]));
  const added: RecordEntry[] = [];
  const changed: { before: RecordEntry; after: RecordEntry }[] = [];
  const unchanged: RecordEntry[] = [];
  for (const after of entries) {
    const before = storedByKey.get(keyOf(after));
    if (before === undefined) added.push(after);
    else if (canonicalJson(before) === canonicalJson(after)) unchanged.push(after);
    else changed.push({ before, after });
  }
  const brought = new Set(entries.map(keyOf));
  const removed = stored.filter((entry) => !brought.has(keyOf(entry)) && isRemoved(entry));
  return { added, changed, unchanged, removed };
}

export function isChange({ added, changed, removed }: EntryChanges): boolean {
  return added.length + changed.length + removed.length > 0;
}

export function countChanges(changes: EntryChanges) {
  return {
    added: changes.added.length,
    changed: changes.changed.length,
    unchanged: changes.unchanged.length,
    removed: changes.removed.length,
  };
}

/** Writes the changes; the caller audits them. */
export async function writeChanges(trx: Trx, patientId: string, changes: EntryChanges): Promise<void> {
  const { added, changed, removed } = changes;
  for (let from = 0; from < added.length; from += ROWS_AT_ONCE) {
    await trx
      .insertInto('record_entry')
      .values(
        added.slice(from, from + ROWS_AT_ONCE).map((entry) => ({
          patient_id: patientId,
          kind: entry.kind,
          source_id: entry.sourceId,
          content: JSON.stringify(entry),
        })),
      )
      .execute();
  }
  for (const { after } of changed) {
    await trx
      .updateTable('record_entry')
      .set({ content: JSON.stringify(after) })
      .where('patient_id', '=', patientId)
      .where('kind', '=', after.kind)
      .where('source_id', '=', after.sourceId)
      .execute();
  }
  for (const entry of removed) {
    await trx
      .deleteFrom('record_entry')
      .where('patient_id', '=', patientId)
      .where('kind', '=', entry.kind)
      .where('source_id', '=', entry.sourceId)
      .execute();
  }
}

/** What the audit keeps of a change of entries: only what is different. */
export function changesForAudit({ added, changed, removed }: EntryChanges) {
  return {
    before: [...changed.map(({ before }) => before), ...removed],
    after: [...added, ...changed.map(({ after }) => after)],
  };
}

function keyOf(entry: RecordEntry): string {
  return `${entry.kind} ${entry.sourceId}`;
}
