import type { StudioState } from '@ketame/contract';
import { useState } from 'react';
import { Studio } from './Studio.tsx';
import { BrokenLink, stateOfFragment } from './state/link.ts';
import { startState } from './state/start-state.ts';

interface Opened {
  readonly state: StudioState;
  readonly broken: string | null;
}

/** What the address asks for; a broken link opens the start with the reason. */
function opened(): Opened {
  try {
    return { state: stateOfFragment(location.hash) ?? startState, broken: null };
  } catch (error) {
    if (!(error instanceof BrokenLink)) throw error;
    return { state: startState, broken: error.message };
  }
}

/** The studio: regimens on a time line and their predicted course. */
export function StudioPage() {
  const [{ state, broken }] = useState(opened);
  return <Studio start={state} broken={broken} />;
}
