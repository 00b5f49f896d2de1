import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');

/**
 * Runs once before the browser tests: builds what is stale, starts the real server on a free port with the
 * demonstration clinic in a temporary folder, and finds a Chromium. Tests read KETAME_TEST_CLINIC and KETAME_CHROMIUM.
 * @returns what stops the server again
 */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.KETAME_CHROMIUM ??= findChromium();
  // Vitest sets NODE_ENV to "test", which would build the pages for development.
  const environment = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: root, env: environment });

  const folder = await mkdtemp(join(tmpdir(), 'ketame-browser-'));
  const server = spawn(process.execPath, ['apps/server/dist/main.mjs'], {
    cwd: root,
    env: { ...environment, PORT: '0', KETAME_DATA: folder, DATABASE_URL: '', KETAME_DEMO: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  process.once('exit', () => server.kill());
  process.env.KETAME_TEST_CLINIC = await new Promise<string>((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk;
      const address = / is ready at (\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    ended.then(() => reject(new Error(`The server did not start: ${said}`)));
  });
  return async () => {
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

/** The first Chromium on the PATH; `npm test` names one by KETAME_CHROMIUM, wherever it is. */
function findChromium(): string {
  const found = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (found === undefined)
    throw new Error('No Chromium was found: name one by KETAME_CHROMIUM, or run "npm test".');
  return found;
}
