import type { Prescription } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { dateText, fullName, instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { getPatient } from '../patients/api.ts';
import { useAllowed, useSession } from '../session.ts';
import { cancelPrescription, prescriptionsQuery, programmeQuery } from './api.ts';
import { PaperAuthorisation } from './PaperAuthorisation.tsx';
import { PrescribeForm } from './PrescribeForm.tsx';
import classes from './register.module.css';
import { prescribers } from './roles.ts';
import { microgramsText, milligramsText, productText } from './words.ts';

/** What may be supplied to one patient: whether at all, and on which prescriptions. */
export function SupplyPage() {
  const { patientId } = useParams({ from: '/reading/patients/$patientId/supply' });
  const patient = useQuery({ queryKey: ['patient', patientId], queryFn: () => getPatient(patientId) });
  const { data: prescriptions, error, refetch } = useQuery(prescriptionsQuery(patientId));
  const mayPrescribe = useAllowed(prescribers);
  const [isPrescribing, setIsPrescribing] = useState(false);
  const name = patient.data === undefined ? '' : fullName(patient.data.identity);
  return (
    <Page
      title={name === '' ? 'Supply at home' : `Supply to ${name}`}
      lead="What may be supplied, how much of it was, and what is left."
      actions={
        <>
          <LinkButton to="/patients/$patientId" params={{ patientId }}>
            To the patient
          </LinkButton>
          <LinkButton to="/register">Register</LinkButton>
        </>
      }
    >
      <Gate patientId={patientId} />
      {error !== null && (
        <ErrorNotice title="The prescriptions cannot be shown" error={error} retry={refetch} />
      )}
      {prescriptions === undefined && error === null && <Loading what="Fetching the prescriptions" />}
      <Section
        title="Prescriptions"
        note={String(prescriptions?.length ?? '')}
        actions={
          mayPrescribe &&
          !isPrescribing && (
            <Button size="xs" onClick={() => setIsPrescribing(true)}>
              Prescribe
            </Button>
          )
        }
      >
        {isPrescribing && <PrescribeForm patientId={patientId} onDone={() => setIsPrescribing(false)} />}
        {prescriptions?.length === 0 && !isPrescribing && (
          <p className={table.soft}>Nothing has been prescribed for home.</p>
        )}
        <ul className={classes.prescriptions}>
          {prescriptions?.map((prescription) => (
            <PrescriptionItem key={prescription.id} prescription={prescription} mayChange={mayPrescribe} />
          ))}
        </ul>
      </Section>
    </Page>
  );
}

/** Whether the database lets anything be supplied to this patient at all. */
function Gate({ patientId }: { readonly patientId: string }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const { data: programme, error } = useQuery(programmeQuery(patientId));
  if (error !== null) return <ErrorNotice title="The home programme cannot be shown" error={error} />;
  if (programme === undefined) return <Loading what="Fetching the home programme" />;
  const isOpen = programme?.status === 'active' && programme.validUntil > new Date().toISOString();
  return (
    <Notice
      kind={isOpen ? 'done' : 'caution'}
      title={isOpen ? 'May be supplied at home' : 'May not be supplied at home'}
      actions={
        <LinkButton to="/patients/$patientId/home" params={{ patientId }} size="xs">
          Home programme
        </LinkButton>
      }
    >
      <p>
        {programme === null
          ? 'Not enrolled in a home programme. A physician enrols, once its requirements are met.'
          : `The home programme is ${programme.status}, set to hold until ${instantText(programme.validUntil, timeZone)}.`}
      </p>
    </Notice>
  );
}

interface PrescriptionItemProps {
  readonly prescription: Prescription;
  readonly mayChange: boolean;
}

function PrescriptionItem({ prescription, mayChange }: PrescriptionItemProps) {
  const timeZone = useSession().data?.clinic.timeZone;
  const [opened, setOpened] = useState<'cancel' | 'paper' | null>(null);
  const { doses, doseUg, intervalHours, refills, suppliedUg, prescribedUg, cancelled } = prescription;
  return (
    <li>
      <h3>{productText(prescription)}</h3>
      <p>
        {doses} doses of {milligramsText(doseUg)}{' '}
        <span className={table.soft}>({microgramsText(doseUg)})</span>, at least {intervalHours} h apart,{' '}
        {refills} refills. Valid {dateText(prescription.validFrom)} to {dateText(prescription.validUntil)}.{' '}
        {prescription.instructions}
      </p>
      <p>
        Supplied {milligramsText(suppliedUg)} of {milligramsText(prescribedUg)},{' '}
        <strong>{milligramsText(prescribedUg - suppliedUg)} left</strong>
      </p>
      {prescription.signatures.map(({ id, printedName, signedAt, valid }) => (
        <p key={id} className={table.soft}>
          Prescribed by {printedName}, {instantText(signedAt, timeZone)}
          {!valid && ' (the signature does not fit what stands here)'}
        </p>
      ))}
      {cancelled !== null && (
        <p>
          <strong>Cancelled:</strong> {cancelled}
        </p>
      )}
      {mayChange && cancelled === null && (
        <div className={form.buttons}>
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={opened === 'paper'}
            onClick={() => setOpened(opened === 'paper' ? null : 'paper')}
          >
            Authorise one supply on paper
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={opened === 'cancel'}
            onClick={() => setOpened(opened === 'cancel' ? null : 'cancel')}
          >
            Cancel the prescription
          </Button>
        </div>
      )}
      {opened === 'paper' && <PaperAuthorisation prescription={prescription} />}
      {opened === 'cancel' && cancelled === null && <Cancel prescription={prescription} />}
    </li>
  );
}

function Cancel({ prescription: { id, patientId } }: { readonly prescription: Prescription }) {
  const queries = useQueryClient();
  const [why, setWhy] = useState('');
  const cancelling = useMutation({
    mutationFn: () => cancelPrescription(id, why),
    onSuccess: (list) => queries.setQueryData(prescriptionsQuery(patientId).queryKey, list),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    cancelling.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label="Why? Nothing more is supplied on it from now on"
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      {cancelling.isError && <ErrorNotice title="Not cancelled" error={cancelling.error} />}
      <div className={form.buttons}>
        <Button type="submit" size="xs" color="alarm" loading={cancelling.isPending}>
          Cancel it now
        </Button>
      </div>
    </form>
  );
}
