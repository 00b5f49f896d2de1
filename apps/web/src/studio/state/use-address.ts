import type { StudioState } from '@ketame/contract';
import { useEffect, useRef } from 'react';
import { fragmentOf } from './link.ts';

/** The address follows this long after the last change, ms: not at every pixel of a drag. */
const AFTER_MS = 300;

/**
 * Keeps the fragment of the address on the state, so that the address is the link. What the page was opened with
 * stays as it is until something changes.
 */
export function useAddress(state: StudioState): void {
  const written = useRef(state);
  useEffect(() => {
    if (written.current === state) return;
    const timer = setTimeout(() => {
      written.current = state;
      history.replaceState(history.state, '', fragmentOf(state));
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [state]);
}
