import type { Proof } from '@ketame/contract';
import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { getFactors, stepUp, stepUpWithPasskey } from '../access.ts';
import { useSession } from '../session.ts';
import { CodeInput, isCodeNeeded } from './CodeInput.tsx';
import form from './form.module.css';
import { ErrorNotice, Loading } from './Notice.tsx';
import { PasskeyError } from './PasskeyError.tsx';

interface SignDialogProps {
  readonly opened: boolean;
  /** "Sign the pump programme as checked" */
  readonly title: string;
  /** What the signature says and is bound to, in words. */
  readonly children?: ReactNode;
  /** "own": the person who is signed in. "second": another person on the same screen; the first stays signed in. */
  readonly who: 'own' | 'second';
  /** Good for one signature and five minutes: send it with the request that is signed. */
  readonly onProof: (proof: Proof) => void;
  readonly onClose: () => void;
}

/** Asks who signs to show who they are, anew for each signature. */
export function SignDialog({ opened, title, children, who, onProof, onClose }: SignDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close without signing' }}
      closeOnClickOutside={false}
    >
      {children}
      {who === 'own' ? <OwnProof onProof={onProof} /> : <SecondProof onProof={onProof} />}
    </Modal>
  );
}

/** The person signed in: by the strongest way that is set up. */
function OwnProof({ onProof }: Pick<SignDialogProps, 'onProof'>) {
  const account = useSession().data?.account;
  const { data: factors, error } = useQuery({ queryKey: ['factors'], queryFn: getFactors });
  const [secret, setSecret] = useState('');
  const proving = useMutation({ mutationFn: stepUp, onSuccess: onProof });
  const byPasskey = useMutation({ mutationFn: stepUpWithPasskey, onSuccess: onProof });
  if (error !== null) return <ErrorNotice title="This cannot be signed now" error={error} />;
  if (factors === undefined) return <Loading what="Asking how you sign" />;
  const byCode = factors.authenticatorApp;
  const hasPasskey = factors.passkeys.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    proving.mutate(byCode ? { code: secret } : { password: secret });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p>
        As <strong>{account?.displayName}</strong>, {account?.role}.
      </p>
      {hasPasskey && (
        <Button onClick={() => byPasskey.mutate()} loading={byPasskey.isPending} data-autofocus>
          Use the passkey
        </Button>
      )}
      {byPasskey.isError && <PasskeyError error={byPasskey.error} />}
      {byCode && <CodeInput code={secret} onChange={setSecret} focused={!hasPasskey} />}
      {!byCode && !hasPasskey && (
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          required
          withAsterisk={false}
          data-autofocus
        />
      )}
      {proving.isError && <ErrorNotice title="Not signed" error={proving.error} />}
      {(byCode || !hasPasskey) && (
        <Button type="submit" variant={hasPasskey ? 'default' : 'filled'} loading={proving.isPending}>
          Confirm
        </Button>
      )}
    </form>
  );
}

/** Another person on the same screen. */
function SecondProof({ onProof }: Pick<SignDialogProps, 'onProof'>) {
  const [draft, setDraft] = useState({ email: '', password: '', code: '' });
  const proving = useMutation({ mutationFn: stepUp, onSuccess: onProof });
  const byPasskey = useMutation({ mutationFn: stepUpWithPasskey, onSuccess: onProof });
  const asksForCode = isCodeNeeded(proving.error);
  const showsCode = asksForCode || draft.code !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { email, password, code } = draft;
    proving.mutate({ email, password, ...(code === '' ? {} : { code }) });
  };
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
    required: true,
    withAsterisk: false,
  });
  return (
    <form className={form.form} onSubmit={submit}>
      <p>The second person gives their own. Your session goes on.</p>
      <TextInput label="E-mail" type="email" autoComplete="off" data-autofocus {...field('email')} />
      <PasswordInput label="Password" autoComplete="off" {...field('password')} />
      {showsCode && <CodeInput code={draft.code} onChange={(code) => setDraft({ ...draft, code })} />}
      {proving.isError && !asksForCode && <ErrorNotice title="Not signed" error={proving.error} />}
      <Button type="submit" loading={proving.isPending}>
        Confirm
      </Button>
      <Button variant="default" onClick={() => byPasskey.mutate()} loading={byPasskey.isPending}>
        Use a passkey of the second person
      </Button>
      {byPasskey.isError && <PasskeyError error={byPasskey.error} />}
    </form>
  );
}
