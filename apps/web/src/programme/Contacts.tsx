import { contactKinds, type PlannedContact } from '@ketame/care';
import type { NewHomeContact, PatientHome } from '@ketame/contract';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { dateText, instantText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import table from '../parts/table.module.css';
import { useAllowed, useSession } from '../session.ts';
import { addContact, useHomeChange } from './api.ts';
import classes from './programme.module.css';
import { homeWriters } from './roles.ts';
import { contactStateWords, contactWords, overdueText } from './words.ts';

/** How many contacts that lie ahead are shown. */
const AHEAD = 3;

/** Calls and visits: those that are due or overdue first, with what became of the others. */
export function Contacts({ home }: { readonly home: PatientHome }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const mayWrite = useAllowed(homeWriters);
  const [entering, setEntering] = useState<PlannedContact | 'unplanned' | null>(null);
  // One that the patient did not keep stays until it is made.
  const open = home.planned.filter(({ state }) => ['due', 'overdue', 'no-show'].includes(state));
  const ahead = home.planned.filter(({ state }) => state === 'later').slice(0, AHEAD);
  return (
    <>
      {home.planned.length === 0 && <p className={classes.soft}>No contact is planned.</p>}
      <ul className={classes.plain}>
        {[...open, ...ahead].map((contact) => (
          <li key={contact.key} className={classes.item}>
            <p>
              <strong>{contactWords[contact.kind]}</strong>, {dateText(contact.on)}
              {contact.until !== contact.on && ` to ${dateText(contact.until)}`}:{' '}
              {contact.state === 'overdue' ? (
                <strong>✕ {overdueText(contact.overdueDays)}</strong>
              ) : (
                contactStateWords[contact.state]
              )}
            </p>
            {mayWrite && contact.state !== 'later' && entering !== contact && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Enter the ${contactWords[contact.kind].toLowerCase()} of ${dateText(contact.on)}`}
                onClick={() => setEntering(contact)}
              >
                Enter
              </Button>
            )}
            {entering === contact && (
              <ContactForm home={home} planned={contact} onDone={() => setEntering(null)} />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && entering !== 'unplanned' && (
        <Button size="compact-sm" variant="default" onClick={() => setEntering('unplanned')}>
          Enter another contact
        </Button>
      )}
      {entering === 'unplanned' && (
        <ContactForm home={home} planned={null} onDone={() => setEntering(null)} />
      )}
      {home.contacts.length > 0 && (
        <details>
          <summary>All contacts so far: {home.contacts.length}</summary>
          <ul className={classes.plain}>
            {home.contacts.toReversed().map(({ id, kind, at, outcome, minutes, note, by }) => (
              <li key={id}>
                {contactWords[kind]}, {instantText(at, timeZone)}: {contactStateWords[outcome]}
                {minutes > 0 && `, ${minutes} min`}
                <span className={table.soft}>
                  {note !== '' && ` ${note}`} ({by})
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface ContactFormProps {
  readonly home: PatientHome;
  readonly planned: PlannedContact | null;
  readonly onDone: () => void;
}

function ContactForm({ home, planned, onDone }: ContactFormProps) {
  // One id for one contact, however often it is sent.
  const [id] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState({
    kind: planned?.kind ?? ('call' as const),
    outcome: 'done' as NewHomeContact['outcome'],
    minutes: 10,
    note: '',
  });
  const entering = useHomeChange(
    () =>
      addContact(home.patientId, {
        ...draft,
        id,
        planned: planned?.key ?? null,
        at: new Date().toISOString(),
        note: draft.note.trim(),
      }),
    onDone,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate(undefined);
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <div className={form.row}>
        {planned === null && (
          <NativeSelect
            label="Kind"
            value={draft.kind}
            data={contactKinds.map((kind) => ({ value: kind, label: contactWords[kind] }))}
            onChange={(event) => {
              const kind = contactKinds.find((one) => one === event.currentTarget.value);
              if (kind !== undefined) setDraft({ ...draft, kind });
            }}
          />
        )}
        <NativeSelect
          label="What became of it"
          value={draft.outcome}
          data={[
            { value: 'done', label: 'spoken with the patient' },
            { value: 'no-show', label: 'the patient did not come or answer' },
          ]}
          onChange={(event) =>
            setDraft({ ...draft, outcome: event.currentTarget.value === 'done' ? 'done' : 'no-show' })
          }
        />
        <NumberInput
          label="Minutes"
          min={0}
          max={600}
          allowDecimal={false}
          value={draft.minutes}
          onChange={(minutes) => setDraft({ ...draft, minutes: Number(minutes) })}
        />
      </div>
      <TextInput
        label="Note"
        value={draft.note}
        onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
      />
      {entering.isError && <ErrorNotice title="Not entered" error={entering.error} />}
      <div className={form.buttons}>
        <Button type="submit" size="xs" loading={entering.isPending}>
          Enter the contact
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}
