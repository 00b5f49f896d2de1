import {
  type Account,
  type ListedAccount,
  newAccountSchema,
  type Role,
  resetPasswordSchema,
  roles,
} from '@ketame/contract';
import { Button, Modal, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { resetFactors } from '../access.ts';
import form from '../parts/form.module.css';
import { check, type FieldErrors, fieldsOf } from '../parts/form.ts';
import { counted } from '../parts/format.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { roleWords } from '../parts/role-words.ts';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';
import classes from './AccountsPage.module.css';
import { changeAccount, createAccount, listAccounts, resetPassword } from './api.ts';
import { Monitors } from './Monitors.tsx';

/** Who can sign in, and as what; and which monitors send vital signs. */
export function AccountsPage() {
  const [adding, setAdding] = useState(false);
  const own = useSession().data?.account?.id;
  const { data: accounts, error, refetch } = useQuery({ queryKey: ['accounts'], queryFn: listAccounts });
  return (
    <Page
      title="Accounts"
      lead="An account is disabled, never deleted: what it did stays attributed to it."
      actions={<Button onClick={() => setAdding(true)}>Add an account</Button>}
    >
      {error !== null && <ErrorNotice title="The accounts cannot be shown" error={error} retry={refetch} />}
      {accounts === undefined && error === null && <Loading what="Fetching the accounts" />}
      {accounts !== undefined && (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">E-mail</th>
              <th scope="col">Role</th>
              <th scope="col">Second factor</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <AccountRow key={account.id} account={account} isOwn={account.id === own} />
            ))}
          </tbody>
        </table>
      )}
      <Monitors />
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title="New account"
        closeButtonProps={{ 'aria-label': 'Close without adding' }}
        closeOnClickOutside={false}
      >
        <NewAccount onDone={() => setAdding(false)} />
      </Modal>
    </Page>
  );
}

function AccountRow({ account, isOwn }: { readonly account: ListedAccount; readonly isOwn: boolean }) {
  const queries = useQueryClient();
  const [resetting, setResetting] = useState(false);
  const changing = useMutation({
    mutationFn: (change: { role?: Role; disabled?: boolean }) => changeAccount(account.id, change),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const removing = useMutation({
    mutationFn: () => resetFactors(account.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  });
  return (
    <tr>
      <th scope="row">
        {account.displayName}
        {isOwn && <span className={table.soft}> (you)</span>}
      </th>
      <td>{account.email}</td>
      <td className={table.wide}>
        <NativeSelect
          size="xs"
          aria-label={`Role of ${account.displayName}`}
          data={roles.map((role) => ({ value: role, label: role }))}
          value={account.role}
          disabled={isOwn || changing.isPending}
          onChange={(event) => changing.mutate({ role: event.currentTarget.value as Role })}
        />
        <span className={classes.words}>{roleWords[account.role]}</span>
        {changing.isError && <ErrorNotice title="Not changed" error={changing.error} />}
      </td>
      <td className={table.wide} data-label="second factor:">
        {factorWords(account)}
        {!isOwn && (account.authenticatorApp || account.passkeys > 0) && (
          <Button
            size="compact-xs"
            variant="default"
            ml="xs"
            aria-label={`Remove the second factors of ${account.displayName}`}
            loading={removing.isPending}
            onClick={() => removing.mutate()}
          >
            Lost: remove
          </Button>
        )}
        {removing.isError && <ErrorNotice title="Not removed" error={removing.error} />}
      </td>
      <td className={table.wide}>
        {account.disabled ? <strong>disabled</strong> : 'active'}
        {!isOwn && (
          <div className={classes.changes}>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`${account.disabled ? 'Enable' : 'Disable'} ${account.displayName}`}
              loading={changing.isPending}
              onClick={() => changing.mutate({ disabled: !account.disabled })}
            >
              {account.disabled ? 'Enable' : 'Disable'}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`New password for ${account.displayName}`}
              onClick={() => setResetting(true)}
            >
              New password
            </Button>
          </div>
        )}
        <Modal
          opened={resetting}
          onClose={() => setResetting(false)}
          title={`New password for ${account.displayName}`}
          closeButtonProps={{ 'aria-label': 'Close without changing' }}
        >
          <ResetPassword account={account} onDone={() => setResetting(false)} />
        </Modal>
      </td>
    </tr>
  );
}

function factorWords({ authenticatorApp, passkeys }: ListedAccount): string {
  const words = [
    ...(passkeys > 0 ? [counted(passkeys, 'passkey')] : []),
    ...(authenticatorApp ? ['authenticator app'] : []),
  ];
  return words.length === 0 ? 'none' : words.join(', ');
}

/** For somebody who forgot theirs: the account is signed out everywhere and unlocked. */
function ResetPassword({ account, onDone }: { readonly account: Account; readonly onDone: () => void }) {
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<FieldErrors>({});
  const resetting = useMutation({
    mutationFn: (next: string) => resetPassword(account.id, next),
    onError: (error) => setWrong(fieldsOf(error)),
  });
  if (resetting.isSuccess) {
    return (
      <>
        <Notice kind="done" title="The password is changed" />
        <div className={form.buttons}>
          <Button onClick={onDone}>Close</Button>
        </div>
      </>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = check(resetPasswordSchema, { password });
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) resetting.mutate(checked.value.password);
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <PasswordInput
        label="New password"
        description="At least 12 characters. Hand it over in person; the owner changes it after signing in."
        required
        autoComplete="new-password"
        data-autofocus
        value={password}
        error={wrong.password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {resetting.isError && <ErrorNotice title="Not changed" error={resetting.error} />}
      <div className={form.buttons}>
        <Button type="submit" loading={resetting.isPending}>
          Set the password
        </Button>
        <Button variant="default" onClick={onDone}>
          Leave it as it is
        </Button>
      </div>
    </form>
  );
}

function NewAccount({ onDone }: { readonly onDone: () => void }) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ displayName: '', email: '', role: 'physician', password: '' });
  const [wrong, setWrong] = useState<FieldErrors>({});
  const adding = useMutation({
    mutationFn: createAccount,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['accounts'] });
      onDone();
    },
    onError: (error) => setWrong(fieldsOf(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = check(newAccountSchema, draft);
    setWrong(checked.wrong ?? {});
    if (checked.value !== null) adding.mutate(checked.value);
  };
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <TextInput label="Name" required autoComplete="off" data-autofocus {...field('displayName')} />
      <TextInput label="E-mail" type="email" required autoComplete="off" {...field('email')} />
      <NativeSelect
        label="Role"
        data={roles.map((role) => ({ value: role, label: `${role}: ${roleWords[role]}` }))}
        {...field('role')}
      />
      <PasswordInput
        label="First password"
        description="At least 12 characters. Hand it over in person; the owner changes it after signing in."
        required
        autoComplete="new-password"
        {...field('password')}
      />
      {adding.isError && <ErrorNotice title="Not added" error={adding.error} />}
      <div className={form.buttons}>
        <Button type="submit" loading={adding.isPending}>
          Add the account
        </Button>
        <Button variant="default" onClick={onDone}>
          Do not add
        </Button>
      </div>
    </form>
  );
}
