import type { FollowUpDue } from '@ketame/care';
import { dateText } from '../parts/format.ts';
import classes from './follow-up.module.css';
import { itemText, stateText } from './words.ts';

/** What is due, visit by visit; what is overdue says so in words. */
export function DueList({ due }: { readonly due: readonly FollowUpDue[] }) {
  if (due.length === 0) {
    return <p className={classes.soft}>Nothing is due: no session has ended, or one is running.</p>;
  }
  return (
    <ul className={classes.due}>
      {[...new Set(due.map(({ day }) => day))].map((day) => (
        <Visit key={day} day={day} due={due.filter((one) => one.day === day)} />
      ))}
    </ul>
  );
}

function Visit({ day, due }: { readonly day: number; readonly due: readonly FollowUpDue[] }) {
  return (
    <li>
      <span title={due[0]?.source}>
        Day {day} <span className={classes.soft}>{dateText(due[0]?.on ?? '')}</span>
      </span>
      <ul className={classes.tasks}>
        {due.map((one) => (
          <li key={one.item} className={one.state === 'overdue' ? classes.overdue : undefined}>
            {one.state === 'done' && <span aria-hidden="true">✓ </span>}
            {itemText(one.item)}
            {one.state === 'later' ? '' : `: ${stateText(one)}`}
            {one.item === 'liver enzymes' && one.missing.length > 0 && one.state !== 'later'
              ? ` (missing ${one.missing.join(', ')})`
              : ''}
          </li>
        ))}
      </ul>
    </li>
  );
}
