import { Button } from '@mantine/core';
import { counted } from '../parts/format.ts';
import { Notice } from '../parts/Notice.tsx';
import type { Charting } from './use-session.ts';
import { contentText, kindNames } from './words.ts';

/** What is not yet sent, whether the server answers, and what it refused of what was kept. */
export function Connection({ charting }: { readonly charting: Charting }) {
  const { connection, unsent, refused } = charting.state;
  return (
    <>
      {connection === 'away' && (
        <Notice kind="caution" title="No connection to the server: go on, everything is kept on this device">
          <p>
            The page watches the alerts by itself meanwhile; what other people enter is not seen here.{' '}
            {unsent.length > 0 && <strong>Not yet sent: {unsent.length}</strong>}
          </p>
        </Notice>
      )}
      {connection === 'signed out' && (
        <Notice
          kind="caution"
          title="You are signed out: nothing is lost"
          actions={
            <Button size="xs" onClick={charting.retry}>
              Sign in again
            </Button>
          }
        >
          {unsent.length > 0 && <p>Not yet sent: {unsent.length}</p>}
        </Notice>
      )}
      {connection === 'live' && unsent.length > 0 && (
        <p role="status">Sending {counted(unsent.length, 'entry', 'entries')}…</p>
      )}
      {refused.map(({ entry, refusal }) => (
        <Notice
          key={entry.id}
          kind="alarm"
          title={`Refused by the server: ${kindNames[entry.content.kind]} ${contentText(entry.content)}`}
          actions={
            <Button size="xs" variant="default" onClick={() => charting.dismiss(entry.id)}>
              I have read it
            </Button>
          }
        >
          <p>{refusal.reason}</p>
          <p>
            <strong>{refusal.whatToDo}</strong>
          </p>
        </Notice>
      ))}
    </>
  );
}
