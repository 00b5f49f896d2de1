import type { PatientDetail, PatientHome } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { counted, fullName } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { getPatient } from '../patients/api.ts';
import { studioPatientOf } from '../patients/studio-patient.ts';
import { useAllowed, useSession } from '../session.ts';
import { AccountForm } from './AccountForm.tsx';
import { homeQuery } from './api.ts';
import { Conflicts } from './Conflicts.tsx';
import { Contacts } from './Contacts.tsx';
import { CountForm } from './CountForm.tsx';
import { Diary } from './Diary.tsx';
import { Ending } from './Ending.tsx';
import { Enrolment } from './Enrolment.tsx';
import { Exposure } from './Exposure.tsx';
import { Messages } from './Messages.tsx';
import { Misuse } from './Misuse.tsx';
import classes from './programme.module.css';
import { Reconciled } from './Reconciled.tsx';
import { Requirements } from './Requirements.tsx';
import { homeWriters } from './roles.ts';
import { Stops } from './Stops.tsx';
import { Toxicity } from './Toxicity.tsx';

/** One patient at home: the answer first, what disagrees, then requirements, contacts, diary and amounts. */
export function PatientHomePage() {
  const { patientId } = useParams({ from: '/reading/patients/$patientId/home' });
  const patient = useQuery({ queryKey: ['patient', patientId], queryFn: () => getPatient(patientId) });
  const { data: home, error, refetch } = useQuery(homeQuery(patientId));
  const name = patient.data === undefined ? '' : fullName(patient.data.identity);
  return (
    <Page
      title={name === '' ? 'Home programme' : `${name} at home`}
      lead={home?.programme?.title ?? 'Home programme'}
      actions={
        <>
          <LinkButton to="/patients/$patientId" params={{ patientId }}>
            To the patient
          </LinkButton>
          <LinkButton to="/patients/$patientId/supply" params={{ patientId }}>
            Supply
          </LinkButton>
          <LinkButton to="/patients/$patientId/training" params={{ patientId }}>
            Training
          </LinkButton>
          <LinkButton to="/patients/$patientId/acute-toxicity" params={{ patientId }}>
            Sheet for emergencies
          </LinkButton>
          <LinkButton to="/home-programme">All at home</LinkButton>
        </>
      }
    >
      {error !== null && (
        <ErrorNotice title="The home programme cannot be shown" error={error} retry={refetch} />
      )}
      {home === undefined && error === null && <Loading what="Fetching the home programme" />}
      {home !== undefined && <HomeView home={home} patient={patient.data} />}
    </Page>
  );
}

interface HomeViewProps {
  readonly home: PatientHome;
  /** Undefined while it is fetched. */
  readonly patient: PatientDetail | undefined;
}

function HomeView({ home, patient }: HomeViewProps) {
  const { patientId, status, enrolment, programme, diary } = home;
  const clinicZone = useSession().data?.clinic.timeZone ?? 'UTC';
  const timeZone = enrolment?.timeZone ?? clinicZone;
  const mayWrite = useAllowed(homeWriters);
  const [isCounting, setIsCounting] = useState(false);
  return (
    <>
      <Answer home={home} />
      <Conflicts patientId={patientId} diary={diary} timeZone={timeZone} />
      {enrolment !== null && (
        <Section title="Stops and alerts">
          <Stops patientId={patientId} stops={home.stops} alerts={home.alerts} />
        </Section>
      )}
      <Section title="Enrolment">
        <Enrolment patientId={patientId} enrolment={enrolment} programme={programme} />
        {mayWrite && enrolment !== null && !enrolment.hasAccount && <AccountForm patientId={patientId} />}
      </Section>
      {enrolment !== null && (
        <>
          <div className={classes.columns}>
            <Section title="Requirements" note={status === null ? undefined : metText(status)}>
              {status !== null && <Requirements patientId={patientId} status={status} />}
            </Section>
            <div>
              <Section title="Contacts">
                <Contacts home={home} />
              </Section>
              <Section title="Messages">
                <Messages patientId={patientId} diary={diary} />
              </Section>
            </div>
          </div>
          <Section title="Diary" note={`times at home, ${timeZone}`}>
            <Diary entries={diary.entries} timeZone={timeZone} />
          </Section>
          {home.misuse !== null && (
            <Section
              title="Signs to talk about"
              note="first a conversation, never a verdict"
              actions={
                <LinkButton to="/patients/$patientId/follow-up" params={{ patientId }} size="xs">
                  Enter a conversation or a test
                </LinkButton>
              }
            >
              <Misuse score={home.misuse.now} course={home.misuse.course} />
            </Section>
          )}
          {home.toxicity !== null && (
            <Section title="Harm by the drug" note="from tests, diary and ultrasound">
              <Toxicity watch={home.toxicity} misuse={home.misuse?.now ?? null} />
            </Section>
          )}
          {programme !== null && (
            <Section title="Ways of ending" note="to agree with the patient; nothing is prescribed by it">
              <details>
                <summary>Stop, taper or step down</summary>
                <Ending programme={programme} />
              </details>
            </Section>
          )}
          {programme !== null && (
            <Section title="Expected exposure" note="by the models of the studio, beside what was told">
              <Exposure
                programme={programme}
                firstDay={enrolment.firstDay}
                diary={diary}
                patient={patient === undefined ? null : studioPatientOf(patient)}
              />
            </Section>
          )}
          <Section
            title="Dispensed, taken, counted, returned, destroyed"
            actions={
              mayWrite &&
              !isCounting && (
                <Button size="xs" variant="default" onClick={() => setIsCounting(true)}>
                  Enter a count
                </Button>
              )
            }
          >
            {isCounting && <CountForm patientId={patientId} onDone={() => setIsCounting(false)} />}
            <Reconciled reconciliation={home.reconciliation} />
          </Section>
        </>
      )}
    </>
  );
}

function Answer({ home: { status, enrolment } }: { readonly home: PatientHome }) {
  if (enrolment === null) return <Notice kind="information" title="Not enrolled in a home programme" />;
  if (status === null) return null;
  if (status.mayBeSupplied && enrolment.status === 'active') {
    return <Notice kind="done" title="All that must be met before a supply is met" />;
  }
  if (status.mayBeSupplied) {
    return (
      <Notice kind="caution" title={`Nothing is supplied: the programme is ${enrolment.status}`}>
        <p>All that must be met before a supply is met: a physician may set it active.</p>
      </Notice>
    );
  }
  return (
    <Notice kind="caution" title="Nothing may be supplied yet">
      <details>
        <summary>{counted(status.holds.length, 'requirement')} not met</summary>
        <ul>
          {status.holds.map((hold) => (
            <li key={hold}>{hold}</li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}

function metText({ requirements }: NonNullable<PatientHome['status']>): string {
  const met = requirements.filter(({ state }) => state === 'met').length;
  return `${met} of ${counted(requirements.length, 'requirement')} met`;
}
