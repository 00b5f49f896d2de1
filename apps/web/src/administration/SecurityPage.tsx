import type { Factors, Proof } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addPasskey, getFactors, removeApp, removePasskey, renewRecoveryCodes } from '../access.ts';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { PasskeyError } from '../parts/PasskeyError.tsx';
import { SignDialog } from '../parts/SignDialog.tsx';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';
import { NewApp, RecoveryCodes } from './NewApp.tsx';
import classes from './SecurityPage.module.css';

/** One's own ways to sign in: password, passkeys, authenticator app. */
export function SecurityPage() {
  const { data: factors, error, refetch } = useQuery({ queryKey: ['factors'], queryFn: getFactors });
  return (
    <Page
      title="Security"
      lead={
        <>
          How you show who you are, when you sign in and when you sign.{' '}
          <Link to="/password">Change password</Link>
        </>
      }
      narrow
    >
      {error !== null && <ErrorNotice title="This cannot be shown" error={error} retry={refetch} />}
      {factors === undefined && error === null && <Loading what="Fetching your passkeys" />}
      {factors !== undefined && (
        <>
          {factors.required && factors.passkeys.length === 0 && !factors.authenticatorApp && (
            <Notice kind="caution" title="Your clinic requires a second factor">
              <p>Add a passkey or an authenticator app here; until then nothing else opens.</p>
            </Notice>
          )}
          <Passkeys factors={factors} />
          <App factors={factors} />
        </>
      )}
    </Page>
  );
}

/** Asks for a proof, then does with it what was wanted. */
function useProved(title: string, act: (proof: string) => Promise<unknown>) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const acting = useMutation({
    mutationFn: (proof: Proof) => act(proof.proof),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['factors'] }),
  });
  return {
    ask: () => setAsking(true),
    acting,
    dialog: (
      <SignDialog
        opened={asking}
        title={title}
        who="own"
        onProof={(proof) => {
          setAsking(false);
          acting.mutate(proof);
        }}
        onClose={() => setAsking(false)}
      />
    ),
  };
}

function Passkeys({ factors }: { readonly factors: Factors }) {
  const [name, setName] = useState('');
  const adding = useProved('Add a passkey', (proof) => addPasskey(name, proof).then(() => setName('')));
  return (
    <Section title="Passkeys">
      <p className={table.soft}>
        On this device or a security key, opened by finger, face or PIN. A passkey signs you in without
        password.
      </p>
      {factors.passkeys.length > 0 && (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Added</th>
              <th scope="col">Last used</th>
              <th scope="col">
                <span className={table.soft}>Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {factors.passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
          </tbody>
        </table>
      )}
      <form
        className={`${form.form} ${classes.adding}`}
        onSubmit={(event) => {
          event.preventDefault();
          adding.ask();
        }}
      >
        <TextInput
          label="Name of the device"
          description="For you to tell your passkeys apart: “Ward tablet”"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        {adding.acting.isError && <PasskeyError error={adding.acting.error} />}
        <div className={form.buttons}>
          <Button type="submit" loading={adding.acting.isPending}>
            Add a passkey
          </Button>
        </div>
      </form>
      {adding.dialog}
    </Section>
  );
}

function PasskeyRow({ passkey }: { readonly passkey: Factors['passkeys'][number] }) {
  const zone = useSession().data?.clinic.timeZone ?? 'UTC';
  const removing = useProved(`Remove the passkey ${passkey.name}`, (proof) =>
    removePasskey(passkey.id, proof),
  );
  return (
    <tr>
      <th scope="row">{passkey.name}</th>
      <td>{instantText(passkey.createdAt, zone)}</td>
      <td>{passkey.lastUsedAt === null ? 'never' : instantText(passkey.lastUsedAt, zone)}</td>
      <td>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Remove the passkey ${passkey.name}`}
          onClick={removing.ask}
          loading={removing.acting.isPending}
        >
          Remove
        </Button>
        {removing.acting.isError && <ErrorNotice title="Not removed" error={removing.acting.error} />}
        {removing.dialog}
      </td>
    </tr>
  );
}

function App({ factors }: { readonly factors: Factors }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const removing = useProved('Remove the authenticator app', (proof) =>
    removeApp(proof).then(() => setCodes(null)),
  );
  const renewing = useProved('Make new recovery codes', async (proof) =>
    setCodes((await renewRecoveryCodes(proof)).recoveryCodes),
  );
  return (
    <Section title="Authenticator app">
      {codes !== null && <RecoveryCodes codes={codes} />}
      {factors.authenticatorApp ? (
        <>
          <p>
            Its code is asked for when you sign in. {factors.recoveryCodesLeft} recovery{' '}
            {factors.recoveryCodesLeft === 1 ? 'code is' : 'codes are'} left.
          </p>
          {removing.acting.isError && <ErrorNotice title="Not removed" error={removing.acting.error} />}
          {renewing.acting.isError && <ErrorNotice title="Not renewed" error={renewing.acting.error} />}
          <div className={form.buttons}>
            <Button variant="default" onClick={renewing.ask} loading={renewing.acting.isPending}>
              New recovery codes
            </Button>
            <Button variant="default" onClick={removing.ask} loading={removing.acting.isPending}>
              Remove the app
            </Button>
          </div>
        </>
      ) : (
        <NewApp onCodes={setCodes} />
      )}
      {removing.dialog}
      {renewing.dialog}
    </Section>
  );
}
