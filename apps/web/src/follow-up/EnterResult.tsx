import { type FollowUpContent, instruments } from '@ketame/care';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ErrorNotice } from '../parts/Notice.tsx';
import { beginDraft, enterResult, followUpQuery, worklistQuery } from './api.ts';
import { EntryForm, type EntryKind, entryKinds } from './EntryForm.tsx';
import classes from './follow-up.module.css';

/** Enters a result of a chosen kind, or begins a form. */
export function EnterResult({
  patientId,
  timeZone,
}: {
  readonly patientId: string;
  readonly timeZone: string;
}) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [kind, setKind] = useState<EntryKind | null>(null);
  // One id for one result, however often it is sent.
  const id = useRef(crypto.randomUUID());
  const entering = useMutation({
    mutationFn: (result: { at: string; content: FollowUpContent }) =>
      enterResult(patientId, { id: id.current, ...result }),
    onSuccess: (followUp) => {
      id.current = crypto.randomUUID();
      queries.setQueryData(followUpQuery(patientId).queryKey, followUp);
      queries.invalidateQueries(worklistQuery);
      setKind(null);
    },
  });
  const beginning = useMutation({
    mutationFn: (instrument: string) => beginDraft(patientId, crypto.randomUUID(), instrument),
    onSuccess: (draft) => {
      queries.invalidateQueries(followUpQuery(patientId));
      return navigate({
        to: '/patients/$patientId/questionnaires/$draftId',
        params: { patientId, draftId: draft.id },
      });
    },
  });
  const error = entering.error ?? beginning.error;
  return (
    <div>
      <div className={classes.kinds}>
        {entryKinds.map((one) => (
          <Button
            key={one.kind}
            size="xs"
            variant={kind === one.kind ? 'filled' : 'default'}
            aria-pressed={kind === one.kind}
            onClick={() => setKind(kind === one.kind ? null : one.kind)}
          >
            {one.label}
          </Button>
        ))}
        <NativeSelect
          size="xs"
          aria-label="Begin a form"
          value=""
          data={[
            { value: '', label: 'Begin a form', disabled: true },
            ...instruments.map((instrument) => ({
              value: instrument.id,
              label: instrument.own ? `${instrument.title} (ours)` : `${instrument.title} (scores)`,
            })),
          ]}
          onChange={(event) => beginning.mutate(event.currentTarget.value)}
        />
      </div>
      {error !== null && <ErrorNotice title="It was not entered" error={error} />}
      {kind !== null && (
        <EntryForm
          key={kind}
          kind={kind}
          timeZone={timeZone}
          saving={entering.isPending}
          onSave={entering.mutate}
          onCancel={() => setKind(null)}
        />
      )}
    </div>
  );
}
