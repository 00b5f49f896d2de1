import type { Outcome } from '@ketame/care';
import classes from './selection.module.css';
import { outcomeWords } from './words.ts';

const styles: Readonly<Record<Outcome, string | undefined>> = {
  met: classes.met,
  'met with conditions': classes.conditions,
  missing: classes.missing,
  'not met': classes.notMet,
};

interface OutcomeMarkProps {
  readonly outcome: Outcome;
  /** Beside the shape, instead of the outcome's own word. */
  readonly words?: string;
}

/** Tick, triangle, open circle or octagon beside the word: the outcome is seen without colour. */
export function OutcomeMark({ outcome, words = outcomeWords[outcome] }: OutcomeMarkProps) {
  return (
    <span className={`${classes.outcome} ${styles[outcome]}`}>
      <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
        <g fill="none" stroke="currentColor" strokeWidth="1.8">
          {outcome === 'met' && <path d="M2.5 8.5 6.5 12.5 13.5 4" />}
          {outcome === 'met with conditions' && <path d="M8 1.8 15 14.2H1zM8 6v4M8 11.4v1.4" />}
          {outcome === 'missing' && <circle cx="8" cy="8" r="6" strokeDasharray="3 2.2" />}
          {outcome === 'not met' && <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5zM4.5 8h7" />}
        </g>
      </svg>
      {words}
    </span>
  );
}
