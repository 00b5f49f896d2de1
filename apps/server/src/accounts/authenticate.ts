import type { Factor } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import { firstClinic } from '../clinic.ts';
import { type AccountRow, type ClinicDatabase, clinicScope, type Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { hasApp, takeCode } from './authenticator-app.ts';
import { readFactors } from './factors.ts';
import type { checkPasskey } from './passkeys.ts';
import { checkPassword } from './password.ts';

/** After so many wrong passwords or codes in a row an account is locked for so long. */
export const WRONG_PASSWORDS = 10;
export const LOCKED_MINUTES = 15;

/** Told whatever was wrong, so that nobody learns by it which emails have an account. */
const REFUSED = `The email, the password or the code is wrong, or the account is closed. After ${WRONG_PASSWORDS} wrong passwords an account is locked for ${LOCKED_MINUTES} minutes.`;

export interface Credentials {
  readonly email: string;
  /** Null when a code alone is enough: for somebody who is signed in already. */
  readonly password: string | null;
  /** Of the authenticator app or a recovery code; asked for where there is an app. */
  readonly code: string | undefined;
}

/** Where an attempt comes from. */
export interface Attempt {
  readonly origin: Origin;
  /** Address of the client. */
  readonly ip: string;
  readonly now: Date;
  /** When somebody is signed in: only accounts of this clinic count, and a refusal is 403: the session goes on. */
  readonly clinicId?: string;
}

type Accept<T> = (trx: Trx, account: AccountRow, factor: Factor) => Promise<T>;

/**
 * Checks who somebody is. Every refusal is audited. What follows from being accepted is done in the same transaction.
 * @param accept writes what follows, and its audit entry
 * @throws Problem 401 (403 for who is signed in) `sign-in-refused`, or `code-needed` when the password is right and a code is asked for
 */
export async function authenticate<T>(
  database: ClinicDatabase,
  attempt: Attempt,
  { email, password, code }: Credentials,
  accept: Accept<T>,
): Promise<T> {
  const { origin, ip, now } = attempt;
  const found = await database.transaction('server', (trx) =>
    trx
      .selectFrom('account')
      .select(['password_hash', 'clinic_id'])
      .where('email', '=', email)
      .executeTakeFirst(),
  );
  const stored = attempt.clinicId === undefined || found?.clinic_id === attempt.clinicId ? found : undefined;
  const matches = password === null || (await checkPassword(stored?.password_hash ?? null, password));
  const scope = stored ? clinicScope(stored.clinic_id) : await firstClinic(database);
  const outcome = await database.transaction(scope, async (trx) => {
    const row = stored
      ? await trx.selectFrom('account').selectAll().where('email', '=', email).forUpdate().executeTakeFirst()
      : undefined;
    const refuse = async (reason: string) => {
      await auditRefusal(trx, { ...origin, actor: row?.id ?? 'nobody' }, ip, reason);
      return { refused: 'sign-in-refused' } as const;
    };
    if (!row) return refuse('unknown email');
    if (row.disabled) return refuse('disabled account');
    if (row.locked_until !== null && row.locked_until > now.toISOString()) return refuse('locked account');
    // The password was changed between the two transactions.
    if (row.password_hash !== stored?.password_hash) return refuse('changed password');
    const needsCode = password === null || (await hasApp(trx, row.id));
    if (matches && needsCode && code === undefined) return { refused: 'code-needed' } as const;
    if (matches && !needsCode && attempt.clinicId === undefined && (await mustUsePasskey(trx, row.id))) {
      return { refused: 'passkey-needed' } as const;
    }
    const taken =
      matches && needsCode && code !== undefined ? await takeCode(trx, row.id, code, now) : 'password';
    if (!matches || taken === null) {
      const failed = row.failed_sign_ins + 1;
      const locks = failed >= WRONG_PASSWORDS;
      await trx
        .updateTable('account')
        .set({
          failed_sign_ins: locks ? 0 : failed,
          locked_until: locks ? new Date(now.getTime() + LOCKED_MINUTES * 60_000).toISOString() : null,
        })
        .where('id', '=', row.id)
        .execute();
      const what = matches ? 'wrong code' : 'wrong password';
      return refuse(locks ? `${what}, account locked` : what);
    }
    await trx
      .updateTable('account')
      .set({ failed_sign_ins: 0, locked_until: null })
      .where('id', '=', row.id)
      .execute();
    return { refused: null, result: await accept(trx, row, taken) };
  });
  if (outcome.refused === null) return outcome.result;
  const status = attempt.clinicId === undefined ? 401 : 403;
  if (outcome.refused === 'passkey-needed') {
    throw new Problem(
      status,
      'passkey-needed',
      'This clinic requires a second factor, and yours is a passkey. Sign in with the passkey.',
    );
  }
  throw outcome.refused === 'code-needed'
    ? new Problem(status, 'code-needed', 'Give the code of your authenticator app as well.', {
        fields: [{ path: 'code', expected: 'six digits, or a recovery code' }],
      })
    : new Problem(status, 'sign-in-refused', REFUSED);
}

/**
 * The same by what a passkey has answered.
 * @param checked of `checkPasskey`; null is refused
 * @throws Problem 401 `passkey-refused`
 */
export async function authenticateByPasskey<T>(
  database: ClinicDatabase,
  { origin, ip, now, clinicId }: Attempt,
  checked: Awaited<ReturnType<typeof checkPasskey>>,
  accept: Accept<T>,
): Promise<T> {
  const known =
    checked !== null && (clinicId === undefined || checked.clinicId === clinicId) ? checked : null;
  const scope = known ? clinicScope(known.clinicId) : await firstClinic(database);
  const outcome = await database.transaction(scope, async (trx) => {
    const row = known
      ? await trx
          .selectFrom('account')
          .selectAll()
          .where('id', '=', known.accountId)
          .forUpdate()
          .executeTakeFirst()
      : undefined;
    if (!known || !row || row.disabled) {
      await auditRefusal(trx, { ...origin, actor: row?.id ?? 'nobody' }, ip, 'passkey refused');
      return null;
    }
    await trx
      .updateTable('passkey')
      .set({ counter: known.counter, last_used_at: now.toISOString() })
      .where('id', '=', known.passkeyId)
      .execute();
    return { result: await accept(trx, row, 'passkey') };
  });
  if (outcome === null) {
    throw new Problem(
      clinicId === undefined ? 401 : 403,
      'passkey-refused',
      'This passkey is not known here, or its account is closed. Use another way to sign in.',
    );
  }
  return outcome.result;
}

/** Where a second factor is required and a passkey is the only one, a password alone is not enough. */
async function mustUsePasskey(trx: Trx, accountId: string): Promise<boolean> {
  const { required, passkeys } = await readFactors(trx, accountId);
  return required && passkeys.length > 0;
}

export function auditRefusal(trx: Trx, origin: Origin, ip: string, reason: string): Promise<void> {
  return audit(trx, origin, { action: 'session.refuse', subject: 'session', after: { ip, reason } });
}
