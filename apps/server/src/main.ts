import { fileURLToPath } from 'node:url';
import { DatabaseUnavailable, StartError } from './database/index.ts';
import { demonstrationAccounts } from './demonstration/index.ts';
import type { Entrance } from './first-start.ts';
import { type RunningServer, startServer } from './server.ts';
import { readSettings } from './settings.ts';
import { ketameVersion } from './version.ts';

/** The same two steps up from src/ and from the bundle in dist/. */
const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));

let server: RunningServer | undefined;
let stopping = false;

/** Closes cleanly at the first signal. A second one, or one while it is still starting, ends it where it stands. */
function stop(): void {
  if (stopping || server === undefined) process.exit(stopping ? 1 : 0);
  stopping = true;
  server.close().then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
}

function fail(error: unknown): never {
  console.error(
    error instanceof StartError || error instanceof DatabaseUnavailable
      ? `\nKetame cannot start. ${error.message}\n`
      : error,
  );
  process.exit(1);
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
stopWithNpm();

try {
  server = await startServer({ ...readSettings(process.env), webFolder });
  const lines = [
    `Ketame ${ketameVersion} is ready at ${server.url}`,
    `Data: ${server.database}.`,
    '',
    ...howToSignIn(server.entrance, server.url),
    '',
    'Ketame advises clinicians and is not a certified medical device. Ctrl-C stops it.',
  ];
  console.log(`\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`);
} catch (error) {
  fail(error);
}

function howToSignIn(entrance: Entrance, url: string): string[] {
  if (entrance.kind === 'accounts') return ['Sign in with your account.'];
  if (entrance.kind === 'first administrator') {
    return [
      'Nobody has an account yet. Create the first administrator with this one-time token',
      '(it is void after use, and after the next start):',
      '',
      `    ${entrance.token}`,
      '',
      `at ${url}/`,
    ];
  }
  const width = Math.max(...demonstrationAccounts.map(({ email }) => email.length));
  return [
    'This is the demonstration clinic: its people are synthetic. Sign in as',
    '',
    ...demonstrationAccounts.map(
      ({ email, password, role }) => `    ${email.padEnd(width)}   ${password}   (${role})`,
    ),
  ];
}

/**
 * npm dies of a signal without passing it on, and would leave the server behind with port and database taken. So the
 * server that npm started stops when npm is gone.
 */
function stopWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !stopping) stop();
  }, 500).unref();
}
