import type { StudioState } from '@ketame/contract';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Studio } from './Studio.tsx';
import { BrokenLink, stateOfFragment } from './state/link.ts';
import { startState } from './state/start-state.ts';

interface Opened {
  readonly state: StudioState;
  /** Why the link could not be read; null when it could, or when there was none. */
  readonly broken: string | null;
  /** Counts the links opened in this page: each begins anew. */
  readonly count: number;
}

function open(count: number): Opened {
  try {
    return { state: stateOfFragment(location.hash) ?? startState, broken: null, count };
  } catch (error) {
    if (!(error instanceof BrokenLink)) throw error;
    return { state: startState, broken: error.message, count };
  }
}

/** The studio: regimens on a time line and their predicted course, as the link in the address says. */
export function StudioPage() {
  const [opened, setOpened] = useState(() => open(0));
  const { patientInStudio } = useLocation().state;

  // A link pasted over the address changes the fragment alone, and loads no page.
  useEffect(() => {
    const reopen = () => setOpened(({ count }) => open(count + 1));
    addEventListener('hashchange', reopen);
    return () => removeEventListener('hashchange', reopen);
  }, []);

  return (
    <Studio
      key={opened.count}
      start={opened.state}
      broken={opened.broken}
      forPatient={patientInStudio ?? null}
    />
  );
}
