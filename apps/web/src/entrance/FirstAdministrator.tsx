import { firstAdministratorSchema } from '@ketame/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { createFirstAdministrator } from '../api.ts';
import formClasses from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf } from '../parts/form.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';

/** The first account of a clinic, allowed by the one-time token that the server printed. */
export function FirstAdministrator() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [form, setForm] = useState({ token: '', displayName: '', email: '', password: '' });
  const [wrong, setWrong] = useState<FieldErrors>({});
  const creating = useMutation({
    mutationFn: createFirstAdministrator,
    onSuccess: async (session) => {
      queries.setQueryData(['session'], session);
      await navigate({ to: '/' });
    },
    onError: (error) => setWrong(fieldsOf(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = check(firstAdministratorSchema, form);
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) creating.mutate(checked.value);
  };
  const field = (name: keyof typeof form) => ({
    value: form[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
    required: true,
  });

  return (
    <Page
      title="First administrator"
      lead="This clinic has no account yet. Whoever runs the server can read a one-time token there; with it you make the first account, which then makes the others."
      narrow
    >
      <form onSubmit={submit} className={formClasses.form} noValidate>
        <TextInput
          label="One-time token"
          description="Printed by the server when it started, or when the clinic was added"
          autoComplete="one-time-code"
          {...field('token')}
        />
        <TextInput label="Name" autoComplete="name" {...field('displayName')} />
        <TextInput label="E-mail" type="email" autoComplete="username" {...field('email')} />
        <PasswordInput
          label="Password"
          description="At least 12 characters; long is better than intricate"
          autoComplete="new-password"
          {...field('password')}
        />
        {creating.isError && <ErrorNotice title="The account was not made" error={creating.error} />}
        <Button type="submit" loading={creating.isPending}>
          Make the first administrator
        </Button>
      </form>
    </Page>
  );
}
