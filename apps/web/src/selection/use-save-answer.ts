import { type SaveAnswer, type SelectionDetail, selectionDetailSchema } from '@ketame/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api.ts';
import { saveAnswer, selectionQuery } from './api.ts';

/** An answer that somebody else came before: both are shown, nothing is overwritten unseen. */
export interface AnswerConflict {
  readonly mine: SaveAnswer;
  readonly theirs: SelectionDetail['answers'][number] | null;
  readonly savedBy: string;
}

/** Saves answers one after the other, each the moment it is given, from the version that is on the screen. */
export function useSaveAnswer(selection: SelectionDetail) {
  const queries = useQueryClient();
  const [conflict, setConflict] = useState<AnswerConflict | null>(null);
  const { queryKey } = selectionQuery(selection.id);
  const saving = useMutation({
    scope: { id: `selection ${selection.id}` },
    mutationFn: (answer: SaveAnswer) => {
      const { version } = queries.getQueryData<SelectionDetail>(queryKey) ?? selection;
      return saveAnswer(selection.id, version, answer);
    },
    onSuccess: (saved) => {
      setConflict(null);
      queries.setQueryData(queryKey, saved);
    },
    onError: (error, mine) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      const stored = selectionDetailSchema.safeParse(error.answer.stored).data;
      if (stored === undefined) return;
      queries.setQueryData(queryKey, stored);
      const theirs = stored.answers.find(({ question }) => question === mine.question) ?? null;
      setConflict({ mine, theirs, savedBy: stored.savedBy });
    },
  });
  return { save: saving.mutate, saving, conflict, dismiss: () => setConflict(null) };
}
