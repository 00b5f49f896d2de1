import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { largeDataSet, program } from './large-data-set.ts';

/** Runs the command and tells the most memory it had, in kB, on the standard error. */
const MEASURED = `
process.on('exit', () => console.error(process.resourceUsage().maxRSS));
import(${JSON.stringify(`file://${program}`)});
`;

const MILLION = 1_000_000;
let folder = '';
let options: readonly string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ketame-million-'));
  options = largeDataSet(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @returns the most memory that the command had, in kB */
function memoryOf(...more: readonly string[]): number {
  const before = readdirSync(folder);
  const args = ['-e', MEASURED, 'ketame', 'simulate', ...options, ...more, '--out', 'million.parquet'];
  const answer = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
  expect(answer).toMatchObject({ status: 0, stdout: '' });
  expect(readdirSync(folder).toSorted()).toEqual([...before, 'million.parquet'].toSorted());
  return Number(answer.stderr);
}

const rowsWritten = async () =>
  (await parquetMetadataAsync(await asyncBufferFromFile(join(folder, 'million.parquet')))).num_rows;

test('issue 3: a million virtual patients stream through under 1 GB', async () => {
  const memory = memoryOf('--subjects', String(MILLION));
  expect(memory).toBeGreaterThan(50_000);
  expect(memory).toBeLessThan(1_000_000);
  expect(await rowsWritten()).toBe(5n * BigInt(MILLION));
});

test('issue 3: a data set of a million people streams through under 1 GB', async () => {
  const file = openSync(join(folder, 'people.csv'), 'w');
  writeSync(file, 'ID,TIME,AMT,WT\n');
  for (let first = 0; first < MILLION; first += 1000) {
    const people = Array.from({ length: 1000 }, (_, index) => first + index);
    writeSync(file, people.map((id) => `${id},0,100,70\n${id},24,.,70\n`).join(''));
  }
  closeSync(file);
  const memory = memoryOf('--data', 'people.csv', '--typical');
  expect(memory).toBeGreaterThan(50_000);
  expect(memory).toBeLessThan(1_000_000);
  expect(await rowsWritten()).toBe(2n * BigInt(MILLION));
});
