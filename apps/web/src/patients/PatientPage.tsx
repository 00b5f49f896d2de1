import type { PatientDetail } from '@ketame/contract';
import { idealWeightKg, limits } from '@ketame/ketamine';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { ApiError } from '../api.ts';
import { PatientFollowUp } from '../follow-up/PatientFollowUp.tsx';
import { PatientSessions } from '../infusion/PatientSessions.tsx';
import { ageText, dateText, fullName, instantText, valueText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { PatientHome } from '../programme/PatientHome.tsx';
import { PatientNextCourse } from '../retreatment/PatientNextCourse.tsx';
import { PatientSelections } from '../selection/PatientSelections.tsx';
import { administrators, patientWriters, useAllowed, useSession } from '../session.ts';
import { getPatient } from './api.ts';
import { BearingList } from './BearingList.tsx';
import { EntryList } from './EntryList.tsx';
import { ErasePatient } from './ErasePatient.tsx';
import { changesText, entriesOf, kinds } from './entries.ts';
import { LatestMeasures } from './LatestMeasures.tsx';
import { OpenInStudio } from './OpenInStudio.tsx';
import classes from './PatientPage.module.css';
import { PatientPlans } from './PatientPlans.tsx';
import { RestrictPatient } from './RestrictPatient.tsx';
import { studioPatientOf } from './studio-patient.ts';

/** One patient: what bears on ketamine and the record; beside it what is done with the patient, step by step. */
export function PatientPage() {
  const { patientId } = useParams({ from: '/reading/patients/$patientId' });
  const {
    data: patient,
    error,
    refetch,
  } = useQuery({ queryKey: ['patient', patientId], queryFn: () => getPatient(patientId) });
  if (error !== null) {
    const unknown = error instanceof ApiError && error.status === 404;
    return (
      <Page title={unknown ? 'No such patient' : 'Patient'} narrow>
        <ErrorNotice
          title="The patient cannot be shown"
          error={error}
          retry={unknown ? undefined : refetch}
        />
        <LinkButton to="/patients">All patients</LinkButton>
      </Page>
    );
  }
  if (patient === undefined) {
    return (
      <Page title="Patient">
        <Loading what="Fetching the patient" />
      </Page>
    );
  }
  return <PatientView patient={patient} />;
}

function PatientView({ patient }: { readonly patient: PatientDetail }) {
  const mayWrite = useAllowed(patientWriters);
  const mayErase = useAllowed(administrators);
  const timeZone = useSession().data?.clinic.timeZone;
  const shown = new Set(patient.entries.map(({ sourceId }) => sourceId));

  return (
    <Page
      title={fullName(patient.identity)}
      lead={<Facts patient={patient} />}
      actions={
        <>
          {mayWrite && <OpenInStudio patient={patient} />}
          {mayWrite && (
            <LinkButton to="/import" search={{ patient: patient.id }}>
              Update from a record
            </LinkButton>
          )}
          {mayWrite && (
            <LinkButton to="/patients/$patientId/edit" params={{ patientId: patient.id }}>
              Edit
            </LinkButton>
          )}
          {(mayWrite || mayErase) && <RestrictPatient patientId={patient.id} />}
          {mayErase && <ErasePatient patient={patient} />}
        </>
      }
    >
      <JustDone />
      <div className={classes.top}>
        <Section title="What bears on ketamine">
          <BearingList bearings={patient.bearings} shownEntries={shown} />
        </Section>
        <div className={classes.work}>
          <PatientSelections patientId={patient.id} />
          <PatientSessions patientId={patient.id} />
          <PatientNextCourse patientId={patient.id} />
          <PatientFollowUp patientId={patient.id} />
          <PatientHome patientId={patient.id} />
          <PatientPlans patientId={patient.id} />
        </div>
        <div>
          <Section title="Latest measures">
            <LatestMeasures patient={patient} />
          </Section>
          <div className={classes.columns}>
            {kinds.map(({ kind, title }) => {
              const entries = entriesOf(patient.entries, kind);
              return (
                <Section key={kind} title={title} note={String(entries.length)}>
                  <EntryList entries={entries} none="None recorded" />
                </Section>
              );
            })}
          </div>
        </div>
      </div>
      <p className={classes.changed}>
        Version {patient.version}, last changed {instantText(patient.updatedAt, timeZone)}
      </p>
    </Page>
  );
}

/** Age, sex and birth on one line; the actual beside the ideal weight where they differ much. */
function Facts({ patient }: { readonly patient: PatientDetail }) {
  const { identity, pregnancy } = patient;
  const facts = [ageText(patient.ageYears), identity.sex, `born ${dateText(identity.birthDate)}`];
  if (pregnancy === 'pregnant') facts.push('pregnant');
  if (pregnancy === 'possible') facts.push('pregnancy possible');
  const { weightKg, heightCm, sex } = studioPatientOf(patient) ?? {};
  const ideal = heightCm === undefined || sex === undefined ? null : idealWeightKg(heightCm, sex);
  const differs =
    weightKg !== undefined && ideal !== null && Math.abs(weightKg - ideal) > limits.weightFromIdeal * ideal;
  return (
    <>
      {facts.join(', ')}
      {differs && (
        <span className={classes.weights}>
          actual weight {valueText(weightKg)} kg, ideal weight {ideal.toFixed(1)} kg (Devine 1974)
        </span>
      )}
    </>
  );
}

/** What the page before this one has just done here. */
function JustDone() {
  const { imported, saved } = useLocation().state;
  if (imported !== undefined) {
    return (
      <Notice
        kind="done"
        title={imported.created ? 'Patient saved from the record' : 'Patient updated from the record'}
      >
        <p>{changesText(imported)}.</p>
      </Notice>
    );
  }
  return saved === undefined ? null : <Notice kind="done" title={saved} />;
}
