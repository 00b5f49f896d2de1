import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { beginApp, confirmApp } from '../access.ts';
import form from '../parts/form.module.css';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { SignDialog } from '../parts/SignDialog.tsx';
import classes from './NewApp.module.css';

/** Sets up an authenticator app: its secret as a picture and as text, then its first code. */
export function NewApp({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [code, setCode] = useState('');
  const beginning = useMutation({ mutationFn: beginApp });
  const confirming = useMutation({
    mutationFn: confirmApp,
    onSuccess: ({ recoveryCodes }) => {
      onCodes(recoveryCodes);
      return queries.invalidateQueries({ queryKey: ['factors'] });
    },
  });
  const begun = beginning.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirming.mutate(code);
  };
  return (
    <>
      {begun === undefined ? (
        <>
          <p>An app on your phone that shows a new code of six digits every 30 seconds.</p>
          <div className={form.buttons}>
            <Button onClick={() => setAsking(true)} loading={beginning.isPending}>
              Set up an app
            </Button>
          </div>
        </>
      ) : (
        <form className={form.form} onSubmit={submit}>
          <p>Read the picture with the app, or type the secret into it. Both are shown only now.</p>
          <SecretPicture address={begun.address} />
          <p>
            Secret: <code className={classes.secret}>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
          <TextInput
            label="Code that the app shows now"
            autoComplete="one-time-code"
            inputMode="numeric"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
          {confirming.isError && <ErrorNotice title="Not set up" error={confirming.error} />}
          <div className={form.buttons}>
            <Button type="submit" loading={confirming.isPending}>
              Confirm the app
            </Button>
          </div>
        </form>
      )}
      {beginning.isError && <ErrorNotice title="Not set up" error={beginning.error} />}
      <SignDialog
        opened={asking}
        title="Set up an authenticator app"
        who="own"
        onProof={({ proof }) => {
          setAsking(false);
          beginning.mutate(proof);
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** The address as a QR code, drawn here: it never leaves the page. */
function SecretPicture({ address }: { readonly address: string }) {
  const { data } = useQuery({
    queryKey: ['qr', address],
    queryFn: async () => (await import('uqr')).encode(address, { ecc: 'M', border: 3 }),
    gcTime: 0,
  });
  if (data === undefined) return null;
  const path = data.data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      className={classes.picture}
      viewBox={`0 0 ${data.size} ${data.size}`}
      role="img"
      aria-label="QR code of the secret; the same is below as text"
      shapeRendering="crispEdges"
    >
      <rect width={data.size} height={data.size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Shown once: they are not kept in a readable form. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <Notice kind="caution" title="Write these recovery codes down now: they are not shown again">
      <p>Each stands in once for a code of the app, when the phone is lost.</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
