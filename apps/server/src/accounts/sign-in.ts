import type { Account } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import { firstClinic } from '../clinic.ts';
import { type ClinicDatabase, type ClinicScope, clinicScope, type Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { accountOf } from './account.ts';
import { checkPassword } from './password.ts';
import { startSession } from './sessions.ts';
import { countAttempt, WINDOW_MINUTES } from './sign-in-limit.ts';

/** After so many wrong passwords in a row an account is locked for so long. */
export const WRONG_PASSWORDS = 10;
export const LOCKED_MINUTES = 15;

/** Told whatever was wrong, so that nobody learns by it which emails have an account. */
const REFUSED = `The email or the password is wrong, or the account is closed. After ${WRONG_PASSWORDS} wrong passwords an account is locked for ${LOCKED_MINUTES} minutes.`;

/**
 * Signs somebody in. Every refusal is audited as well.
 * @param ip address of the client
 * @returns the account, its clinic and the token of its new session
 * @throws Problem 401 when refused, 429 after too many attempts
 */
export async function signIn(
  database: ClinicDatabase,
  origin: Origin,
  ip: string,
  credentials: { readonly email: string; readonly password: string },
  now: Date,
): Promise<{ account: Account; scope: ClinicScope; token: string }> {
  const { email, password } = credentials;
  await limitAttempts(database, origin, ip, email, now);
  const stored = await database.transaction('server', (trx) =>
    trx
      .selectFrom('account')
      .select(['password_hash', 'clinic_id'])
      .where('email', '=', email)
      .executeTakeFirst(),
  );
  const matches = await checkPassword(stored?.password_hash ?? null, password);
  const scope = stored ? clinicScope(stored.clinic_id) : await firstClinic(database);
  const result = await database.transaction(scope, async (trx) => {
    const row = await trx
      .selectFrom('account')
      .selectAll()
      .where('email', '=', email)
      .forUpdate()
      .executeTakeFirst();
    const refuse = async (reason: string): Promise<null> => {
      await auditRefusal(trx, { ...origin, actor: row?.id ?? 'nobody' }, ip, reason);
      return null;
    };
    if (!row) return refuse('unknown email');
    if (row.disabled) return refuse('disabled account');
    const locked = row.locked_until !== null && row.locked_until > now.toISOString();
    if (locked) return refuse('locked account');
    // The password was changed between the two transactions.
    if (row.password_hash !== stored?.password_hash) return refuse('changed password');
    if (!matches) {
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
      return refuse(locks ? 'wrong password, account locked' : 'wrong password');
    }
    await trx
      .updateTable('account')
      .set({ failed_sign_ins: 0, locked_until: null })
      .where('id', '=', row.id)
      .execute();
    return {
      account: accountOf(row),
      scope: { ...scope, accountId: row.id, role: row.role },
      token: await beginSession(trx, origin, row.id, ip, now),
    };
  });
  if (result === null) throw new Problem(401, 'sign-in-refused', REFUSED);
  return result;
}

/** Starts a session and says so in the audit. @returns its token */
export async function beginSession(
  trx: Trx,
  origin: Origin,
  accountId: string,
  ip: string,
  now: Date,
): Promise<string> {
  const token = await startSession(trx, accountId, now);
  await audit(
    trx,
    { ...origin, actor: accountId },
    { action: 'session.start', subject: 'session', subjectId: accountId, after: { ip } },
  );
  return token;
}

/**
 * Counts an attempt to give a password or token.
 * @throws Problem 429 when there were too many
 */
export async function limitAttempts(
  database: ClinicDatabase,
  origin: Origin,
  ip: string,
  email: string,
  now: Date,
): Promise<void> {
  const { exceeded, first } = await database.transaction('server', (trx) =>
    countAttempt(trx, ip, email, now),
  );
  // One entry for each window: a flood of attempts must not become a flood of entries.
  if (first) {
    const scope = await firstClinic(database);
    await database.transaction(scope, (trx) => auditRefusal(trx, origin, ip, 'too many attempts'));
  }
  if (exceeded) {
    throw new Problem(
      429,
      'too-many-attempts',
      `There were too many attempts to sign in. Try again in ${WINDOW_MINUTES} minutes.`,
      {},
      { 'retry-after': String(WINDOW_MINUTES * 60) },
    );
  }
}

function auditRefusal(trx: Trx, origin: Origin, ip: string, reason: string): Promise<void> {
  return audit(trx, origin, { action: 'session.refuse', subject: 'session', after: { ip, reason } });
}
