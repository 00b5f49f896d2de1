import type { DiaryEntry } from '@ketame/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { fieldOf } from '../infusion/clinic-time.ts';
import { dateText } from '../parts/format.ts';
import classes from './programme.module.css';
import { statementText } from './words.ts';

/** How many days are shown at first. */
const DAYS = 3;

/** What the patient entered, by days at home, the newest first; what was corrected stays to be seen. */
export function Diary({
  entries,
  timeZone,
}: {
  readonly entries: readonly DiaryEntry[];
  readonly timeZone: string;
}) {
  const [isAll, setIsAll] = useState(false);
  const days = byDay(entries, timeZone);
  const shown = isAll ? days : days.slice(0, DAYS);
  if (days.length === 0) return <p className={classes.soft}>Nothing has been entered yet.</p>;
  return (
    <>
      {shown.map(([day, ofDay]) => (
        <section key={day} aria-label={dateText(day)}>
          <h3 className={classes.area}>{dateText(day)}</h3>
          <ul className={classes.plain}>
            {ofDay.map((entry) => (
              <EntryItem key={entry.id} entry={entry} timeZone={timeZone} />
            ))}
          </ul>
        </section>
      ))}
      {days.length > DAYS && (
        <Button size="xs" variant="default" onClick={() => setIsAll(!isAll)}>
          {isAll ? `Show ${DAYS} days` : `Show all ${days.length} days`}
        </Button>
      )}
    </>
  );
}

function EntryItem({ entry, timeZone }: { readonly entry: DiaryEntry; readonly timeZone: string }) {
  const clock = fieldOf(entry.at, timeZone).slice(11);
  const earlier = entry.versions.filter(({ holds }) => !holds);
  const rivals = entry.versions.filter(({ holds }) => holds).length > 1;
  return (
    <li>
      {clock} {entry.now === null ? <Struck /> : <Says statement={entry.now} />}
      {entry.author === 'clinic' && <span className={classes.soft}> (by the clinic)</span>}
      {rivals && <strong> ! corrected in two ways, see below</strong>}
      {earlier.map((version) => (
        <span key={version.id} className={classes.soft}>
          {' '}
          <span className={classes.struck}>
            {version.statement === null ? 'struck out' : statementText(version.statement).says}
          </span>
        </span>
      ))}
    </li>
  );
}

const Struck = () => <span className={classes.soft}>struck out</span>;

function Says({ statement }: { readonly statement: NonNullable<DiaryEntry['now']> }) {
  const { what, says } = statementText(statement);
  return (
    <>
      <strong>{what}</strong> {says}
    </>
  );
}

/** Days of the home's calendar, the newest first; within one, in the order of time. */
function byDay(
  entries: readonly DiaryEntry[],
  timeZone: string,
): readonly (readonly [string, readonly DiaryEntry[]])[] {
  const days = new Map<string, DiaryEntry[]>();
  for (const entry of entries) {
    const day = fieldOf(entry.at, timeZone).slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].toSorted(([one], [other]) => other.localeCompare(one));
}
