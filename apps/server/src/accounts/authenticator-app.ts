import { randomBytes } from 'node:crypto';
import type { Factor } from '@ketame/contract';
import { Secret, TOTP } from 'otpauth';
import type { Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';
import { tokenHash } from './sessions.ts';

/** RFC 6238, section 5.2: a step of 30 s, and one step of delay to either side. */
const STEP_SECONDS = 30;
const STEPS_OFF = 1;
const RECOVERY_CODES = 10;

function appOf(secret: string, email = ''): TOTP {
  return new TOTP({
    issuer: 'Ketame',
    label: email,
    secret: Secret.fromBase32(secret),
    period: STEP_SECONDS,
    digits: 6,
  });
}

/** Whether codes of an app are asked for when this account signs in. */
export async function hasApp(trx: Trx, accountId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('authenticator_app')
    .select('confirmed')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.confirmed ?? false;
}

/**
 * Makes the secret of a new app; it counts when `confirmApp` has seen a code of it. The caller audits.
 * @throws Problem 409 when there is an app already
 */
export async function beginApp(
  trx: Trx,
  accountId: string,
  email: string,
  now: Date,
): Promise<{ secret: string; address: string }> {
  if (await hasApp(trx, accountId)) {
    throw new Problem(409, 'app-exists', 'There is an authenticator app already. Remove it first.');
  }
  const { base32: secret } = new Secret({ size: 20 });
  await trx.deleteFrom('authenticator_app').where('account_id', '=', accountId).execute();
  await trx
    .insertInto('authenticator_app')
    .values({ account_id: accountId, secret, created_at: now.toISOString() })
    .execute();
  return { secret, address: appOf(secret, email).toString() };
}

/**
 * Confirms a new app by its first code. The caller audits.
 * @returns recovery codes, which are not kept
 * @throws Problem 403 when the code is wrong
 */
export async function confirmApp(trx: Trx, accountId: string, code: string, now: Date): Promise<string[]> {
  if (!(await takeAppCode(trx, accountId, code, now))) {
    throw new Problem(
      403,
      'wrong-code',
      'The code is not one of this app at this time. Check the clock of the device and type the newest code.',
      { fields: [{ path: 'code', expected: 'the six digits that the app shows now' }] },
    );
  }
  await trx
    .updateTable('authenticator_app')
    .set({ confirmed: true })
    .where('account_id', '=', accountId)
    .execute();
  return renewRecoveryCodes(trx, accountId);
}

/** Makes new recovery codes; the old ones are void. The caller audits. */
export async function renewRecoveryCodes(trx: Trx, accountId: string): Promise<string[]> {
  await trx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    randomBytes(5)
      .toString('hex')
      .replace(/^(.{5})/, '$1-'),
  );
  await trx
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ account_id: accountId, code_hash: tokenHash(code) })))
    .execute();
  return codes;
}

/**
 * Takes a code of the confirmed app or a recovery code; neither is taken twice (OWASP ASVS 5.0, 6.5.1). The caller
 * audits.
 * @returns which of the two it was; null when it is wrong or used
 */
export async function takeCode(trx: Trx, accountId: string, code: string, now: Date): Promise<Factor | null> {
  if (!(await hasApp(trx, accountId))) return null;
  if (/^\d{6}$/.test(code)) {
    return (await takeAppCode(trx, accountId, code, now)) ? 'authenticator app' : null;
  }
  const used = await trx
    .deleteFrom('recovery_code')
    .where('account_id', '=', accountId)
    .where('code_hash', '=', tokenHash(code.toLowerCase()))
    .returning('account_id')
    .executeTakeFirst();
  return used ? 'recovery code' : null;
}

async function takeAppCode(trx: Trx, accountId: string, code: string, now: Date): Promise<boolean> {
  const app = await trx
    .selectFrom('authenticator_app')
    .select('secret')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (!app) return false;
  const off = appOf(app.secret).validate({ token: code, timestamp: now.getTime(), window: STEPS_OFF });
  if (off === null) return false;
  const step = Math.floor(now.getTime() / 1000 / STEP_SECONDS) + off;
  const taken = await trx
    .updateTable('authenticator_app')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .returning('account_id')
    .executeTakeFirst();
  return taken !== undefined;
}
