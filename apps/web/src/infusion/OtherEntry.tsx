import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import type { FieldErrors } from '../parts/form.ts';
import { EntryFields } from './EntryFields.tsx';
import { contentOf, entryForms, type ObservedKind, typedOf } from './entry-forms.ts';
import classes from './infusion.module.css';
import { RefusalNotice } from './RefusalNotice.tsx';
import { useEntry } from './use-entry.ts';
import type { Charting } from './use-session.ts';
import { WhenField } from './WhenField.tsx';
import { kindNames } from './words.ts';

const kinds = Object.keys(entryForms) as ObservedKind[];

/** What was seen or done beside the row: drugs, events, laboratory, handover, review, notes. */
export function OtherEntry({ charting }: { readonly charting: Charting }) {
  const [kind, setKind] = useState<ObservedKind>('drug-given');
  const [typed, setTyped] = useState(() => typedOf('drug-given', null));
  const [wrong, setWrong] = useState<FieldErrors>({});
  const { refusal, submit, when } = useEntry(charting);
  const choose = (next: ObservedKind) => {
    setKind(next);
    setTyped(typedOf(next, null));
    setWrong({});
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { value, wrong: errors } = contentOf(kind, typed);
    setWrong(errors ?? {});
    if (value !== null && (await submit(value))) setTyped(typedOf(kind, null));
  };
  return (
    <form className={`${form.form} ${classes.other}`} onSubmit={save} aria-label="Enter something else">
      <NativeSelect
        label="Something else"
        value={kind}
        data={kinds.map((value) => ({ value, label: kindNames[value] }))}
        onChange={(event) => choose(event.currentTarget.value as ObservedKind)}
      />
      <EntryFields kind={kind} typed={typed} wrong={wrong} onChange={setTyped} />
      <RefusalNotice refusal={refusal} />
      <div className={form.buttons}>
        <Button type="submit" variant="default">
          Enter: {kindNames[kind].toLowerCase()}
        </Button>
        <WhenField {...when} />
      </div>
    </form>
  );
}
