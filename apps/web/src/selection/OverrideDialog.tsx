import { shortestReason } from '@ketame/care';
import type { SelectionDetail } from '@ketame/contract';
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { ErrorNotice } from '../parts/Notice.tsx';
import { SignDialog } from '../parts/SignDialog.tsx';
import { useSession } from '../session.ts';
import { beginOverride, joinOverride, selectionQuery } from './api.ts';

interface OverrideDialogProps {
  readonly selection: SelectionDetail;
  /** Id of the criterion. */
  readonly criterion: string;
  readonly onClose: () => void;
}

/** Sets a criterion aside for one patient: a reason and the first signature, or the second physician's signature. */
export function OverrideDialog({ selection, criterion, onClose }: OverrideDialogProps) {
  const account = useSession().data?.account;
  const queries = useQueryClient();
  const result = selection.result.criteria.find((one) => one.criterion.id === criterion);
  const pending = selection.overrides.find(
    (one) => one.criterion === criterion && one.second === null && one.of === result?.reason,
  );
  const [why, setWhy] = useState('');
  const [isSigning, setIsSigning] = useState(pending !== undefined);
  const signing = useMutation({
    mutationFn: (proof: string) =>
      pending === undefined
        ? beginOverride(selection.id, { id: crypto.randomUUID(), criterion, why, proof })
        : joinOverride(pending.id, proof),
    onSuccess: (saved) => {
      queries.setQueryData(selectionQuery(selection.id).queryKey, saved);
      onClose();
    },
    onError: () => setIsSigning(false),
  });
  const title = `Set aside: ${result?.criterion.title ?? criterion}`;
  if (isSigning) {
    return (
      <SignDialog
        opened
        title={title}
        who={pending?.by.account === account?.id && pending !== undefined ? 'second' : 'own'}
        onProof={({ proof }) => signing.mutate(proof)}
        onClose={onClose}
      >
        <p>{result?.reason}</p>
        <p>Reason to set it aside: {pending?.why ?? why}</p>
        {pending !== undefined && <p>{pending.by.name} has signed. You sign as the second physician.</p>}
      </SignDialog>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsSigning(true);
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className={form.form} onSubmit={submit}>
        <p>{result?.reason}</p>
        <Textarea
          label="Reason"
          description={`At least ${shortestReason} characters. It stands in the record; a second physician signs it too.`}
          required
          minLength={shortestReason}
          minRows={3}
          data-autofocus
          value={pending?.why ?? why}
          readOnly={pending !== undefined}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        {signing.error !== null && <ErrorNotice title="Not signed" error={signing.error} />}
        <Button type="submit">Sign</Button>
      </form>
    </Modal>
  );
}
