import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { largeDataSet, program } from './large-data-set.ts';

let folder = '';
let options: readonly string[] = [];

const ketame = (...args: readonly string[]) =>
  spawnSync(process.execPath, [program, 'simulate', ...options, ...args], { encoding: 'utf8', cwd: folder });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ketame-large-'));
  options = largeDataSet(folder);
  // The first call builds the program.
  spawnSync(process.execPath, [program, '--version']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('issue 3: the same bytes on one thread as on three, in several parts', () => {
  for (const threads of ['1', '3']) {
    const answer = ketame('--subjects', '4000', '--threads', threads, '--out', `${threads}.csv`);
    expect(answer).toMatchObject({ status: 0, stdout: '', stderr: '' });
  }
  const bytes = readFileSync(join(folder, '1.csv'), 'utf8');
  expect(readFileSync(join(folder, '3.csv'), 'utf8')).toBe(bytes);
  expect(bytes.trimEnd().split('\n')).toHaveLength(1 + 4000 * 5);
});

test('what is wrong in the data is told from a worker too, and leaves no file', () => {
  const lines = Array.from({ length: 1500 }, (_, id) =>
    [0, 1, 2, id === 1400 ? 1 : 3].map((time) => `${id},${time},.,70`).join('\n'),
  );
  writeFileSync(join(folder, 'wrong.csv'), `ID,TIME,AMT,WT\n${lines.join('\n')}\n`);
  const before = readdirSync(folder);
  const answer = ketame('--data', 'wrong.csv', '--out', 'wrong-result.arrow');
  expect(answer.status).toBe(2);
  expect(answer.stderr).toContain('ketame: wrong.csv, line 5605, column TIME (ID 1400): a finite time');
  expect(readdirSync(folder)).toEqual(before);
});

test.each(['SIGINT', 'SIGTERM'] as const)('issue 3: %s leaves no half file', async (signal) => {
  const before = readdirSync(folder);
  const child = spawn(
    process.execPath,
    [program, 'simulate', ...options, '--subjects', '4000000000', '--out', 'endless.csv'],
    { cwd: folder },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while (!readdirSync(folder).some((name) => name.startsWith('endless.csv.'))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill(signal);
  expect(await ended).toBe(signal === 'SIGINT' ? 130 : 143);
  expect(readdirSync(folder)).toEqual(before);
});

test('a file that cannot be written to its end is said to be so and taken away', () => {
  const before = readdirSync(folder);
  const command = [process.execPath, program, 'simulate', ...options, '--subjects', '4000'];
  // No file above 8 blocks: as a disk that is full, for this process alone.
  const answer = spawnSync('sh', ['-c', 'ulimit -f 8; exec "$@"', 'sh', ...command, '--out', 'full.csv'], {
    encoding: 'utf8',
    cwd: folder,
  });
  expect(answer.status).toBe(2);
  expect(answer.stderr).toBe(
    'ketame: full.csv cannot be written: it would be larger than files may be here.\n',
  );
  expect(readdirSync(folder)).toEqual(before);
});
