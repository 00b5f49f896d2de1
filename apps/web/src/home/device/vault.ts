/**
 * What a device keeps is readable only with the PIN: a random key of 256 bits (AES-GCM) seals every record, and that key
 * is itself sealed under a key derived from the PIN.
 */

/**
 * Rounds of PBKDF2 with HMAC-SHA-256 for a new PIN.
 * Source: OWASP Password Storage Cheat Sheet (2023 and later).
 */
const ROUNDS = 600_000;
/** Bytes: NIST SP 800-38D recommends 96 bits for the value that is used once; NIST SP 800-132 at least 128 for the salt. */
const ONCE_BYTES = 12;
const SALT_BYTES = 16;

/** Of a PIN, digits or any characters; ours. */
export const PIN_LENGTH = { least: 6, most: 64 } as const;

export interface Sealed {
  readonly once: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** What is kept of a PIN: enough to try one, not enough to know it. */
export interface Vault {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
  readonly key: Sealed;
}

const KEY_NAME = 'key of the device';
const text = new TextEncoder();

/** A new key, and the vault in which it is kept under a PIN. */
export async function makeVault(pin: string): Promise<{ vault: Vault; key: CryptoKey }> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  return { vault: await putUnder(pin, raw), key: await keyOf(raw) };
}

/** The key of a vault; null when the PIN is another one. */
export async function openVault(vault: Vault, pin: string): Promise<CryptoKey | null> {
  const raw = await takeOut(vault, pin);
  return raw === null ? null : keyOf(raw);
}

/** The same key under another PIN: what it sealed stays as it is. Null when the PIN until now is another one. */
export async function changePin(vault: Vault, pin: string, next: string): Promise<Vault | null> {
  const raw = await takeOut(vault, pin);
  return raw === null ? null : putUnder(next, raw);
}

async function putUnder(pin: string, raw: BufferSource): Promise<Vault> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  return { salt, rounds: ROUNDS, key: await encrypt(await keyOfPin(pin, salt, ROUNDS), KEY_NAME, raw) };
}

async function takeOut({ salt, rounds, key }: Vault, pin: string): Promise<ArrayBuffer | null> {
  return decrypt(await keyOfPin(pin, salt, rounds), KEY_NAME, key);
}

/**
 * Seals a value.
 * @param name of the record: what is sealed under one name does not open under another
 */
export function seal(key: CryptoKey, name: string, value: unknown): Promise<Sealed> {
  return encrypt(key, name, text.encode(JSON.stringify(value)));
}

/** @throws Error when the record was altered, or sealed with another key or name */
export async function unseal(key: CryptoKey, name: string, sealed: Sealed): Promise<unknown> {
  const bytes = await decrypt(key, name, sealed);
  if (bytes === null) throw new Error(`The record ${name} on this device was altered, or is of another key.`);
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', text.encode(pin.normalize('NFC')), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function keyOf(raw: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

async function encrypt(key: CryptoKey, name: string, bytes: BufferSource): Promise<Sealed> {
  const once = crypto.getRandomValues(new Uint8Array(ONCE_BYTES));
  const how = { name: 'AES-GCM', iv: once, additionalData: text.encode(name) };
  return { once, bytes: await crypto.subtle.encrypt(how, key, bytes) };
}

async function decrypt(key: CryptoKey, name: string, { once, bytes }: Sealed): Promise<ArrayBuffer | null> {
  try {
    const how = { name: 'AES-GCM', iv: once, additionalData: text.encode(name) };
    return await crypto.subtle.decrypt(how, key, bytes);
  } catch {
    // The one error that WebCrypto has for bytes that do not fit the key.
    return null;
  }
}
