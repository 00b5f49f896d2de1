import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Role, roles, type Session } from '@ketame/contract';
import { type BrowserContext, request } from 'playwright-core';

const root = join(import.meta.dirname, '../../..');

// Vitest sets NODE_ENV to "test", which would build the pages for development.
const environment = { ...process.env, NODE_ENV: 'production' };

/**
 * Runs once before the browser tests: builds what is stale, copies it aside so that a build during the tests changes
 * nothing under them, starts a server with the demonstration clinic, and finds a Chromium. Tests read
 * KETAME_TEST_CLINIC, KETAME_TEST_SESSIONS, KETAME_TEST_BUILD, KETAME_TEST_DATA and KETAME_CHROMIUM.
 * @returns what stops the server again
 */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.KETAME_CHROMIUM ??= await chromiumPath();
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: root, env: environment });
  const build = await mkdtemp(join(tmpdir(), 'ketame-build-'));
  for (const part of ['package.json', 'apps/server/dist', 'apps/web/dist']) {
    await cp(join(root, part), join(build, part), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(build, 'node_modules'), 'junction');
  process.env.KETAME_TEST_BUILD = build;
  const data = await loadDemonstration();
  process.env.KETAME_TEST_DATA = data;
  const { address, stop } = await startClinic();
  process.env.KETAME_TEST_CLINIC = address;
  process.env.KETAME_TEST_SESSIONS = JSON.stringify(await sessionsOf(address));
  return async () => {
    await stop();
    for (const folder of [build, data]) await rm(folder, { recursive: true, force: true });
  };
}

export type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs in as the demonstration account of a role. @returns its cookies, as a browser context takes them */
export async function signIn(address: string, role: Role): Promise<StorageState> {
  const context = await request.newContext({ baseURL: address });
  const { demonstrationAccounts }: Session = await (await context.get('/api/session')).json();
  const account = demonstrationAccounts.find((candidate) => candidate.role === role);
  const data = { email: account?.email, password: account?.password };
  const answer = await context.post('/api/sign-in', { data });
  if (answer.status() !== 200) throw new Error(`The ${role} cannot sign in: ${await answer.text()}`);
  const state = await context.storageState();
  await context.dispose();
  return state;
}

/** One session for each role, which all files share: a clinic allows an account few attempts to sign in. */
async function sessionsOf(address: string): Promise<Partial<Record<Role, StorageState>>> {
  const states = await Promise.all(roles.map(async (role) => [role, await signIn(address, role)] as const));
  return Object.fromEntries(states);
}

interface RunningClinic {
  readonly address: string;
  /** What the server has printed. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
  /** Ends the server and starts it again, on the same port and with the same data. */
  readonly restart: () => Promise<void>;
}

/** The data of a first start, which loads the demonstration clinic: that takes seconds, and a copy does not. */
async function loadDemonstration(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ketame-browser-'));
  await (await startServer(folder, '0', {})).end();
  return folder;
}

/**
 * Starts the real, built server on a free port with the embedded database in a temporary folder, which holds the
 * demonstration clinic, or nothing when the settings ask for none.
 */
export async function startClinic(settings: Readonly<Record<string, string>> = {}): Promise<RunningClinic> {
  const folder = await mkdtemp(join(tmpdir(), 'ketame-browser-'));
  const demonstration = process.env.KETAME_TEST_DATA;
  if (demonstration !== undefined && settings.KETAME_DEMO !== '0') {
    await cp(demonstration, folder, { recursive: true });
  }
  let server = await startServer(folder, '0', settings);
  return {
    address: server.address,
    said: () => server.said(),
    stop: async () => {
      await server.end();
      await rm(folder, { recursive: true, force: true });
    },
    restart: async () => {
      await server.end();
      server = await startServer(folder, new URL(server.address).port, settings);
    },
  };
}

async function startServer(folder: string, port: string, settings: Readonly<Record<string, string>>) {
  const server = spawn(process.execPath, ['apps/server/dist/main.mjs'], {
    cwd: process.env.KETAME_TEST_BUILD ?? root,
    env: { ...environment, DATABASE_URL: '', KETAME_DEMO: '', ...settings, PORT: port, KETAME_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const kill = () => server.kill();
  process.once('exit', kill);
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      const found = / is ready at (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    ended.then(() => reject(new Error(`The server did not start: ${said}`)));
  });
  return {
    address,
    said: () => said,
    end: async () => {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}

/** @throws Error when there is none: `npm test` installs one */
async function chromiumPath(): Promise<string> {
  const script = new URL('../../../scripts/find-chromium.mjs', import.meta.url).href;
  const { findChromium }: { findChromium: () => Promise<string | null> } = await import(script);
  const found = await findChromium();
  if (found === null) {
    throw new Error('No Chromium was found: name one by KETAME_CHROMIUM, or run "npm test".');
  }
  return found;
}
