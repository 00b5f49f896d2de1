import type { NewRegisterEntry, Register, RegisterEntry } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../api.ts';
import form from '../parts/form.module.css';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { useSession } from '../session.ts';
import { enter } from './api.ts';
import { EntryFields } from './EntryFields.tsx';
import { type Draft, type DraftProblem, emptyDraft, entryOf, refusedField } from './entry-draft.ts';
import { useSignatures } from './use-signatures.tsx';
import { milligramsText, refusalText } from './words.ts';

/** What one person signs at least, whatever the country asks. */
const signedByOne: readonly NewRegisterEntry['kind'][] = ['destruction', 'correction', 'adjustment'];

interface EntryFormProps {
  readonly register: Register;
  readonly kind: NewRegisterEntry['kind'];
  readonly label: string;
  /** The entry that a correction reverses. */
  readonly wrong: RegisterEntry | null;
  readonly onEntered: (entry: RegisterEntry) => void;
}

/** Each kind of entry asks for what it needs; the server says what is wrong, and what to do. */
export function EntryForm({ register, kind, label, wrong, onEntered }: EntryFormProps) {
  const queries = useQueryClient();
  const timeZone = useSession().data?.clinic.timeZone;
  const [draft, setDraft] = useState<Draft>({ ...emptyDraft, corrects: wrong?.id ?? '' });
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  // One id for each thing that is entered: sent again after a failure of the network, it is entered once.
  const [id, setId] = useState(() => crypto.randomUUID());
  const [dialog, askSignatures] = useSignatures();
  const entering = useMutation({
    mutationFn: (entry: NewRegisterEntry) => enter(register.id, entry),
    onSuccess: (entry) => {
      setDraft(emptyDraft);
      setId(crypto.randomUUID());
      onEntered(entry);
      return queries.invalidateQueries({ queryKey: ['registers'] });
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status < 400 || error.status >= 500) return;
      // Refused, so nothing was entered: what is sent next is another entry.
      setId(crypto.randomUUID());
      const message = refusalText(error.answer.message, timeZone);
      setProblem(refusedField(kind, { ...error.answer, message }, draft));
    },
  });
  const set = (change: Partial<Draft>) => {
    setProblem(null);
    setDraft({ ...draft, ...change });
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const made = entryOf(kind, draft, id, new Date().toISOString());
    entering.reset();
    if ('problem' in made) return setProblem(made);
    const people =
      register.twoPeople.includes(kind) || (made.kind === 'dispensing' && made.early !== null) ? 2 : 0;
    const signed = people === 0 && signedByOne.includes(kind) ? 1 : people;
    if (signed === 0) return entering.mutate(made);
    askSignatures({
      title: label,
      what: <p>{label}: the signature is bound to this entry alone.</p>,
      people: signed === 1 ? 1 : 2,
      done: (proofs) => entering.mutate({ ...made, proofs }),
    });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      {wrong !== null && (
        <p>
          Reverses entry {wrong.number}: {wrong.kind}, {milligramsText(wrong.amountUg)}.
        </p>
      )}
      <EntryFields
        kind={kind}
        register={register}
        draft={draft}
        set={set}
        problem={problem}
        onProblem={setProblem}
      />
      {problem !== null && (
        <Notice kind="caution" title="Not entered">
          <p>What is wrong stands at its field.</p>
        </Notice>
      )}
      {entering.isError && problem === null && <ErrorNotice title="Not entered" error={entering.error} />}
      <div className={form.buttons}>
        <Button type="submit" loading={entering.isPending}>
          {label}
        </Button>
      </div>
      {dialog}
    </form>
  );
}
