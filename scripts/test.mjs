/** `npm test`: every check there is, on a fresh clone too. The last line is `N passed, N failed`. */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { buildCommand, buildServer, buildWeb } from './build.mjs';
import { chromiumInstallers, findChromium, isRootOnDebian } from './find-chromium.mjs';
import { lint, root, run, step, summarise, types, vitestCounts } from './steps.mjs';

console.log(
  'Ketame: types, lint, build, unit and property tests, database tests (embedded, and PostgreSQL where found), browser tests.',
);

const steps = [await types(), await lint(), await step('build', build)];
steps.push(await step('unit and property tests', () => vitestCounts(['--project', 'unit'])));
steps.push(await step('database tests', databaseTests));
steps.push(await step('browser tests', browserTests));
process.exitCode = summarise(steps) ? 0 : 1;

async function build() {
  for (const one of [buildServer, buildWeb, buildCommand]) console.log(relative(root, await one()));
  return { passed: 1, failed: 0, skipped: 0 };
}

/** Which databases they ran on is said by test/postgresql.ts. */
async function databaseTests() {
  await installPostgresql();
  return vitestCounts(['--project', 'database']);
}

/** Only where nobody's machine is changed by it: a continuous-integration run as root on Debian. */
async function installPostgresql() {
  if (process.env.CI !== 'true' || !isRootOnDebian() || existsSync('/usr/lib/postgresql')) return;
  console.log("Installing Debian's package postgresql, by apt-get, so that the tests run on a server too.");
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run(['apt-get', 'update', '-q'], quiet);
  await run(['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'postgresql'], quiet);
}

async function browserTests() {
  const chromium = (await findChromium()) ?? (await installChromium());
  if (chromium === null) {
    throw new Error(
      'No Chromium was found and none could be installed. Install one, or name one by KETAME_CHROMIUM, and run again.',
    );
  }
  console.log(`Chromium: ${chromium}`);
  return vitestCounts(['--project', 'browser'], { KETAME_CHROMIUM: chromium });
}

async function installChromium() {
  for (const { says, commands } of chromiumInstallers()) {
    console.log(`No Chromium found: installing ${says}.`);
    for (const command of commands) await run(command, { DEBIAN_FRONTEND: 'noninteractive' });
    const found = await findChromium();
    if (found) return found;
  }
  return null;
}
