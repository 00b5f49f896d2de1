import type { SessionEntry } from '@ketame/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ScrollRegion } from '../parts/ScrollRegion.tsx';
import table from '../parts/table.module.css';
import { CorrectDialog } from './CorrectDialog.tsx';
import { clockText } from './clinic-time.ts';
import { entryForms } from './entry-forms.ts';
import classes from './infusion.module.css';
import type { Charting } from './use-session.ts';
import { contentText, kindNames } from './words.ts';

/** Everything that was entered, the newest first, with what was corrected, came late, had no effect or is not yet sent. */
export function EntryLog({
  charting,
  mayWrite,
}: {
  readonly charting: Charting;
  readonly mayWrite: boolean;
}) {
  const [correcting, setCorrecting] = useState<SessionEntry | null>(null);
  const { session, now, timeZone } = charting;
  const entries = session.entries.filter(({ event }) => event.content.kind !== 'correction').toReversed();
  return (
    <ScrollRegion label="Entries">
      <table className={`${table.table} ${table.stacking}`}>
        <thead>
          <tr>
            <th>When</th>
            <th>What</th>
            <th>Who</th>
            <th>
              <span className={classes.hidden}>Correct</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.event.id}>
              <td>{clockText(entry.at, now, timeZone)}</td>
              <td className={table.wide}>
                <What
                  entry={entry}
                  isUnsent={charting.unsent.has(entry.event.id)}
                  timeZone={timeZone}
                  now={now}
                />
              </td>
              <td className={table.soft}>{entry.event.by.name}</td>
              <td>
                {mayWrite && isCorrectable(entry) && (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={`Correct ${kindNames[entry.event.content.kind]}, ${clockText(entry.at, now, timeZone)}`}
                    onClick={() => setCorrecting(entry)}
                  >
                    Correct
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {correcting !== null && (
        <CorrectDialog charting={charting} entry={correcting} onClose={() => setCorrecting(null)} />
      )}
    </ScrollRegion>
  );
}

const isCorrectable = ({ event: { content } }: SessionEntry): boolean =>
  content.kind === 'chart' || (content.kind in entryForms && content.kind !== 'take-over');

function What({
  entry,
  isUnsent,
  timeZone,
  now,
}: {
  readonly entry: SessionEntry;
  readonly isUnsent: boolean;
  readonly timeZone: string;
  readonly now: string;
}) {
  const { event, content, corrections, late, withoutEffect } = entry;
  const words = (shown: typeof event.content) => {
    const text = contentText(shown);
    return text === '' ? kindNames[shown.kind] : `${kindNames[shown.kind]}: ${text}`;
  };
  const newest = corrections.at(-1);
  return (
    <>
      {withoutEffect !== null || content === null ? <s>{words(event.content)}</s> : words(content)}
      {isUnsent && <span className={classes.tag}>not yet sent</span>}
      {late && (
        <span className={classes.tag}>late, entered {clockText(event.recordedAt, now, timeZone)}</span>
      )}
      {withoutEffect !== null && (
        <p className={classes.small}>
          Without effect: {withoutEffect.reason} {withoutEffect.whatToDo}
        </p>
      )}
      {newest?.content.kind === 'correction' && (
        <p className={classes.small}>
          {content === null ? 'Struck out' : 'Corrected'} by {newest.by.name}: {newest.content.reason}.{' '}
          {content !== null && (
            <>
              Before: <s>{contentText(event.content)}</s>
            </>
          )}
        </p>
      )}
    </>
  );
}
