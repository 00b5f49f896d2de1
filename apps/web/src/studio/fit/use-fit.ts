import { useCallback, useEffect, useRef, useState } from 'react';
import type { FitAnswer, FitQuestion } from './fit-worker.ts';

interface FitState {
  /** Null while nothing has been asked. */
  readonly question: FitQuestion | null;
  /** Null until it is there. */
  readonly answer: FitAnswer | null;
}

export interface FitOnPage extends FitState {
  readonly ask: (question: FitQuestion) => void;
  readonly forget: () => void;
}

/** A fit beside the page; a new question ends the one before. */
export function useFit(): FitOnPage {
  const [state, setState] = useState<FitState>({ question: null, answer: null });
  const worker = useRef<Worker | null>(null);
  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);
  const ask = useCallback(
    (question: FitQuestion) => {
      end();
      const started = new Worker(new URL('./fit-worker.ts', import.meta.url), { type: 'module' });
      worker.current = started;
      setState({ question, answer: null });
      const show = (answer: FitAnswer) => {
        end();
        setState({ question, answer });
      };
      started.addEventListener('message', ({ data }: MessageEvent<FitAnswer>) => show(data));
      started.addEventListener('error', ({ message }) =>
        show({ problem: message || 'The fit could not be started.' }),
      );
      started.postMessage(question);
    },
    [end],
  );
  const forget = useCallback(() => {
    end();
    setState({ question: null, answer: null });
  }, [end]);
  return { ...state, ask, forget };
}
