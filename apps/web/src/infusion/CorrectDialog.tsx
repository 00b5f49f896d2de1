import type { SessionEntry } from '@ketame/care';
import type { EntryContent } from '@ketame/contract';
import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import type { FieldErrors } from '../parts/form.ts';
import { EntryFields } from './EntryFields.tsx';
import { contentOf, typedOf } from './entry-forms.ts';
import { RefusalNotice } from './RefusalNotice.tsx';
import { useEntry } from './use-entry.ts';
import type { Charting } from './use-session.ts';
import { kindNames } from './words.ts';

interface CorrectDialogProps {
  readonly charting: Charting;
  readonly entry: SessionEntry;
  readonly onClose: () => void;
}

/** A correction: new values and a reason. The old values stay in the record and are shown. */
export function CorrectDialog({ charting, entry, onClose }: CorrectDialogProps) {
  const { kind } = entry.event.content;
  const sedation = entry.content?.kind === 'chart' ? entry.content.sedation : undefined;
  const [typed, setTyped] = useState(() => typedOf(kind, entry.content));
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<FieldErrors>({});
  const { refusal, submit } = useEntry(charting);
  const correct = async (replacement: EntryContent | null) => {
    const content = { kind: 'correction', corrects: entry.event.id, replacement, reason } as EntryContent;
    if (await submit(content)) onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const { value, wrong: errors } = contentOf(kind, typed, sedation?.scale);
    setWrong(errors ?? {});
    if (value !== null) correct(value);
  };
  return (
    <Modal opened onClose={onClose} title={`Correct: ${kindNames[kind]}`} size="lg">
      <form className={form.form} onSubmit={onSubmit}>
        <EntryFields kind={kind} typed={typed} wrong={wrong} onChange={setTyped} />
        <TextInput
          label="Reason for the correction"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <RefusalNotice refusal={refusal} />
        <div className={form.buttons}>
          <Button type="submit">Correct</Button>
          <Button variant="default" disabled={reason.trim().length < 3} onClick={() => correct(null)}>
            It should not be there at all
          </Button>
        </div>
      </form>
    </Modal>
  );
}
