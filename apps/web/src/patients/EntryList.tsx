import type { RecordEntry } from '@ketame/contract';
import classes from './EntryList.module.css';
import { entryElementId, entryNote } from './entries.ts';

interface EntryListProps {
  readonly entries: readonly RecordEntry[];
  /** What is said when there are none. */
  readonly none: string;
}

/** Entries of one kind: those that hold now, and folded below those of the past. */
export function EntryList({ entries, none }: EntryListProps) {
  const past = entries.filter((entry) => 'status' in entry && entry.status === 'inactive');
  const present = entries.filter((entry) => !past.includes(entry));
  if (entries.length === 0) return <p className={classes.none}>{none}</p>;
  return (
    <>
      {present.length > 0 ? <Rows entries={present} /> : <p className={classes.none}>None at present</p>}
      {past.length > 0 && (
        <details className={classes.past}>
          <summary>{past.length} of the past</summary>
          <Rows entries={past} />
        </details>
      )}
    </>
  );
}

function Rows({ entries }: { readonly entries: readonly RecordEntry[] }) {
  return (
    <ul className={classes.list}>
      {entries.map((entry) => {
        const note = entryNote(entry);
        return (
          <li
            key={entry.sourceId}
            id={entryElementId(entry.sourceId)}
            tabIndex={-1}
            className={classes.entry}
            title={entry.codings.map(({ system, code }) => `${system} ${code}`).join('\n') || undefined}
          >
            {entry.text}
            {note !== '' && <span className={classes.note}>{note}</span>}
          </li>
        );
      })}
    </ul>
  );
}
