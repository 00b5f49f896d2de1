import { Worker } from 'node:worker_threads';
import {
  sharedVirtualTrial,
  type TrialAnswer,
  type TrialDesign,
  type TrialProgress,
  type TrialResult,
  type TrialTask,
} from '@ketame/evidence';
import { createWorkerPool } from '@ketame/pharmacometrics';

/** Simulates a trial on worker threads. @throws InputError as `virtualTrial` does */
export async function onThreads(
  design: TrialDesign,
  threads: number,
  tell: (progress: TrialProgress) => void,
): Promise<TrialResult> {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./trial-worker.mjs', import.meta.url)),
  );
  try {
    return await sharedVirtualTrial(design, createWorkerPool<TrialTask, TrialAnswer>(workers), tell);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
