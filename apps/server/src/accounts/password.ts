import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id with 19 MiB, 2 passes, 1 lane: the second of the equivalent minimum settings of the OWASP Password Storage
 * Cheat Sheet (2024). Memory in KiB.
 */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of no password, made with the same effort: checking it takes as long as checking a real one. */
let ofNobody: Promise<string> | undefined;

/** Hashes a password. It takes tens of milliseconds: call it before a transaction, never within. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/**
 * Whether a password is the one that was hashed.
 * @param stored null when there is no such account: the check takes as long, and fails
 */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  ofNobody ??= hashPassword('');
  const matches = await verify(stored ?? (await ofNobody), password);
  return matches && stored !== null;
}
