import type { Account, Session } from '@ketame/contract';
import { Button, Modal, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { signInWithPasskeyAs } from '../access.ts';
import { onExpiredSession, signIn } from '../api.ts';
import { CodeInput, isCodeNeeded } from '../parts/CodeInput.tsx';
import { ErrorNotice } from '../parts/Notice.tsx';
import { PasskeyError } from '../parts/PasskeyError.tsx';
import classes from './SignInAgain.module.css';

interface SignInAgainProps {
  /** Who was signed in; the same person goes on. */
  readonly account: Account | null;
  readonly onSignedIn: (session: Session) => void;
}

/**
 * A session that ended under the hand: the same person signs in over the page, the refused request is sent again, and
 * nothing that was typed is lost.
 */
export function SignInAgain({ account, onSignedIn }: SignInAgainProps) {
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);
  const email = account?.email ?? null;

  useEffect(() => {
    if (email === null) return;
    onExpiredSession(
      () =>
        new Promise((resolve) => {
          waiting.current.push(resolve);
          setAsking(true);
        }),
    );
    return () => onExpiredSession(null);
  }, [email]);

  const finish = (signedIn: boolean) => {
    setAsking(false);
    setPassword('');
    setCode('');
    for (const resolve of waiting.current.splice(0)) resolve(signedIn);
  };

  const onSuccess = (session: Session) => {
    onSignedIn(session);
    finish(true);
  };
  const entering = useMutation({ mutationFn: signIn, onSuccess });
  const byPasskey = useMutation({ mutationFn: () => signInWithPasskeyAs(email), onSuccess });
  const asksForCode = isCodeNeeded(entering.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email !== null) entering.mutate({ email, password, ...(code === '' ? {} : { code }) });
  };

  return (
    <Modal
      opened={asking}
      onClose={() => finish(false)}
      title="Your session has ended"
      closeButtonProps={{ 'aria-label': 'Close without signing in' }}
      closeOnClickOutside={false}
      centered
    >
      <p className={classes.words}>
        Nothing on the page is lost. Sign in again as {account?.displayName} to go on where you were.
      </p>
      <form onSubmit={submit}>
        <input type="hidden" name="email" autoComplete="username" value={email ?? ''} readOnly />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
          withAsterisk={false}
          data-autofocus
        />
        {(asksForCode || code !== '') && <CodeInput code={code} onChange={setCode} />}
        {entering.isError && !asksForCode && <ErrorNotice title="Not signed in" error={entering.error} />}
        <Button type="submit" mt="md" fullWidth loading={entering.isPending}>
          Sign in and go on
        </Button>
        <Button
          variant="default"
          mt="xs"
          fullWidth
          loading={byPasskey.isPending}
          onClick={() => byPasskey.mutate()}
        >
          With a passkey
        </Button>
        {byPasskey.isError && <PasskeyError error={byPasskey.error} />}
      </form>
    </Modal>
  );
}
