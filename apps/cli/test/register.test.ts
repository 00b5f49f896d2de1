import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signText } from '../../server/src/register/clinic-key.ts';
import { signPaper } from '../../server/src/register/paper.ts';
import { run } from './run.ts';

test('issue 6: an authorisation on paper is verified without a server, and only as its clinic signed it', async () => {
  const pair = generateKeyPairSync('ed25519');
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = join(tmpdir(), `ketame-key-${randomUUID()}.json`);
  writeFileSync(key, JSON.stringify(pair.publicKey.export({ format: 'jwk' })));
  const hour = 3_600_000;
  const payload = (from: number, to: number) => ({
    id: randomUUID(),
    clinic: 'Synthetic clinic',
    prescription: randomUUID(),
    patient: 'Synthetic, Sam',
    birthDate: '1970-02-28',
    drug: 'S-ketamine' as const,
    form: 'tablet',
    strengthUg: 25_000,
    doseUg: 25_000,
    amountUg: 125_000,
    issuedAt: new Date(Date.now() + from * hour).toISOString(),
    expiresAt: new Date(Date.now() + to * hour).toISOString(),
    issuedBy: 'Test physician',
  });
  const verify = (text: string) => run(['register', 'verify', text, '--key', key]);
  const text = signPaper(payload(-1, 1), privateKey);
  const valid = await verify(text);
  expect([valid.code, valid.out]).toEqual([
    0,
    expect.stringContaining('125 mg of S-ketamine, tablet of 25 mg'),
  ]);
  expect((await verify(signPaper(payload(-2, -1), privateKey))).code).toBe(1);
  const [head, , signature] = text.split('.');
  const altered = Buffer.from(JSON.stringify({ ...payload(-1, 1), amountUg: 999_000 })).toString('base64url');
  const forged = await verify(`${head}.${altered}.${signature}`);
  expect([forged.code, forged.out]).toEqual([1, expect.stringContaining('did not sign')]);
  expect((await run(['register', 'verify', text])).code).toBe(2);
  const trained = (until: string) =>
    verify(
      signText(
        'ketame-training',
        {
          clinic: 'Synthetic clinic',
          audience: 'nurse',
          name: 'Test nurse',
          issuedAt: '2026-03-02T08:00:00.000Z',
          modules: [{ module: 'nurse-home', version: 1, until }],
        },
        privateKey,
      ),
    );
  const certificate = await trained('2999-12-31');
  expect([certificate.code, certificate.out]).toEqual([
    0,
    expect.stringContaining('nurse-home, version 1, until 2999-12-31'),
  ]);
  expect((await trained('2026-03-01')).code).toBe(1);
});
