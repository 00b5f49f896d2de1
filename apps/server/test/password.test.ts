import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword } from '../src/accounts/password.ts';

describe('passwords', () => {
  it('are hashed by argon2id with the settings of the OWASP cheat sheet (19 MiB, 2 passes, 1 lane)', async () => {
    const hash = await hashPassword('correct horse battery staple');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword(hash, 'correct horse battery staple')).toBe(true);
    expect(await checkPassword(hash, 'correct horse battery stable')).toBe(false);
  });

  it('fit no account that there is not', async () => {
    expect(await checkPassword(null, '')).toBe(false);
    expect(await checkPassword(null, 'anything')).toBe(false);
  });
});
