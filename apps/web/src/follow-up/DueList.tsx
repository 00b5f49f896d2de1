import type { FollowUpDue } from '@ketame/care';
import { dateText } from '../parts/format.ts';
import classes from './follow-up.module.css';
import { itemText, stateText } from './words.ts';

/** What is due by day after the last session; what is overdue says so in words. */
export function DueList({ due }: { readonly due: readonly FollowUpDue[] }) {
  if (due.length === 0) {
    return <p className={classes.soft}>Nothing is due: no session has ended, or one is running.</p>;
  }
  return (
    <ul className={classes.due}>
      {due.map((one) => (
        <li key={`${one.day} ${one.item}`}>
          <span>
            <span>{itemText(one.item)}</span>
            <span className={classes.soft} title={one.source}>
              day {one.day}, {dateText(one.on)}
              {one.missing.length > 0 && one.item === 'liver enzymes' && one.state !== 'later'
                ? `; missing ${one.missing.join(', ')}`
                : ''}
            </span>
          </span>
          <span className={one.state === 'overdue' ? classes.overdue : classes.soft}>
            {one.state === 'done' ? '✓ done' : stateText(one)}
          </span>
        </li>
      ))}
    </ul>
  );
}
