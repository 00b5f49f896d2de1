import { type NewHomeAccount, newHomeAccountSchema } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf } from '../parts/form.ts';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { makeHomeAccount, useHomeChange } from './api.ts';

/** Makes the account with which the patient signs in at home. */
export function AccountForm({ patientId }: { readonly patientId: string }) {
  const [draft, setDraft] = useState({ email: '', password: '' });
  const [wrong, setWrong] = useState<FieldErrors>({});
  const making = useHomeChange((json: NewHomeAccount) => makeHomeAccount(patientId, json));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = check(newHomeAccountSchema, draft);
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) making.mutate(checked.value);
  };
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
    error: wrong[name] ?? fieldsOf(making.error)[name],
  });
  if (making.isSuccess) {
    return (
      <Notice kind="done" title="The account is made">
        <p>
          Give the patient the address of this clinic, {draft.email} and the password {draft.password}, in
          person. It is asked for once more at the first sign-in and changed there.
        </p>
      </Notice>
    );
  }
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <div className={form.row}>
        <TextInput label="E-mail of the patient" type="email" autoComplete="off" {...field('email')} />
        <TextInput label="First password, 12 characters or more" autoComplete="off" {...field('password')} />
      </div>
      {making.isError && <ErrorNotice title="Not made" error={making.error} />}
      <div className={form.buttons}>
        <Button type="submit" size="xs" loading={making.isPending}>
          Make the account
        </Button>
      </div>
    </form>
  );
}
