import { expect, test } from 'vitest';
import { changePin, makeVault, openVault, seal, unseal } from '../../src/home/device/vault.ts';

test('what was sealed opens with the PIN alone, under its own name alone, and not when a bit was changed', async () => {
  const { vault, key } = await makeVault('482915');
  const entry = { kind: 'message', text: 'A secret of mine, with é and 你' };
  const sealed = await seal(key, 'entry-1', entry);
  expect(await openVault(vault, '482916')).toBeNull();
  const opened = await openVault(vault, '482915');
  if (opened === null) throw new Error('The right PIN does not open the vault.');
  expect(await unseal(opened, 'entry-1', sealed)).toEqual(entry);
  await expect(unseal(opened, 'entry-2', sealed)).rejects.toThrow('altered');
  const bytes = new Uint8Array(sealed.bytes.slice(0));
  bytes[3] = (bytes[3] ?? 0) ^ 1;
  await expect(unseal(opened, 'entry-1', { ...sealed, bytes: bytes.buffer })).rejects.toThrow('altered');
  expect(Buffer.from(sealed.bytes).includes('secret')).toBe(false);
});

test('the key is put under another PIN: the new one opens what was sealed before, the old one nothing more', async () => {
  const { vault, key } = await makeVault('482915');
  const sealed = await seal(key, 'entry', 'kept');
  expect(await changePin(vault, '482916', '739164')).toBeNull();
  const next = await changePin(vault, '482915', '739164');
  if (next === null) throw new Error('The right PIN does not change the vault.');
  expect(await openVault(next, '482915')).toBeNull();
  const opened = await openVault(next, '739164');
  if (opened === null) throw new Error('The new PIN does not open the vault.');
  expect(await unseal(opened, 'entry', sealed)).toBe('kept');
});

test('the same value sealed twice looks different, and no two vaults share a salt', async () => {
  const { vault, key } = await makeVault('482915');
  const [one, other] = await Promise.all([seal(key, 'entry', 1), seal(key, 'entry', 1)]);
  expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(false);
  const second = await makeVault('482915');
  expect(Buffer.from(vault.salt).equals(Buffer.from(second.vault.salt))).toBe(false);
});
