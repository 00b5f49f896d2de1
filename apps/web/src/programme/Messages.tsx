import { type DiaryState, entriesOf } from '@ketame/care';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { useAllowed, useSession } from '../session.ts';
import { sendMessage, useHomeChange } from './api.ts';
import classes from './programme.module.css';
import { homeWriters } from './roles.ts';

/** What patient and clinic wrote to each other, the newest last. */
export function Messages({ patientId, diary }: { readonly patientId: string; readonly diary: DiaryState }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const mayWrite = useAllowed(homeWriters);
  const messages = entriesOf(diary, 'message');
  // One id for each message, however often it is sent.
  const [id, setId] = useState(() => crypto.randomUUID());
  const [text, setText] = useState('');
  const sending = useHomeChange(
    () => sendMessage(patientId, { id, text: text.trim() }),
    () => {
      setText('');
      setId(crypto.randomUUID());
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate(undefined);
  };
  return (
    <>
      {messages.length === 0 && <p className={classes.soft}>No message yet.</p>}
      <ul className={classes.plain}>
        {messages.map((entry) => (
          <li key={entry.id} className={`${classes.item} ${classes.message}`}>
            <p className={classes.soft}>
              {entry.author === 'patient' ? 'The patient' : 'The clinic'}, {instantText(entry.at, timeZone)}
            </p>
            <p>{entry.now?.text ?? 'struck out'}</p>
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form className={form.form} onSubmit={submit}>
          <Textarea
            label="Message to the patient"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            required
            withAsterisk={false}
            autosize
          />
          {sending.isError && <ErrorNotice title="Not sent" error={sending.error} />}
          <div className={form.buttons}>
            <Button type="submit" size="xs" loading={sending.isPending}>
              Send
            </Button>
          </div>
        </form>
      )}
    </>
  );
}
