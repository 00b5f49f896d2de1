import { type ConfirmedLimits, type LimitValues, limitFaults } from '@ketame/care';
import { confirmedLimitsSchema } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';

/** The limits that the clinic confirmed last; null when it never has. */
export async function readLimits(trx: Trx): Promise<ConfirmedLimits | null> {
  const row = await trx
    .selectFrom('alert_limits')
    .innerJoin('account', 'account.id', 'alert_limits.confirmed_by')
    .select([
      'alert_limits.version',
      'alert_limits.values',
      'account.display_name as confirmedBy',
      'alert_limits.confirmed_at as confirmedAt',
    ])
    .orderBy('alert_limits.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : confirmedLimitsSchema.parse(row);
}

/**
 * Confirms the limits of the alerts for the clinic. Sessions that are planned from now on have them; those that are
 * planned or running keep theirs.
 * @throws Problem 400 with the limits that are outside their span or out of order
 */
export async function confirmLimits(trx: Trx, origin: Origin, values: LimitValues): Promise<ConfirmedLimits> {
  const fields = limitFaults(values);
  if (fields.length > 0) {
    throw new Problem(400, 'invalid', 'These limits cannot be right. Look at each again.', { fields });
  }
  const before = await readLimits(trx);
  await trx
    .insertInto('alert_limits')
    .values({
      version: (before?.version ?? 0) + 1,
      values: JSON.stringify(values),
      confirmed_by: origin.actor,
      confirmed_at: origin.at,
    })
    .execute();
  await audit(trx, origin, {
    action: 'alert-limits.confirm',
    subject: 'alert limits',
    ...(before === null ? {} : { before: before.values }),
    after: values,
  });
  const confirmed = await readLimits(trx);
  if (confirmed === null) throw new Error('The limits that were just confirmed are not there.');
  return confirmed;
}
