import { createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from 'node:crypto';
import { registerKeySchema } from '@ketame/contract';
import { sql } from 'kysely';
import { audit, type Origin } from '../audit/index.ts';
import type { Trx } from '../database/index.ts';

/** The key with which the clinic signs what is verified on paper without it; the pair is made when it is first asked for. */
export async function readKey(
  trx: Trx,
  origin: Origin,
): Promise<{ readonly publicKey: JsonWebKey; readonly privateKey: string }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('register key', 0))`.execute(trx);
  const known = await trx.selectFrom('register_key').selectAll().executeTakeFirst();
  if (known !== undefined) {
    return { publicKey: registerKeySchema.parse(known.public_key), privateKey: known.private_key };
  }
  const pair = generateKeyPairSync('ed25519');
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicKey = registerKeySchema.parse(pair.publicKey.export({ format: 'jwk' }));
  await trx
    .insertInto('register_key')
    .values({ private_key: privateKey, public_key: JSON.stringify(publicKey), made_at: origin.at })
    .execute();
  await audit(trx, origin, { action: 'register.make-key', subject: 'register key', after: { publicKey } });
  return { publicKey, privateKey };
}

/**
 * Signs what is printed and verified without a server: JWS compact serialization (RFC 7515) with EdDSA (RFC 8037). The
 * same payload gives the same text.
 * @param kind what it is; a text of one kind is not read as one of another
 * @param privateKey PEM (Ed25519)
 */
export function signText(kind: string, payload: object, privateKey: string): string {
  const signed = `${encode({ alg: 'EdDSA', typ: kind })}.${encode(payload)}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

/**
 * What a signed text says.
 * @param publicKey JWK (Ed25519)
 * @returns null when the key did not sign this text, or it is not of this kind
 */
export function readSigned(kind: string, text: string, publicKey: JsonWebKey): unknown {
  const [header, payload, signature, more] = text.trim().split('.');
  if (header === undefined || payload === undefined || signature === undefined || more !== undefined)
    return null;
  const key = createPublicKey({ key: publicKey, format: 'jwk' });
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify(null, signed, key, Buffer.from(signature, 'base64url'))) return null;
  return decode(header).typ === kind ? decode(payload) : null;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Of a text whose signature was verified. */
const decode = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
