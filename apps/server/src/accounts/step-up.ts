import type { Account, Factor, Proof } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import type { AccountRow, Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { accountOf } from './account.ts';
import { newToken, tokenHash } from './sessions.ts';

/** So long a proof of who somebody is counts as fresh; ours. */
export const PROOF_MINUTES = 5;

/**
 * Makes a proof that somebody has just shown who they are.
 * @param origin of the request: its actor is whose session it is, which the signer need not be
 */
export async function makeProof(
  trx: Trx,
  origin: Origin,
  signer: AccountRow,
  factor: Factor,
): Promise<Proof> {
  const token = newToken();
  await trx.deleteFrom('step_up').where('created_at', '<=', oldest(origin.at)).execute();
  await trx
    .insertInto('step_up')
    .values({
      token_hash: tokenHash(token),
      account_id: signer.id,
      asked_by: origin.actor,
      factor,
      created_at: origin.at,
    })
    .execute();
  await audit(
    trx,
    { ...origin, actor: signer.id },
    {
      action: 'session.step-up',
      subject: 'account',
      subjectId: signer.id,
      after: { factor, askedBy: origin.actor },
    },
  );
  return {
    proof: token,
    signer: { id: signer.id, displayName: signer.display_name, role: signer.role },
    factor,
    until: new Date(Date.parse(origin.at) + PROOF_MINUTES * 60_000).toISOString(),
  };
}

/**
 * Uses up a proof. It counts once, for a few minutes, and only in the session of who asked for it.
 * @throws Problem 403 `proof-needed`
 */
export async function useProof(
  trx: Trx,
  origin: Origin,
  proof: string,
): Promise<{ readonly signer: Account; readonly factor: Factor }> {
  const used = await trx
    .deleteFrom('step_up')
    .where('token_hash', '=', tokenHash(proof))
    .where('asked_by', '=', origin.actor)
    .where('created_at', '>', oldest(origin.at))
    .returning(['account_id', 'factor'])
    .executeTakeFirst();
  const row =
    used &&
    (await trx.selectFrom('account').selectAll().where('id', '=', used.account_id).executeTakeFirst());
  if (!used || !row || row.disabled) {
    throw new Problem(
      403,
      'proof-needed',
      `Show again who you are: this needs a proof that is not older than ${PROOF_MINUTES} minutes and was not used before. Nothing was changed.`,
    );
  }
  return { signer: accountOf(row), factor: used.factor };
}

/** The same, for what one may do only for oneself. @throws Problem 403 */
export async function useOwnProof(trx: Trx, origin: Origin, proof: string): Promise<void> {
  const { signer } = await useProof(trx, origin, proof);
  if (signer.id !== origin.actor) {
    throw new Problem(403, 'proof-needed', 'This needs a proof of the person who is signed in.');
  }
}

function oldest(at: string): string {
  return new Date(Date.parse(at) - PROOF_MINUTES * 60_000).toISOString();
}
