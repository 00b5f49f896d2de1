import type { Consent, SelectionDetail } from '@ketame/contract';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { dateText, fullName, instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { usePrintFooter } from '../parts/print-footer.ts';
import { SignDialog } from '../parts/SignDialog.tsx';
import { getPatient } from '../patients/api.ts';
import { useAllowed, useSession } from '../session.ts';
import { selectionQuery, signConsent, withdrawConsent } from './api.ts';
import { DrawnSignature, StoredDrawing } from './DrawnSignature.tsx';
import { selectionDeciders, selectionWriters } from './roles.ts';
import classes from './selection.module.css';

/** The consent, to be read on the screen by the patient and signed by both; what has been signed stays as it was. */
export function ConsentPage() {
  const { selectionId } = useParams({ from: '/reading/selections/$selectionId/consent' });
  const { data: selection, error, refetch } = useQuery(selectionQuery(selectionId));
  if (selection === undefined) {
    return (
      <Page title="Consent" narrow>
        {error === null ? (
          <Loading what="Fetching the consent" />
        ) : (
          <ErrorNotice title="The consent cannot be shown" error={error} retry={refetch} />
        )}
      </Page>
    );
  }
  return <ConsentView selection={selection} />;
}

function ConsentView({ selection }: { readonly selection: SelectionDetail }) {
  const patient = useQuery({
    queryKey: ['patient', selection.patientId],
    queryFn: () => getPatient(selection.patientId),
  });
  const current = selection.consents.find(({ withdrawn }) => withdrawn === null);
  const text = current?.content.text ?? selection.consentText;
  usePrintFooter(`Ketame. ${text.title}, version ${text.version} of the text.`);
  const identity = patient.data?.identity;
  return (
    <Page
      title={text.title}
      lead={
        identity === undefined
          ? `Version ${text.version} of the text`
          : `For ${fullName(identity)}, born ${dateText(identity.birthDate)}; version ${text.version} of the text`
      }
      actions={
        <>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
          <LinkButton to="/selections/$selectionId" params={{ selectionId: selection.id }}>
            To the selection
          </LinkButton>
        </>
      }
      narrow
    >
      <article className={classes.consent}>
        {text.parts.map((part) => (
          <section key={part.heading}>
            <h2>{part.heading}</h2>
            <p>{part.text}</p>
          </section>
        ))}
      </article>
      {current === undefined ? (
        <ToSign
          selection={selection}
          patientName={identity === undefined ? '' : fullName(identity)}
          key={identity === undefined ? 'unknown' : 'known'}
        />
      ) : (
        <Signed selection={selection} consent={current} />
      )}
    </Page>
  );
}

function ToSign({
  selection,
  patientName,
}: {
  readonly selection: SelectionDetail;
  readonly patientName: string;
}) {
  const queries = useQueryClient();
  const mayDecide = useAllowed(selectionDeciders);
  const { id, version, result, decisions, consentText } = selection;
  const [name, setName] = useState('');
  const [drawing, setDrawing] = useState('');
  const [hasRead, setHasRead] = useState(false);
  const [isSigning, setIsSigning] = useState(false);
  const [last] = decisions;
  const signing = useMutation({
    mutationFn: (proof: string) =>
      signConsent(id, {
        id: crypto.randomUUID(),
        decision: last?.id ?? '',
        text: { id: consentText.id, version: consentText.version },
        patientName: name,
        drawing: drawing.trim() === '' ? null : drawing.trim(),
        proof,
      }),
    onSuccess: (saved) => queries.setQueryData(selectionQuery(id).queryKey, saved),
    onSettled: () => setIsSigning(false),
  });
  if (last?.selectionVersion !== version || last.result.verdict !== result.verdict) {
    return (
      <Notice kind="caution" title="This cannot be signed yet">
        <p>
          Answers or record have changed since the last decision. Decide first, then let the patient sign.
        </p>
      </Notice>
    );
  }
  if (!mayDecide) return <p>A physician signs together with the patient.</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsSigning(true);
  };
  return (
    <form className={`${form.form} ${classes.signing}`} onSubmit={submit}>
      <h2 className={classes.stepTitle}>The patient signs</h2>
      <Checkbox
        label={consentText.patientMeaning}
        checked={hasRead}
        required
        onChange={(event) => setHasRead(event.currentTarget.checked)}
      />
      <TextInput
        label="The patient’s name, typed by the patient"
        description={patientName === '' ? undefined : `As in the record: ${patientName}`}
        autoComplete="off"
        required
        minLength={2}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <p>Signature, drawn with finger, pen or mouse (optional)</p>
        <DrawnSignature path={drawing} onChange={setDrawing} />
      </div>
      <h2 className={classes.stepTitle}>Then the physician signs</h2>
      <p>{consentText.physicianMeaning}</p>
      {signing.error !== null && <ErrorNotice title="Not signed" error={signing.error} />}
      <div>
        <Button type="submit">Sign as the physician</Button>
      </div>
      <SignDialog
        opened={isSigning}
        title="Sign the consent as the physician"
        who="own"
        onProof={({ proof }) => signing.mutate(proof)}
        onClose={() => setIsSigning(false)}
      >
        <p>{consentText.physicianMeaning}</p>
        <p>Signed by the patient as {name}.</p>
      </SignDialog>
    </form>
  );
}

function Signed({ selection, consent }: { readonly selection: SelectionDetail; readonly consent: Consent }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const queries = useQueryClient();
  const mayWrite = useAllowed(selectionWriters);
  const [why, setWhy] = useState<string | null>(null);
  const withdrawing = useMutation({
    mutationFn: () => withdrawConsent(consent.id, why ?? ''),
    onSuccess: (saved) => queries.setQueryData(selectionQuery(selection.id).queryKey, saved),
  });
  const { content, signatures } = consent;
  return (
    <section aria-label="Signatures" className={classes.signing}>
      <dl className={classes.signatures}>
        <dt>{content.text.patientMeaning}</dt>
        <dd>
          <strong>{content.patientName}</strong>, {instantText(content.patientSignedAt, timeZone)}
          {content.drawing !== null && <StoredDrawing path={content.drawing} />}
        </dd>
        {signatures.map((signature) => (
          <div key={signature.id}>
            <dt>{content.text.physicianMeaning}</dt>
            <dd>
              <strong>{signature.printedName}</strong>, {signature.role}, {signature.meaning},{' '}
              {instantText(signature.signedAt, timeZone)}.{' '}
              {signature.valid
                ? 'The signature fits this text.'
                : 'The signature does not fit this text: it was altered. Tell whoever runs the server.'}
            </dd>
          </div>
        ))}
      </dl>
      {mayWrite && why === null && (
        <div className={classes.buttons}>
          <Button variant="default" size="xs" onClick={() => setWhy('')}>
            The patient withdraws it
          </Button>
        </div>
      )}
      {why !== null && (
        <form
          className={form.form}
          onSubmit={(event) => {
            event.preventDefault();
            withdrawing.mutate();
          }}
        >
          <TextInput
            label="In the patient’s words, or why"
            required
            data-autofocus
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          {withdrawing.error !== null && <ErrorNotice title="Not withdrawn" error={withdrawing.error} />}
          <div className={classes.buttons}>
            <Button type="submit" loading={withdrawing.isPending}>
              Withdraw the consent
            </Button>
            <Button variant="default" onClick={() => setWhy(null)}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
