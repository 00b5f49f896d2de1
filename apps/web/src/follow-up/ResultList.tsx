import type { FollowUpResult } from '@ketame/care';
import { type changeFollowUpResultSchema, followUpResultSchema } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { ApiError } from '../api.ts';
import { instantText } from '../parts/format.ts';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { changeResult, followUpQuery, worklistQuery } from './api.ts';
import { EntryForm, type EntryKind, entryKinds } from './EntryForm.tsx';
import classes from './follow-up.module.css';
import { contentText } from './words.ts';

type Change = z.infer<typeof changeFollowUpResultSchema>;

interface ResultListProps {
  readonly patientId: string;
  readonly results: readonly FollowUpResult[];
  readonly timeZone: string;
  readonly mayWrite: boolean;
}

/** Every result, the newest first; what is struck out stays to be seen. */
export function ResultList({ patientId, results, timeZone, mayWrite }: ResultListProps) {
  return (
    <ul className={classes.results}>
      {results.toReversed().map((result) => (
        <ResultRow
          key={result.id}
          patientId={patientId}
          result={result}
          timeZone={timeZone}
          mayWrite={mayWrite}
        />
      ))}
    </ul>
  );
}

function ResultRow({
  patientId,
  result,
  timeZone,
  mayWrite,
}: Omit<ResultListProps, 'results'> & { readonly result: FollowUpResult }) {
  const queries = useQueryClient();
  const [doing, setDoing] = useState<'correct' | 'strike' | null>(null);
  const [why, setWhy] = useState('');
  const [conflict, setConflict] = useState<{ theirs: FollowUpResult; mine: Change } | null>(null);
  const { queryKey } = followUpQuery(patientId);
  const changing = useMutation({
    mutationFn: ({ change, basedOn }: { change: Change; basedOn: number }) =>
      changeResult(result.id, basedOn, change),
    onSuccess: (followUp) => {
      setDoing(null);
      setConflict(null);
      queries.setQueryData(queryKey, followUp);
      queries.invalidateQueries(worklistQuery);
    },
    onError: (error, { change }) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      const theirs = followUpResultSchema.safeParse(error.answer.stored).data;
      if (theirs !== undefined) setConflict({ theirs, mine: change });
    },
  });
  const send = (change: Change) => changing.mutate({ change, basedOn: result.version });
  const { what, says } = contentText(result.content);
  const kind = entryKinds.find((one) => one.kind === result.content.kind)?.kind;
  return (
    <li>
      <span className={result.struck === null ? undefined : classes.struck}>
        <span>
          <strong>{what}</strong>: {says}
        </span>
        <span className={classes.soft}>
          {instantText(result.at, timeZone)}, by {result.savedBy}
          {result.version > 1 && `, version ${result.version}`}
          {result.struck !== null && `; struck out: ${result.struck}`}
        </span>
      </span>
      {mayWrite && result.struck === null && doing === null && (
        <span className={classes.rowActions}>
          {kind !== undefined && (
            <Button size="compact-xs" variant="default" onClick={() => setDoing('correct')}>
              Correct
            </Button>
          )}
          <Button size="compact-xs" variant="default" onClick={() => setDoing('strike')}>
            Strike out
          </Button>
        </span>
      )}
      {conflict !== null && (
        <ConflictNotice
          {...conflict}
          onAgain={() => changing.mutate({ change: conflict.mine, basedOn: conflict.theirs.version })}
          onLeave={() => {
            setConflict(null);
            setDoing(null);
            queries.invalidateQueries({ queryKey });
          }}
        />
      )}
      {changing.error !== null && conflict === null && (
        <ErrorNotice title="It was not changed" error={changing.error} />
      )}
      {doing === 'correct' && kind !== undefined && (
        <EntryForm
          kind={kind satisfies EntryKind}
          initial={result}
          timeZone={timeZone}
          saving={changing.isPending}
          onSave={(changed) => send({ change: 'correct', ...changed })}
          onCancel={() => setDoing(null)}
        />
      )}
      {doing === 'strike' && (
        <form
          className={classes.fields}
          onSubmit={(event) => {
            event.preventDefault();
            send({ change: 'strike', why });
          }}
        >
          <TextInput
            label="Why should it not be there?"
            required
            minLength={3}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button type="submit" loading={changing.isPending}>
            Strike out
          </Button>
          <Button variant="default" onClick={() => setDoing(null)}>
            Cancel
          </Button>
        </form>
      )}
    </li>
  );
}

function ConflictNotice({
  theirs,
  mine,
  onAgain,
  onLeave,
}: {
  readonly theirs: FollowUpResult;
  readonly mine: Change;
  readonly onAgain: () => void;
  readonly onLeave: () => void;
}) {
  const stored = theirs.struck === null ? contentText(theirs.content).says : `struck out: ${theirs.struck}`;
  const own = mine.change === 'strike' ? `struck out: ${mine.why}` : contentText(mine.content).says;
  return (
    <Notice
      kind="caution"
      title={`${theirs.savedBy} changed this meanwhile`}
      actions={
        <>
          <Button size="xs" onClick={onAgain}>
            Save mine
          </Button>
          <Button size="xs" variant="default" onClick={onLeave}>
            Keep theirs
          </Button>
        </>
      }
    >
      <p>Stored: {stored}</p>
      <p>Yours: {own}</p>
    </Notice>
  );
}
