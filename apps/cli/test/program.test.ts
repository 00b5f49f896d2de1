import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const program = join(root, 'apps/cli/bin/ketame.mjs');
const example = join(root, 'docs/examples/infusion.json');
let folder = '';

const ketame = (...args: readonly string[]) =>
  spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: folder });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ketame-command-'));
  // The first call builds the program.
  ketame('--version');
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the program says its version and what it can do', () => {
  expect(ketame('--version')).toMatchObject({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  const help = ketame('--help');
  expect(help.status).toBe(0);
  for (const command of ['simulate', 'models', 'import', 'audit']) {
    expect(help.stdout).toContain(`  ${command} `);
    expect(ketame(command, '--help').stdout).toMatch(/^Usage$[\s\S]*^Examples$/m);
  }
});

test('without a command it shows the help and fails, so that a script notices', () => {
  const { status, stdout } = ketame();
  expect(status).toBe(2);
  expect(stdout).toContain('Usage');
});

test('--out writes what would have been printed, over what stood there, and leaves nothing else behind', () => {
  const file = join(folder, 'out.csv');
  writeFileSync(file, 'old');
  expect(ketame('simulate', example, '--out', file)).toMatchObject({ status: 0, stdout: '' });
  expect(readFileSync(file, 'utf8')).toBe(ketame('simulate', example).stdout);
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

test('a refused or failed simulation leaves the file as it was', () => {
  const file = join(folder, 'kept.csv');
  writeFileSync(file, 'old');
  writeFileSync(join(folder, 'wrong.json'), '{}');
  expect(ketame('simulate', 'wrong.json', '--out', file).status).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe('old');
  const nowhere = ketame('simulate', example, '--out', join(folder, 'no', 'out.csv'));
  expect(nowhere.status).toBe(2);
  expect(nowhere.stderr).toContain('cannot be written: there is no such file or folder.');
  const overFolder = ketame('simulate', example, '--out', folder);
  expect(overFolder.status).toBe(2);
  expect(existsSync(`${folder}.${process.pid}.tmp`)).toBe(false);
});

test('a reader that stops early is no error', async () => {
  const child = spawn(process.execPath, [program, 'simulate', example], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(0);
  expect(errors.replace(/^note: .*\n/gm, '')).toBe('');
});

test('a large result reaches a pipe whole', () => {
  const specification = JSON.parse(readFileSync(example, 'utf8'));
  const fine = { ...specification, times: { fromH: 0, toH: 6, byH: 0.0002 } };
  writeFileSync(join(folder, 'fine.json'), JSON.stringify(fine));
  const { status, stdout } = spawnSync(process.execPath, [program, 'simulate', 'fine.json'], {
    encoding: 'utf8',
    cwd: folder,
    maxBuffer: 1e8,
  });
  expect(status).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(30_002);
});
