import { useEffect, useState } from 'react';
import type { FeasibleSets } from './feasible-worker.ts';

/** The inputs that give the published pools; null until they are computed, an error when they cannot be. */
export function useFeasibleSets(): FeasibleSets | Error | null {
  const [sets, setSets] = useState<FeasibleSets | Error | null>(null);
  useEffect(() => {
    const worker = new Worker(new URL('./feasible-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<FeasibleSets>) => {
      setSets(data);
      worker.terminate();
    };
    worker.onerror = ({ message }) => setSets(new Error(message || 'The calculation did not start.'));
    return () => worker.terminate();
  }, []);
  return sets;
}
