import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { expect, test } from 'vitest';
import { largeDataSet, program } from './large-data-set.ts';

/** Runs the command and prints the most memory it had, in kB, on the standard error. */
const MEASURED = `
process.on('exit', () => console.error(process.resourceUsage().maxRSS));
import(${JSON.stringify(`file://${program}`)});
`;

test('issue 3: a million subjects stream through under 1 GB', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ketame-million-'));
  try {
    const args = [...largeDataSet(folder), '--subjects', '1000000', '--out', 'million.parquet'];
    const answer = spawnSync(process.execPath, ['-e', MEASURED, 'ketame', 'simulate', ...args], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect(answer).toMatchObject({ status: 0, stdout: '' });
    expect(Number(answer.stderr)).toBeGreaterThan(50_000);
    expect(Number(answer.stderr)).toBeLessThan(1_000_000);
    expect(readdirSync(folder).toSorted()).toEqual(['data.csv', 'million.parquet', 'model.json']);
    const { num_rows: rows } = await parquetMetadataAsync(
      await asyncBufferFromFile(join(folder, 'million.parquet')),
    );
    expect(rows).toBe(5_000_000n);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
