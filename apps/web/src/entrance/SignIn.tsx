import type { Session } from '@ketame/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { signInWithPasskey } from '../access.ts';
import { signIn } from '../api.ts';
import { CodeInput, isCodeNeeded } from '../parts/CodeInput.tsx';
import { ErrorNotice } from '../parts/Notice.tsx';
import { PasskeyError } from '../parts/PasskeyError.tsx';
import { roleWords } from '../parts/role-words.ts';
import classes from './SignIn.module.css';

/** Sign-in, with the demonstration accounts beside it where there are any. Stays on the address that was asked for. */
export function SignIn({ session }: { readonly session: Session }) {
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: (next) => queries.setQueryData(['session'], next),
  });
  const byPasskey = useMutation({
    mutationFn: signInWithPasskey,
    onSuccess: (next) => queries.setQueryData(['session'], next),
  });
  const asksForCode = isCodeNeeded(entering.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate({ email, password, ...(code === '' ? {} : { code }) });
  };

  return (
    <div className={classes.entrance}>
      <title>Sign in · Ketame</title>
      <div className={classes.welcome}>
        <h1 className={classes.title}>{session.clinic.name}</h1>
        <p className={classes.lead}>
          Ketamine for chronic pain, from the patient’s record to the next decision: judge who may be treated,
          draw the regimen beside the published trials, watch the infusion, follow what comes after, at home
          too.
        </p>
        <Link to="/studio" className={classes.studio}>
          Open the studio without signing in
        </Link>
        <p className={classes.aside}>
          The studio calculates in this browser and saves nothing. Plans of patients need an account.
        </p>
      </div>

      <form className={classes.form} onSubmit={submit} aria-label="Sign in">
        <h2 className={classes.formTitle}>Sign in</h2>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        {(asksForCode || code !== '') && <CodeInput code={code} onChange={setCode} />}
        {entering.isError && !asksForCode && <ErrorNotice title="Not signed in" error={entering.error} />}
        <Button type="submit" fullWidth loading={entering.isPending}>
          Sign in
        </Button>
        <Button variant="default" fullWidth loading={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
          Sign in with a passkey
        </Button>
        {byPasskey.isError && <PasskeyError error={byPasskey.error} />}
      </form>

      {session.demonstrationAccounts.length > 0 && (
        <section className={classes.accounts} aria-label="Demonstration accounts">
          <h2 className={classes.formTitle}>Demonstration accounts</h2>
          <p className={classes.aside}>
            They exist only in this demonstration, and their passwords are public. Choose one to fill the
            form.
          </p>
          <ul className={classes.list}>
            {session.demonstrationAccounts.map((account) => (
              <li key={account.email}>
                <button
                  type="button"
                  className={classes.account}
                  onClick={() => {
                    setEmail(account.email);
                    setPassword(account.password);
                  }}
                >
                  <span className={classes.accountRole}>{account.role}</span>
                  <span>{roleWords[account.role]}</span>
                  <span className={classes.accountEmail}>{account.email}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
