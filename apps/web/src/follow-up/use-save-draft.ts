import { type Draft, draftSchema, type FollowUp } from '@ketame/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api.ts';
import { followUpQuery, saveDraftAnswer } from './api.ts';

/** An answer that somebody else came before: both are shown, nothing is overwritten unseen. */
export interface DraftConflict {
  readonly item: string;
  readonly mine: number | null;
  readonly theirs: number | null;
  readonly savedBy: string;
}

/**
 * Saves the answers of a form one after the other, each the moment it is given.
 * @returns `answers` with those that are on their way, or could not be saved yet
 */
export function useSaveDraft(draft: Draft) {
  const queries = useQueryClient();
  const [conflict, setConflict] = useState<DraftConflict | null>(null);
  const [given, setGiven] = useState<Readonly<Record<string, number | null>>>({});
  const { queryKey } = followUpQuery(draft.patientId);
  const stored = () =>
    queries.getQueryData<FollowUp>(queryKey)?.drafts.find(({ id }) => id === draft.id) ?? draft;
  const keep = (saved: Draft) =>
    queries.setQueryData<FollowUp>(
      queryKey,
      (known) =>
        known && { ...known, drafts: known.drafts.map((one) => (one.id === saved.id ? saved : one)) },
    );
  const saving = useMutation({
    scope: { id: `form ${draft.id}` },
    mutationFn: ({ item, value }: { item: string; value: number | null }) =>
      saveDraftAnswer(draft.id, stored().version, item, value),
    onMutate: ({ item, value }) => setGiven((before) => ({ ...before, [item]: value })),
    onSuccess: (saved) => {
      setConflict(null);
      keep(saved);
    },
    onError: (error, { item, value }) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      const theirs = draftSchema.safeParse(error.answer.stored).data;
      if (theirs === undefined) return;
      keep(theirs);
      setGiven(({ [item]: _mine, ...others }) => others);
      setConflict({ item, mine: value, theirs: theirs.answers[item] ?? null, savedBy: theirs.savedBy });
    },
  });
  const answers: Record<string, number> = { ...draft.answers };
  for (const [item, value] of Object.entries(given)) {
    if (value === null) delete answers[item];
    else answers[item] = value;
  }
  return { answers, save: saving.mutate, saving, conflict, dismiss: () => setConflict(null) };
}
