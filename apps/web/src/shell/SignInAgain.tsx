import type { Account, Session } from '@ketame/contract';
import { Button, Modal, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { onExpiredSession, signIn } from '../api.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
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
    for (const resolve of waiting.current.splice(0)) resolve(signedIn);
  };

  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      onSignedIn(session);
      finish(true);
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email !== null) entering.mutate({ email, password });
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
        {entering.isError && <ErrorNotice title="Not signed in" error={entering.error} />}
        <Button type="submit" mt="md" fullWidth loading={entering.isPending}>
          Sign in and go on
        </Button>
      </form>
    </Modal>
  );
}
