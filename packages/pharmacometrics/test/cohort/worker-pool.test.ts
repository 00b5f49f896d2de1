import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSampler, type RandomEffects } from '../../src/cohort/random-effects.ts';
import { createWorkerPool } from '../../src/cohort/worker-pool.ts';
import { randomSource } from '../../src/random/draws.ts';
import type { SamplingTask } from './worker.ts';

const effects: RandomEffects = {
  name: 'test',
  deviates: [
    { name: 'volume', variance: 0.0842 },
    { name: 'clearance', variance: 0.026 },
  ],
  covariances: [{ between: ['volume', 'clearance'], value: 0.0226 }],
  parameters: {
    V: { typical: 133, deviates: ['volume'] },
    CL: { typical: 95.2, deviates: ['clearance'] },
  },
};
const seed = 7;
const tasks: SamplingTask[] = Array.from({ length: 12 }, (_, index) => ({
  effects,
  seed,
  subjects: { first: index * 64, count: 64 },
}));

let folder: string;
const workers: Worker[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ketame-pool-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: join(folder, 'worker.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function poolOf(count: number, file = 'worker.mjs') {
  for (let k = 0; k < count; k++) workers.push(new Worker(join(folder, file)));
  return createWorkerPool<SamplingTask, Record<string, Float64Array>>(workers);
}

describe('a pool of workers (issue 3, Populations)', () => {
  test('gives the same patients bit for bit on one, two and three threads as on none', async () => {
    const whole = createSampler(effects, randomSource(seed)).parameters({ first: 0, count: 12 * 64 });
    for (const count of [1, 2, 3]) {
      const parts = await poolOf(count).run(tasks);
      expect(parts.flatMap(({ V }) => [...V!])).toEqual([...whole.V!]);
      expect(parts.flatMap(({ CL }) => [...CL!])).toEqual([...whole.CL!]);
      await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
    }
  });

  test('a task that fails says why, and the workers go on', async () => {
    const pool = poolOf(2);
    const wrong = { ...tasks[0]!, seed: -1 };
    await expect(pool.run([tasks[0]!, wrong])).rejects.toThrow(/^seed: /);
    expect(await pool.run(tasks)).toHaveLength(12);
  });

  test('what is aborted begins no further task, and the next run is served', async () => {
    const pool = poolOf(1);
    const stop = new AbortController();
    const first = pool.run(tasks, stop.signal);
    stop.abort(new Error('a newer request'));
    await expect(first).rejects.toThrow('a newer request');
    expect(await pool.run(tasks.slice(0, 2))).toHaveLength(2);
    expect(() => pool.run(tasks, stop.signal)).toThrow('a newer request');
  });

  test('workers that cannot start are said to be so', async () => {
    await expect(poolOf(2, 'missing.mjs').run(tasks)).rejects.toThrow(/missing\.mjs/);
  });
});
