import type { Discrepancy } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { Instant, Trx } from '../database/index.ts';
import { notFound, Problem } from '../http/problem.ts';
import { sign } from '../signatures/signatures.ts';

/** All discrepancies, the open ones first and of these the overdue ones, then by their date. @param at what is overdue by then */
export async function readDiscrepancies(trx: Trx, at: Instant): Promise<Discrepancy[]> {
  const rows = await trx
    .selectFrom('register_discrepancy')
    .innerJoin('register', 'register.id', 'register_discrepancy.register_id')
    .innerJoin('register_entry', 'register_entry.id', 'register_discrepancy.id')
    .select([
      'register_discrepancy.id',
      'register.id as registerId',
      'register.site',
      'register.drug',
      'register.form',
      'register_entry.number as check',
      'register_discrepancy.difference_ug as differenceUg',
      'register_discrepancy.opened_at as openedAt',
      'register_discrepancy.due_at as dueAt',
      'register_discrepancy.closed_at as closedAt',
      'register_discrepancy.conclusion',
    ])
    .execute();
  return rows
    .map(({ site, drug, form, ...row }) => ({
      ...row,
      register: `${drug}, ${form}, ${site}`,
      overdue: row.closedAt === null && row.dueAt < at,
    }))
    .sort((one, other) => urgency(one) - urgency(other) || one.dueAt.localeCompare(other.dueAt));
}

function urgency({ overdue, closedAt }: Pick<Discrepancy, 'overdue' | 'closedAt'>): number {
  if (closedAt !== null) return 2;
  return overdue ? 0 : 1;
}

/**
 * Closes one with what was found, signed by two people.
 * @throws Problem 404, 409 when it is closed, and what `sign` throws
 */
export async function closeDiscrepancy(
  trx: Trx,
  origin: Origin,
  id: string,
  { conclusion, proofs }: { readonly conclusion: string; readonly proofs: readonly string[] },
): Promise<void> {
  const row = await trx
    .selectFrom('register_discrepancy')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound('discrepancy');
  if (row.closed_at !== null) {
    throw new Problem(409, 'closed-already', `It was closed before: ${row.conclusion} Nothing was changed.`);
  }
  await trx
    .updateTable('register_discrepancy')
    .set({ closed_at: origin.at, conclusion })
    .where('id', '=', id)
    .execute();
  for (const [index, proof] of proofs.entries()) {
    await sign(trx, origin, {
      proof,
      meaning: index === 0 ? 'reviewed' : 'witnessed',
      roles: ['pharmacist', 'physician', 'nurse'],
      subject: { kind: 'register discrepancy', id, version: 1, patientId: null },
      content: { differenceUg: row.difference_ug, conclusion },
    });
  }
  await audit(trx, origin, {
    action: 'register.close-discrepancy',
    subject: 'register discrepancy',
    subjectId: id,
    after: { conclusion },
  });
}
