import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Trx } from '../database/index.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D, section 8.2: a nonce of 96 bits, never twice under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Makes the key under which the audit seals what it holds of a patient. Call it once, right after the patient's row. */
export async function createPatientKey(trx: Trx, patientId: string): Promise<void> {
  await trx
    .insertInto('patient_key')
    .values({ patient_id: patientId, key: randomBytes(KEY_BYTES) })
    .execute();
}

/** The patient's key, or null when it has been destroyed by an erasure. */
export async function findPatientKey(trx: Trx, patientId: string): Promise<Uint8Array | null> {
  const row = await trx
    .selectFrom('patient_key')
    .select('key')
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  return row?.key ?? null;
}

/** Encrypts text under a patient's key (AES-256-GCM): base64 of nonce, tag and ciphertext. */
export function seal(text: string, key: Uint8Array, patientId: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(patientId));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The text that `seal` encrypted. @throws Error when key, patient or content are not those of the sealing */
export function unseal(sealed: string, key: Uint8Array, patientId: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(patientId))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
    'utf8',
  );
}
