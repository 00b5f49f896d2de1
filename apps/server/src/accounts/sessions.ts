import { createHash, randomBytes } from 'node:crypto';
import type { Account, Role } from '@ketame/contract';
import type { ClinicDatabase, ClinicScope, Trx } from '../database/index.ts';
import { accountOf } from './account.ts';

/** A session ends after 15 minutes without a request and after 12 hours at the latest: NIST SP 800-63B (2017), 4.3.3. */
export const IDLE_MINUTES = 15;
export const ABSOLUTE_HOURS = 12;
/**
 * A patient's session on the patient's own phone, which reaches the own rows alone: entries are sent in the background,
 * and a check after a dose must not wait for a sign-in. NIST SP 800-63B (2017), 4.1.3: again after 30 days at the latest.
 */
const PATIENT_HOURS = 30 * 24;
/** The last request is written down once in so many seconds, not with each one. */
export const TOUCH_SECONDS = 30;

/** 256 bits, of which only the SHA-256 is stored: what is in the database signs nobody in. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** For how long a browser that is closed keeps the cookie, s; undefined: not at all. */
export function cookieSeconds(role: Role): number | undefined {
  return role === 'patient' ? PATIENT_HOURS * 3600 : undefined;
}

/** @returns the token for the cookie */
export async function startSession(trx: Trx, accountId: string, now: Date): Promise<string> {
  const at = now.toISOString();
  const token = newToken();
  await trx.deleteFrom('session').where('created_at', '<', hoursBefore(now, PATIENT_HOURS)).execute();
  await trx
    .insertInto('session')
    .values({ token_hash: tokenHash(token), account_id: accountId, created_at: at, last_seen_at: at })
    .execute();
  return token;
}

/**
 * Whose session a token is, and whether the second factor is lacking that the clinic requires; or null when it has ended, never was, or the account is
 * disabled.
 */
export async function findSession(
  database: ClinicDatabase,
  token: string,
  now: Date,
): Promise<{ readonly account: Account; readonly scope: ClinicScope; readonly lacksFactor: boolean } | null> {
  const row = await database.transaction('server', (trx) =>
    trx
      .selectFrom('session')
      .innerJoin('account', 'account.id', 'session.account_id')
      .innerJoin('clinic', 'clinic.id', 'session.clinic_id')
      .selectAll('account')
      .select(['session.created_at as session_created_at', 'session.last_seen_at'])
      .select(({ and, not, or, exists, ref, selectFrom }) =>
        and([
          ref('clinic.second_factor_required'),
          not(
            or([
              exists(selectFrom('passkey').whereRef('passkey.account_id', '=', 'account.id')),
              exists(
                selectFrom('authenticator_app')
                  .whereRef('authenticator_app.account_id', '=', 'account.id')
                  .where('confirmed', '=', true),
              ),
            ]),
          ),
        ]).as('lacks_factor'),
      )
      .where('token_hash', '=', tokenHash(token))
      .executeTakeFirst(),
  );
  if (!row || row.disabled) return null;
  const scope: ClinicScope = { clinicId: row.clinic_id, accountId: row.id, role: row.role };
  const [idleHours, absoluteHours] =
    row.role === 'patient' ? [PATIENT_HOURS, PATIENT_HOURS] : [IDLE_MINUTES / 60, ABSOLUTE_HOURS];
  if (
    row.last_seen_at <= hoursBefore(now, idleHours) ||
    row.session_created_at <= hoursBefore(now, absoluteHours)
  ) {
    await database.transaction(scope, (trx) => endSession(trx, token));
    return null;
  }
  if (row.last_seen_at <= hoursBefore(now, TOUCH_SECONDS / 3600)) {
    await database.transaction(scope, (trx) =>
      trx
        .updateTable('session')
        .set({ last_seen_at: now.toISOString() })
        .where('token_hash', '=', tokenHash(token))
        .execute(),
    );
  }
  return { account: accountOf(row), scope, lacksFactor: Boolean(row.lacks_factor) };
}

/** Those of these sessions, by the hash of their token in hexadecimal, that nobody has ended; they are not kept from running out. */
export async function standingSessions(
  database: ClinicDatabase,
  hashes: readonly Buffer[],
): Promise<ReadonlySet<string>> {
  const rows = await database.transaction('server', (trx) =>
    trx
      .selectFrom('session')
      .innerJoin('account', 'account.id', 'session.account_id')
      .select('token_hash')
      .where('token_hash', 'in', [...hashes])
      .where('account.disabled', '=', false)
      .execute(),
  );
  return new Set(rows.map((row) => Buffer.from(row.token_hash).toString('hex')));
}

export async function endSession(trx: Trx, token: string): Promise<void> {
  await trx.deleteFrom('session').where('token_hash', '=', tokenHash(token)).execute();
}

/** Ends all sessions of an account, but for one that is kept. */
export async function endSessions(trx: Trx, accountId: string, keptToken?: string): Promise<void> {
  let query = trx.deleteFrom('session').where('account_id', '=', accountId);
  if (keptToken !== undefined) query = query.where('token_hash', '!=', tokenHash(keptToken));
  await query.execute();
}

function hoursBefore(now: Date, hours: number): string {
  return new Date(now.getTime() - hours * 3_600_000).toISOString();
}
