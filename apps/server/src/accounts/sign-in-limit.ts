import { createHash } from 'node:crypto';
import type { Trx } from '../database/index.ts';

/** How often a password may be tried, from one address and for one account, in so many minutes. */
export const WINDOW_MINUTES = 5;
export const ATTEMPTS_PER_ADDRESS = 60;
export const ATTEMPTS_PER_ACCOUNT = 15;

/**
 * Counts one attempt from an address for an account.
 * @param ip address of the client
 * @param email as typed; known or not, only its hash is kept
 * @returns `exceeded` when one attempt too many was made, `first` when it is the first of those in its window
 */
export async function countAttempt(
  trx: Trx,
  ip: string,
  email: string,
  now: Date,
): Promise<{ exceeded: boolean; first: boolean }> {
  const oldest = new Date(now.getTime() - WINDOW_MINUTES * 60_000).toISOString();
  await trx.deleteFrom('sign_in_limit').where('window_start', '<', oldest).execute();
  const over: number[] = [];
  const [ofAccount, ofAddress] = keysOf(ip, email);
  for (const [key, limit] of [
    [ofAccount, ATTEMPTS_PER_ACCOUNT],
    [ofAddress, ATTEMPTS_PER_ADDRESS],
  ] as const) {
    const row = await trx
      .insertInto('sign_in_limit')
      .values({ key, window_start: now.toISOString(), attempts: 1 })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet((expression) => ({ attempts: expression('sign_in_limit.attempts', '+', 1) })),
      )
      .returning('attempts')
      .executeTakeFirstOrThrow();
    over.push(row.attempts - limit);
  }
  return { exceeded: over.some((attempts) => attempts > 0), first: Math.max(...over) === 1 };
}

/** Takes back an attempt that was right: who signs often, as a nurse at the syringes of a ward, guesses nothing. */
export async function forgetAttempt(trx: Trx, ip: string, email: string): Promise<void> {
  const keys = keysOf(ip, email);
  // A row stands for one attempt at least.
  await trx.deleteFrom('sign_in_limit').where('key', 'in', keys).where('attempts', '=', 1).execute();
  await trx
    .updateTable('sign_in_limit')
    .set((expression) => ({ attempts: expression('attempts', '-', 1) }))
    .where('key', 'in', keys)
    .execute();
}

function keysOf(ip: string, email: string): [account: string, address: string] {
  return [`account ${createHash('sha256').update(email).digest('hex')}`, `address ${ip}`];
}
