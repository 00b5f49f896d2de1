import type { Refusal } from '@ketame/care';
import type { EntryContent } from '@ketame/contract';
import { useState } from 'react';
import type { Charting } from './use-session.ts';

/** One form's way to enter something: when it happened, and why the last attempt was refused. */
export function useEntry(charting: Charting) {
  const [at, setAt] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (content: EntryContent): Promise<boolean> => {
    const refused = await charting.enter(content, at);
    setRefusal(refused);
    if (refused === null) setAt(null);
    return refused === null;
  };
  const when = { at, now: charting.now, timeZone: charting.timeZone, onChange: setAt };
  return { at, refusal, setRefusal, submit, when };
}
