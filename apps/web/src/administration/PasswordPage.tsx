import { changePasswordSchema } from '@ketame/contract';
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf } from '../parts/form.ts';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { changePassword } from './api.ts';

/** One's own password; changing it ends one's other sessions. */
export function PasswordPage() {
  const [draft, setDraft] = useState({ current: '', next: '', again: '' });
  const [wrong, setWrong] = useState<FieldErrors>({});
  const changing = useMutation({
    mutationFn: changePassword,
    onSuccess: () => setDraft({ current: '', next: '', again: '' }),
    onError: (error) => setWrong(fieldsOf(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { again, ...sent } = draft;
    const checked = check(changePasswordSchema, sent);
    const problems = { ...checked.wrong, ...(again === draft.next ? {} : { again: 'The same as above' }) };
    setWrong(problems);
    if (checked.value !== null && again === draft.next) changing.mutate(checked.value);
  };
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    error: wrong[name],
    required: true,
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <Page title="Change password" lead="You stay signed in here; everywhere else you are signed out." narrow>
      <form className={form.form} onSubmit={submit} noValidate>
        <PasswordInput label="Current password" autoComplete="current-password" {...field('current')} />
        <PasswordInput
          label="New password"
          description="At least 12 characters; long is better than intricate"
          autoComplete="new-password"
          {...field('next')}
        />
        <PasswordInput label="New password again" autoComplete="new-password" {...field('again')} />
        {changing.isError && <ErrorNotice title="The password was not changed" error={changing.error} />}
        {changing.isSuccess && <Notice kind="done" title="The password is changed" />}
        <Button type="submit" loading={changing.isPending}>
          Change the password
        </Button>
      </form>
    </Page>
  );
}
