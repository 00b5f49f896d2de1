import type { Account, Factor } from '@ketame/contract';
import { audit, type Origin } from '../audit/index.ts';
import { firstClinic } from '../clinic.ts';
import type { AccountRow, ClinicDatabase, ClinicScope, Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { accountOf } from './account.ts';
import { auditRefusal } from './authenticate.ts';
import { startSession } from './sessions.ts';
import { countAttempt, WINDOW_MINUTES } from './sign-in-limit.ts';

/** Who has just signed in, with the token of the new session. */
export interface SignedIn {
  readonly account: Account;
  readonly scope: ClinicScope;
  readonly token: string;
}

/** Starts the session of somebody who was authenticated. */
export async function signInAs(
  trx: Trx,
  row: AccountRow,
  factor: Factor,
  attempt: { readonly origin: Origin; readonly ip: string; readonly now: Date },
): Promise<SignedIn> {
  const token = await beginSession(trx, attempt.origin, row.id, attempt.ip, attempt.now, factor);
  return {
    account: accountOf(row),
    scope: { clinicId: row.clinic_id, accountId: row.id, role: row.role },
    token,
  };
}

/** Starts a session and says so in the audit. @returns its token */
export async function beginSession(
  trx: Trx,
  origin: Origin,
  accountId: string,
  ip: string,
  now: Date,
  factor: Factor = 'password',
): Promise<string> {
  const token = await startSession(trx, accountId, now);
  await audit(
    trx,
    { ...origin, actor: accountId },
    { action: 'session.start', subject: 'session', subjectId: accountId, after: { ip, factor } },
  );
  return token;
}

/**
 * Counts an attempt to give a password, code, passkey or token.
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
