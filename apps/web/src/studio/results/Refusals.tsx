import { Notice } from '../../parts/Notice.tsx';
import type { Refused } from '../state/courses.ts';
import { letterOf } from '../state/words.ts';
import classes from './results.module.css';

interface RefusalsProps {
  readonly refused: readonly Refused[];
  /** How many regimens the page holds. */
  readonly regimens: number;
}

/** Why there are no curves, in place of them: the reason and its source. */
export function Refusals({ refused, regimens }: RefusalsProps) {
  if (refused.length === 0) return null;
  const notices = refused.map(({ refusal, indices }) => (
    <Notice
      key={refusal.message}
      kind="caution"
      title={
        indices.length === regimens
          ? 'The models do not answer for this patient'
          : `The models do not answer for ${indices.map(letterOf).join(', ')}`
      }
    >
      <p>{refusal.message}</p>
      <p>
        <small>{refusal.source}</small>
      </p>
    </Notice>
  ));
  return <div className={classes.refusals}>{notices}</div>;
}
