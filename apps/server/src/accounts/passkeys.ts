import { isIP } from 'node:net';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import type { AccountRow, ClinicDatabase, Trx } from '../database/index.ts';
import { Problem } from '../http/problem.ts';

/** How long a browser has to answer a challenge. */
const CHALLENGE_MINUTES = 5;

/** The site that a passkey is bound to: host name and origin, as the browser sees them. */
interface Site {
  readonly id: string;
  readonly origin: string;
}

/** @throws Problem 409 at an address that is a number: passkeys need a name (Web Authentication level 3, 5.1.3) */
export function siteOf(request: FastifyRequest): Site {
  if (isIP(request.hostname.replace(/^\[|\]$/g, ''))) {
    throw new Problem(
      409,
      'no-host-name',
      'Passkeys work only where the server is reached by a name. Ask whoever runs it for that address, or use an authenticator app.',
    );
  }
  return { id: request.hostname, origin: `${request.protocol}://${request.host}` };
}

/** What the browser asks any passkey of this site, before it is known whose. */
export async function askForPasskey(database: ClinicDatabase, site: Site, now: Date) {
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' });
  await keepChallenge(database, options.challenge, now);
  return options;
}

/** What the browser asks to make a new passkey for an account. */
export async function askForNewPasskey(
  database: ClinicDatabase,
  site: Site,
  account: Pick<AccountRow, 'id' | 'email' | 'display_name'>,
  known: readonly string[],
  now: Date,
) {
  const options = await generateRegistrationOptions({
    rpName: 'Ketame',
    rpID: site.id,
    userID: new TextEncoder().encode(account.id),
    userName: account.email,
    userDisplayName: account.display_name,
    attestationType: 'none',
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(database, options.challenge, now);
  return options;
}

/**
 * Checks what a new passkey has answered, before the transaction that keeps it.
 * @throws Problem 403 when it does not answer a challenge of this server and site
 */
export async function checkNewPasskey(database: ClinicDatabase, site: Site, answer: unknown, now: Date) {
  const verified = await verifyRegistrationResponse({
    response: answer as RegistrationResponseJSON,
    expectedChallenge: (challenge) => takeChallenge(database, challenge, now),
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) {
    throw new Problem(
      403,
      'passkey-refused',
      'The passkey did not answer as it should. Try again from the start.',
    );
  }
  return verified.registrationInfo.credential;
}

/**
 * Checks what a passkey has answered to a challenge of this server; each challenge is taken once.
 * @returns whose it is and its new counter; null when it is unknown, of another site, replayed or cloned
 */
export async function checkPasskey(
  database: ClinicDatabase,
  site: Site,
  answer: { readonly id: string },
  now: Date,
): Promise<{ passkeyId: string; accountId: string; clinicId: string; counter: number } | null> {
  const stored = await database.transaction('server', (trx) =>
    trx.selectFrom('passkey').selectAll().where('id', '=', answer.id).executeTakeFirst(),
  );
  if (!stored) return null;
  // The library throws for what it refuses.
  const verified = await verifyAuthenticationResponse({
    response: answer as AuthenticationResponseJSON,
    expectedChallenge: (challenge) => takeChallenge(database, challenge, now),
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    credential: { id: stored.id, publicKey: new Uint8Array(stored.public_key), counter: stored.counter },
  }).catch(() => null);
  if (!verified?.verified) return null;
  return {
    passkeyId: stored.id,
    accountId: stored.account_id,
    clinicId: stored.clinic_id,
    counter: verified.authenticationInfo.newCounter,
  };
}

export async function listPasskeys(trx: Trx, accountId: string) {
  return trx
    .selectFrom('passkey')
    .select(['id', 'name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
}

async function keepChallenge(database: ClinicDatabase, challenge: string, now: Date): Promise<void> {
  await database.transaction('server', async (trx) => {
    await trx.deleteFrom('passkey_challenge').where('created_at', '<=', oldest(now)).execute();
    await trx.insertInto('passkey_challenge').values({ challenge, created_at: now.toISOString() }).execute();
  });
}

async function takeChallenge(database: ClinicDatabase, challenge: string, now: Date): Promise<boolean> {
  const taken = await database.transaction('server', (trx) =>
    trx
      .deleteFrom('passkey_challenge')
      .where('challenge', '=', challenge)
      .where('created_at', '>', oldest(now))
      .returning('challenge')
      .executeTakeFirst(),
  );
  return taken !== undefined;
}

function oldest(now: Date): string {
  return new Date(now.getTime() - CHALLENGE_MINUTES * 60_000).toISOString();
}
