import type { RegimenFront } from '@ketame/ketamine';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SearchAnswer, SearchQuestion } from './search-worker.ts';

export interface SearchState {
  readonly front: RegimenFront | null;
  readonly running: boolean;
  readonly problem: string | null;
}

const nothing: SearchState = { front: null, running: false, problem: null };

/** A search beside the page: its fronts as they come, and a way to end it. */
export function useSearch() {
  const [state, setState] = useState(nothing);
  const worker = useRef<Worker | null>(null);
  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);
  const stop = useCallback(() => {
    end();
    setState((before) => ({ ...before, running: false }));
  }, [end]);
  const begin = useCallback(
    (question: SearchQuestion) => {
      end();
      const started = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
      worker.current = started;
      setState({ front: null, running: true, problem: null });
      const failed = (problem: string) => {
        end();
        setState((before) => ({ ...before, running: false, problem }));
      };
      started.addEventListener('message', ({ data }: MessageEvent<SearchAnswer>) => {
        if ('front' in data) setState({ front: data.front, running: true, problem: null });
        else if ('problem' in data) failed(data.problem);
        else stop();
      });
      started.addEventListener('error', ({ message }) =>
        failed(message || 'The search could not be started.'),
      );
      started.postMessage(question);
    },
    [end, stop],
  );
  return { ...state, begin, stop };
}
