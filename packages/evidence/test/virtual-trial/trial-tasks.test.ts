import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createWorkerPool } from '@ketame/pharmacometrics';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  publishedDesigns,
  sharedVirtualTrial,
  type TrialAnswer,
  type TrialProgress,
  type TrialTask,
  virtualTrial,
} from '../../src/index.ts';

const design = { ...publishedDesigns[0]!.design, trials: 700, virtualPatients: 25, seed: 3 };

let folder: string;
const workers: Worker[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ketame-trial-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'trial-worker.ts')],
    outfile: join(folder, 'trial-worker.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function poolOf(count: number) {
  for (let k = 0; k < count; k++) workers.push(new Worker(join(folder, 'trial-worker.mjs')));
  return createWorkerPool<TrialTask, TrialAnswer>(workers);
}

describe('virtual trials on threads (issue 4: runs in workers with progress, reproducible by seed)', () => {
  test('one and two threads give what one program gives, and tell how far they are', async () => {
    const whole = virtualTrial(design);
    for (const threads of [1, 2]) {
      const told: TrialProgress[] = [];
      const shared = await sharedVirtualTrial(design, poolOf(threads), (progress) => told.push(progress));
      expect(shared).toEqual(whole);
      expect(told.at(-1)).toEqual({ doing: 'trials', done: 700, of: 700 });
      expect(told.filter(({ doing }) => doing === 'virtual patients')).toHaveLength(3);
    }
  });

  test('it ends early when told to', async () => {
    const end = new AbortController();
    const running = sharedVirtualTrial(design, poolOf(1), () => end.abort(new Error('enough')), end.signal);
    await expect(running).rejects.toThrow('enough');
  });

  test('what is wrong with a design is said by field, before any thread begins', async () => {
    const wrong = { ...design, control: 'saline' };
    await expect(sharedVirtualTrial(wrong, poolOf(1), () => {})).rejects.toThrow(/^control: /);
  });
});
