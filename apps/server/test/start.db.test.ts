import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { controlClient } from '../src/control/client.ts';
import { demonstrationAccounts } from '../src/demonstration/index.ts';
import { DATABASES, type TestDatabase } from './databases.ts';
import { builtServer, startServerProcess } from './server-process.ts';

let server: string;
beforeAll(async () => {
  server = await builtServer();
});

for (const kind of DATABASES) {
  describe(`a start (${kind.name})`, () => {
    it('with KETAME_DEMO=1 fills an empty database, says how to sign in, and does it once', async () => {
      const location = await kind.create();
      const first = startServerProcess(server, location, { KETAME_DEMO: '1' });
      const url = await first.ready();
      for (const { email, password } of demonstrationAccounts) {
        expect(first.printed()).toMatch(new RegExp(`${email} +${password}`));
      }
      expect((await (await fetch(`${url}/api/session`)).json()).demonstration).toBe(true);
      first.child.kill('SIGTERM');
      expect(await first.ended()).toBe(0);

      const second = startServerProcess(server, location);
      await second.ready();
      expect(second.printed()).toContain('demonstration clinic');
      second.child.kill('SIGINT');
      expect(await second.ended()).toBe(0);

      const real = startServerProcess(server, location, { KETAME_DEMO: '0' });
      expect(await real.ended()).toBe(1);
      expect(real.printed()).toMatch(/Ketame cannot start\. This database holds the demonstration clinic/);
    });

    it('with KETAME_DEMO=0 prints a one-time token, which makes the first administrator', async () => {
      const process = startServerProcess(server, await kind.create(), { KETAME_DEMO: '0' });
      const url = await process.ready();
      const token = /^ +([\w-]{43})$/m.exec(process.printed())?.[1];
      const answer = await fetch(`${url}/api/first-administrator`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          token,
          email: 'a@example.org',
          displayName: 'A',
          password: 'long enough for this',
        }),
      });
      expect((await answer.json()).account).toMatchObject({ role: 'administrator' });
      await process.kill();
    });
  });
}

describe('a start', () => {
  it('does not load the demonstration clinic into a database server unasked', async () => {
    const kind = DATABASES.find(({ name }) => name === 'PostgreSQL');
    if (!kind) return;
    const process = startServerProcess(server, await kind.create());
    const url = await process.ready();
    expect(await (await fetch(`${url}/api/session`)).json()).toMatchObject({
      demonstration: false,
      needsFirstAdministrator: true,
    });
    await process.kill();
  });

  it('leaves a way for commands, readable for the owner alone, until it stops', async () => {
    const location = await embedded().create();
    if (!('dataFolder' in location)) throw new Error('embedded');
    expect(await controlClient(location.dataFolder)).toBeNull();
    const process = startServerProcess(server, location, { KETAME_DEMO: '0' });
    await process.ready();
    const file = join(location.dataFolder, 'control.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const control = await controlClient(location.dataFolder);
    expect(await control?.verifyAudit()).toMatchObject({ ok: true });

    const second = startServerProcess(server, location);
    expect(await second.ended()).toBe(1);
    expect(second.printed()).toContain(`in use by another Ketame (process ${process.child.pid})`);
    expect(second.printed()).not.toMatch(/^\s+at /m);

    const left = readFileSync(file, 'utf8');
    await process.kill();
    expect(left).toBe(readFileSync(file, 'utf8'));
    expect(await controlClient(location.dataFolder)).toBeNull();
    const third = startServerProcess(server, location, { KETAME_DEMO: '0' });
    await third.ready();
    third.child.kill('SIGTERM');
    expect(await third.ended()).toBe(0);
    expect(existsSync(file)).toBe(false);
    expect(existsSync(join(location.dataFolder, 'database.lock'))).toBe(false);
  });

  it.each([
    ['a port that is taken', async () => ({ PORT: await takenPort() }), /Port \d+ is in use/],
    ['a port that is none', async () => ({ PORT: 'eighty' }), /PORT is "eighty"; expected a number/],
    [
      'a database that does not answer',
      async () => ({ DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/ketame' }),
      /The database at 127\.0\.0\.1:1\/ketame cannot be used/,
    ],
    [
      'an address that is not of this machine',
      async () => ({ HOST: '192.0.2.1' }),
      /no address "192\.0\.2\.1"/,
    ],
  ])('with %s ends with 1 and plain words', async (_what, environment, message) => {
    const process = startServerProcess(server, await embedded().create(), {
      KETAME_DEMO: '0',
      ...(await environment()),
    });
    expect(await process.ended()).toBe(1);
    expect(process.printed()).toMatch(message);
    expect(process.printed()).not.toMatch(/^\s+at |secret/m);
  });

  it('that npm made stops when npm is gone', async () => {
    const location = await embedded().create();
    if (!('dataFolder' in location)) throw new Error('embedded');
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${server}" & wait`], {
      env: {
        ...process.env,
        npm_lifecycle_event: 'start',
        PORT: '0',
        KETAME_DEMO: '0',
        KETAME_DATA: location.dataFolder,
      },
      stdio: 'ignore',
    });
    const lock = join(location.dataFolder, 'database.lock');
    const control = join(location.dataFolder, 'control.json');
    while (!existsSync(control)) await new Promise((wake) => setTimeout(wake, 50));
    expect(existsSync(lock)).toBe(true);
    shell.kill('SIGKILL');
    while (existsSync(lock)) await new Promise((wake) => setTimeout(wake, 50));
    expect(existsSync(control)).toBe(false);
  });
});

function embedded(): TestDatabase {
  const found = DATABASES.find(({ name }) => name === 'PGlite');
  if (!found) throw new Error('PGlite is always tested.');
  return found;
}

async function takenPort(): Promise<string> {
  const taken = createServer().listen(0, 'localhost').unref();
  await new Promise((listening) => taken.once('listening', listening));
  return String((taken.address() as AddressInfo).port);
}
