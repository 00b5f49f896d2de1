import { acuteToxicitySheet } from '@ketame/care';
import type { HomeClinic, PatientDetail, PatientHome } from '@ketame/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { dateText, fullName } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { getPatient } from '../patients/api.ts';
import { useSession } from '../session.ts';
import { homeClinicQuery, homeQuery } from './api.ts';
import classes from './programme.module.css';

/** Of what bears on ketamine in the record: what sedates or slows breathing. */
const sedatingRules: readonly string[] = ['opioid', 'benzodiazepine', 'sedative'];

const sedativesOf = ({ bearings }: PatientDetail): string[] =>
  bearings
    .filter(({ rule }) => sedatingRules.includes(rule))
    .flatMap(({ from }) => from.filter(({ state }) => state !== 'past').map(({ text }) => text));

/** One page for an emergency department: what this patient takes, what to look for, what to do, each with its source. */
export function AcuteSheetPage() {
  const { patientId } = useParams({ from: '/reading/patients/$patientId/acute-toxicity' });
  const patient = useQuery({ queryKey: ['patient', patientId], queryFn: () => getPatient(patientId) });
  const home = useQuery(homeQuery(patientId));
  const clinic = useQuery(homeClinicQuery);
  const error = patient.error ?? home.error ?? clinic.error;
  const identity = patient.data?.identity;
  return (
    <Page
      title="Ketamine at home: acute toxicity"
      lead={
        identity === undefined
          ? 'For an emergency department.'
          : `For an emergency department. ${fullName(identity)}, born ${dateText(identity.birthDate)}.`
      }
      actions={
        <>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
          <LinkButton to="/patients/$patientId/home" params={{ patientId }}>
            Home programme
          </LinkButton>
        </>
      }
      narrow
    >
      {error !== null && <ErrorNotice title="The sheet cannot be shown" error={error} />}
      {patient.data !== undefined && home.data !== undefined && clinic.data !== undefined ? (
        <Sheet patient={patient.data} home={home.data} clinic={clinic.data} />
      ) : (
        error === null && <Loading what="Fetching the plan" />
      )}
    </Page>
  );
}

interface SheetProps {
  readonly patient: PatientDetail;
  readonly home: PatientHome;
  readonly clinic: HomeClinic;
}

function Sheet({ patient, home, clinic }: SheetProps) {
  const name = useSession().data?.clinic.name ?? 'The clinic';
  const { programme } = home;
  const sheet = acuteToxicitySheet(
    programme === null
      ? null
      : {
          drug: programme.drug,
          form: programme.form,
          route: programme.route,
          doseUg: programme.doseUg.value,
          maxDosesPerDay: programme.maxDosesPerDay.value,
          sedatives: sedativesOf(patient),
          clinic: { name, telephone: clinic.phone },
        },
  );
  return (
    <div className={classes.sheet}>
      {sheet.sections.map(({ heading, lines }) => (
        <section key={heading} aria-label={heading}>
          <h2 className={classes.listTitle}>{heading}</h2>
          <ul>
            {lines.map(({ text, source }) => (
              <li key={text}>
                {text} <span className={classes.soft}>{source}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
