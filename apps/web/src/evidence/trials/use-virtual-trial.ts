import {
  sharedVirtualTrial,
  type TrialAnswer,
  type TrialDesign,
  type TrialProgress,
  type TrialResult,
  type TrialTask,
} from '@ketame/evidence';
import { createWorkerPool } from '@ketame/pharmacometrics';
import { useCallback, useEffect, useRef, useState } from 'react';

/** More workers than this gain little and cost memory. */
const mostWorkers = 8;

export interface VirtualTrialState {
  /** Of the last design that was simulated to its end. */
  readonly result: TrialResult | null;
  /** While it runs. */
  readonly progress: TrialProgress | null;
  readonly error: unknown;
  readonly simulate: (design: TrialDesign) => void;
  readonly stop: () => void;
}

/** Simulates trials beside the page, one at a time: a new one ends the one before it. */
export function useVirtualTrial(): VirtualTrialState {
  const [result, setResult] = useState<TrialResult | null>(null);
  const [progress, setProgress] = useState<TrialProgress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);

  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setProgress(null);
  }, []);
  const simulate = useCallback(
    (design: TrialDesign) => {
      stop();
      const run = new AbortController();
      running.current = run;
      setError(null);
      setProgress({ doing: 'virtual patients', done: 0, of: design.virtualPatients });
      onWorkers(design, setProgress, run.signal)
        .then(setResult)
        .catch((problem: unknown) => {
          if (!run.signal.aborted) setError(problem);
        })
        .finally(() => {
          if (running.current === run) stop();
        });
    },
    [stop],
  );
  useEffect(() => stop, [stop]);
  return { result, progress, error, simulate, stop };
}

async function onWorkers(
  design: TrialDesign,
  tell: (progress: TrialProgress) => void,
  signal: AbortSignal,
): Promise<TrialResult> {
  const count = Math.min(mostWorkers, Math.max(1, navigator.hardwareConcurrency));
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL('./trial-worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    const pool = createWorkerPool<TrialTask, TrialAnswer>(workers);
    return await sharedVirtualTrial(
      design,
      pool,
      (progress) => {
        if (!signal.aborted) tell(progress);
      },
      signal,
    );
  } finally {
    for (const worker of workers) worker.terminate();
  }
}
