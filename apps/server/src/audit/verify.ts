import type { AuditVerification } from '@ketame/contract';
import { z } from 'zod';
import type { ClinicDatabase, Scope } from '../database/index.ts';
import { AUDIT_HEAD } from './audit.ts';
import { CHAIN_START, entryHash } from './chain.ts';

const PAGE = 500;
const headSchema = z.object({ sequence: z.int(), hash: z.string() });

/**
 * Walks the whole audit chain of a clinic, page by page, and names the first entry that does not follow: altered, removed,
 * exchanged or put in. A tail cut off is noticed by the head that is kept beside the chain; whoever can alter both at
 * once escapes, unless the head that this answers was written down somewhere else before.
 */
export async function verifyAudit(database: ClinicDatabase, scope: Scope): Promise<AuditVerification> {
  const head = await database.transaction(scope, async (trx) => {
    const row = await trx
      .selectFrom('setting')
      .select('value')
      .where('key', '=', AUDIT_HEAD)
      .executeTakeFirst();
    return row ? headSchema.parse(row.value) : null;
  });
  let sequence = 0;
  let hash = CHAIN_START;
  const bad = (badSequence: number, reason: string): AuditVerification => ({
    ok: false,
    entries: sequence,
    head: hash,
    badSequence,
    reason,
  });
  for (;;) {
    const page = await database.transaction(scope, (trx) =>
      trx
        .selectFrom('audit_entry')
        .selectAll()
        .where('sequence', '>', sequence)
        .orderBy('sequence')
        .limit(PAGE)
        .execute(),
    );
    for (const entry of page) {
      if (entry.sequence !== sequence + 1) {
        return bad(
          sequence + 1,
          `Entry ${sequence + 1} is missing: after ${sequence} comes ${entry.sequence}.`,
        );
      }
      if (entry.previous_hash !== hash) {
        return bad(entry.sequence, `Entry ${entry.sequence} does not name the hash of the entry before it.`);
      }
      if (entry.hash !== entryHash(entry)) {
        return bad(entry.sequence, `Entry ${entry.sequence} is not what it was when its hash was made.`);
      }
      if (entry.sequence === head?.sequence && entry.hash !== head.hash) {
        return bad(entry.sequence, `Entry ${entry.sequence} has not the hash that is kept beside the chain.`);
      }
      sequence = entry.sequence;
      hash = entry.hash;
    }
    if (page.length < PAGE) break;
  }
  if (sequence < (head?.sequence ?? 0)) {
    return bad(
      sequence + 1,
      `Entry ${sequence + 1} is missing: the chain ends before entry ${head?.sequence}, which was the last.`,
    );
  }
  if (sequence > 0 && head === null) return bad(1, 'The head that is kept beside the chain is missing.');
  return { ok: true, entries: sequence, head: hash, badSequence: null, reason: null };
}
