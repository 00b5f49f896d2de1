import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../src/database/index.ts';
import { createApplication } from '../src/http/application.ts';

describe('the web pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ketame-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
  );
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets', 'main-1a2b3c4d.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'main-1a2b3c4d.js.gz'), gzipSync('export {};'));
  let app: Awaited<ReturnType<typeof createApplication>>;
  beforeAll(async () => {
    app = await createApplication(
      {
        now: () => new Date(),
        database: {
          kind: 'embedded',
          version: '',
          schema: '',
          transaction: () => Promise.reject(new DatabaseUnavailable('away')),
          close: async () => undefined,
        },
      },
      { webFolder: folder, controlToken: null, logLevel: 'silent' },
    );
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['/', '/index.html', '/studio', '/patients/1/plans'])(
    'come for %s with a fresh nonce that the policy of the page names',
    async (url) => {
      const answers = await Promise.all([app.inject(url), app.inject(url)]);
      const nonces = answers.map((answer) => {
        expect([answer.statusCode, answer.headers['content-type']]).toEqual([
          200,
          'text/html; charset=utf-8',
        ]);
        const nonce = /nonce="([^"]+)"/.exec(answer.body)?.[1] ?? '';
        expect(answer.body).not.toContain('__CSP_NONCE__');
        expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
        expect(answer.headers['content-security-policy']).toMatch(/script-src 'self';/);
        expect(answer.headers['cache-control']).toBe('no-cache');
        return nonce;
      });
      expect(nonces[0]).not.toBe(nonces[1]);
    },
  );

  it('bring their files compressed where that was done, those with a hash in their name for good', async () => {
    const answer = await app.inject({
      url: '/assets/main-1a2b3c4d.js',
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
    });
    const icon = await app.inject('/icon.svg');
    expect([icon.statusCode, icon.headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  it.each(['/assets/gone-00000000.js', '/gone.png', '/../package.json', '/%2e%2e/package.json'])(
    'do not stand in for the missing file %s',
    async (url) => {
      const answer = await app.inject(url);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.headers['content-type']).not.toContain('html');
    },
  );

  it('come while the database is away: the page itself says what is wrong', async () => {
    expect((await app.inject('/patients')).statusCode).toBe(200);
    expect((await app.inject('/api/session')).statusCode).toBe(503);
  });
});
