import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import classes from './infusion.module.css';
import type { Charting } from './use-session.ts';

/** Pause and abort: in view in every state, for one person, with or without network. */
export function Safety({ charting }: { readonly charting: Charting }) {
  const [kind, setKind] = useState<'pause' | 'abort' | null>(null);
  const [reason, setReason] = useState('');
  const [entered, setEntered] = useState<'pause' | 'abort' | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (kind !== null) field.current?.focus();
  }, [kind]);
  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (kind === null) return;
    charting.enter({ kind, reason: reason.trim() || 'no time to write' });
    setEntered(kind);
    setKind(null);
    setReason('');
  };
  return (
    <div className={classes.safety}>
      {kind === null ? (
        <>
          <Button
            size="md"
            variant="outline"
            className={classes.safetyButton}
            leftSection={<span aria-hidden="true">‖</span>}
            onClick={() => setKind('pause')}
          >
            Pause
          </Button>
          <Button
            size="md"
            variant="outline"
            className={classes.safetyButton}
            leftSection={<span aria-hidden="true">■</span>}
            onClick={() => setKind('abort')}
          >
            Abort
          </Button>
          <span role="status" className={classes.small}>
            {entered === 'pause' && charting.session.state === 'paused' && 'Pause entered. Stop the pump.'}
            {entered === 'abort' && charting.session.state === 'aborted' && 'Abort entered. Stop the pump.'}
          </span>
        </>
      ) : (
        <form className={classes.safetyForm} onSubmit={enter}>
          <TextInput
            ref={field}
            aria-label={kind === 'pause' ? 'Why paused' : 'Why aborted'}
            placeholder="Why (may be short, may be empty)"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" size="sm">
            {kind === 'pause' ? 'Pause now' : 'Abort now'}
          </Button>
          <Button size="sm" variant="default" onClick={() => setKind(null)}>
            Back
          </Button>
        </form>
      )}
    </div>
  );
}
