import { dateIn, type FollowUpContent, noonIn } from '@ketame/care';
import { followUpContentSchema } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { check, type FieldErrors } from '../parts/form.ts';
import type { Draft, FieldsProps } from './fields.ts';
import classes from './follow-up.module.css';
import { ConversationFields, DrugTestFields, LearntFields, UltrasoundFields } from './home-fields.tsx';
import { LaboratoryFields, laboratoryDraft } from './LaboratoryFields.tsx';
import { MisuseFields, NotDoneFields, PainFields, SignFields, UrineFields } from './simple-fields.tsx';

/** Kinds that are entered in the page itself; forms have a page of their own. */
export const entryKinds = [
  { kind: 'pain', label: 'Pain' },
  { kind: 'laboratory', label: 'Blood' },
  { kind: 'urine test', label: 'Urine' },
  { kind: 'misuse review', label: 'Signs of misuse' },
  { kind: 'sign', label: 'A sign' },
  { kind: 'drug test', label: 'Drug test' },
  { kind: 'ultrasound', label: 'Ultrasound' },
  { kind: 'use at home', label: 'Use at home' },
  { kind: 'misuse conversation', label: 'Talk about misuse' },
  { kind: 'not done', label: 'Will not be done' },
] as const;
export type EntryKind = (typeof entryKinds)[number]['kind'];

const fresh: Readonly<Record<EntryKind, () => Draft>> = {
  pain: () => ({ kind: 'pain', period: 'week', mean: null, reliefPercent: null }),
  laboratory: laboratoryDraft,
  'urine test': () => ({ kind: 'urine test', blood: 'none', infection: 'not tested' }),
  'misuse review': () => ({ kind: 'misuse review', signs: [] }),
  sign: () => ({ kind: 'sign', sign: 'flashbacks that trouble', text: '', resolvedOn: null }),
  'drug test': () => ({
    kind: 'drug test',
    method: 'mass spectrometry',
    ketamine: 'found',
    norketamine: 'found',
    others: [],
  }),
  ultrasound: () => ({ kind: 'ultrasound', of: 'kidneys and bladder', findings: [] }),
  'use at home': () => ({ kind: 'use at home', learnt: 'asked for more', text: '' }),
  'misuse conversation': () => ({ kind: 'misuse conversation', explained: [], text: '' }),
  'not done': () => ({ kind: 'not done', item: 'contact', reason: '' }),
};

const fields: Readonly<Record<EntryKind, (props: FieldsProps) => ReactNode>> = {
  pain: PainFields,
  laboratory: LaboratoryFields,
  'urine test': UrineFields,
  'misuse review': MisuseFields,
  sign: SignFields,
  'drug test': DrugTestFields,
  ultrasound: UltrasoundFields,
  'use at home': LearntFields,
  'misuse conversation': ConversationFields,
  'not done': NotDoneFields,
};

interface EntryFormProps {
  readonly kind: EntryKind;
  /** The result that is corrected; absent for a new one. */
  readonly initial?: { readonly at: string; readonly content: FollowUpContent };
  readonly timeZone: string;
  readonly saving: boolean;
  readonly onSave: (result: { readonly at: string; readonly content: FollowUpContent }) => void;
  readonly onCancel: () => void;
}

/** Enters or corrects one result. A result of an earlier day counts as of its noon. */
export function EntryForm({ kind, initial, timeZone, saving, onSave, onCancel }: EntryFormProps) {
  const today = dateIn(timeZone, new Date().toISOString());
  const before = initial === undefined ? today : dateIn(timeZone, initial.at);
  const [on, setOn] = useState(before);
  const [draft, setDraft] = useState<Draft>(() => (initial ? { ...initial.content } : fresh[kind]()));
  const [wrong, setWrong] = useState<FieldErrors>({});
  const Fields = fields[kind];
  const save = () => {
    const { value, wrong: found } = check(followUpContentSchema, completed(draft));
    setWrong(found ?? {});
    if (value === null || on === '') return;
    const now = new Date().toISOString();
    const at =
      initial !== undefined && on === before ? initial.at : on === today ? now : noonIn(timeZone, on);
    onSave({ at, content: value });
  };
  return (
    <form
      className={classes.form}
      aria-label={entryKinds.find((one) => one.kind === kind)?.label ?? kind}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Fields draft={draft} wrong={wrong} set={(changed) => setDraft({ ...draft, ...changed })} />
      <div className={classes.fields}>
        <TextInput
          type="date"
          label="Of"
          max={today}
          value={on}
          error={on === '' ? 'A date' : undefined}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <Button type="submit" loading={saving}>
          Enter
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Rows of a blood sample without a value are no values. */
function completed(draft: Draft): Draft {
  if (draft.kind !== 'laboratory' || !Array.isArray(draft.values)) return draft;
  return { ...draft, values: draft.values.filter(({ value }) => value !== null) };
}
