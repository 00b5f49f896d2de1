/** The steps that `npm run check` and `npm test` are made of. Each streams what it does and counts its checks. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {Counts & { name: string, seconds: number }} Step
 */

/** Runs a command with its output streamed. @returns {Promise<number>} its exit code. */
export function run([command, ...args], environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.once('error', (error) => {
      console.error(`${command} could not be run: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs one step under its heading; a step that throws has failed.
 * @param {string} name
 * @param {() => Promise<Counts>} work
 * @returns {Promise<Step>}
 */
export async function step(name, work) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  let counts = { passed: 0, failed: 1, skipped: 0 };
  try {
    counts = await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`-- ${name}: ${counts.failed > 0 ? 'FAILED' : 'passed'} in ${seconds.toFixed(1)} s`);
  return { ...counts, name, seconds };
}

/** A command as one check: it passes when it exits with 0. */
export async function commandCounts(command, environment) {
  return (await run(command, environment)) === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0 };
}

export function types() {
  return step('types', () => commandCounts([process.execPath, 'node_modules/typescript/bin/tsc']));
}

export function lint() {
  return step('lint, format and import rules', () =>
    commandCounts([
      process.execPath,
      'node_modules/@biomejs/biome/bin/biome',
      'check',
      '--error-on-warnings',
    ]),
  );
}

/**
 * Runs Vitest and counts its tests; a file that fails to load, and a run that ends without a report, count as failed.
 * @param {readonly string[]} selection such as `['--project', 'unit']`
 * @returns {Promise<Counts>}
 */
export async function vitestCounts(selection, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'ketame-vitest-'));
  const report = join(folder, 'report.json');
  try {
    const code = await run(
      [
        process.execPath,
        'node_modules/vitest/vitest.mjs',
        'run',
        ...selection,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      environment,
    );
    const counts = countsOf(JSON.parse(readFileSync(report, 'utf8')));
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf(report) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Prints the table of steps and, last, the line of sums.
 * @param {readonly Step[]} steps
 * @returns {boolean} whether nothing failed.
 */
export function summarise(steps) {
  const width = Math.max(...steps.map(({ name }) => name.length));
  console.log(`\n${'step'.padEnd(width)}   passed  failed  skipped     time`);
  for (const { name, passed, failed, skipped, seconds } of steps) {
    const numbers = [
      String(passed).padStart(8),
      String(failed).padStart(8),
      String(skipped).padStart(9),
      `${seconds.toFixed(1)} s`.padStart(9),
    ];
    console.log(`${name.padEnd(width)} ${numbers.join('')}`);
  }
  const sum = (key) => steps.reduce((total, one) => total + one[key], 0);
  const skipped = sum('skipped');
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return sum('failed') === 0;
}
