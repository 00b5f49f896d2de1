import { useQuery } from '@tanstack/react-query';
import { dateText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import { programmeQuery } from '../register/api.ts';
import classes from './programme.module.css';

/** On the page of a patient: whether a home programme runs, and the ways to it and to what is supplied. */
export function PatientHome({ patientId }: { readonly patientId: string }) {
  const { data, error } = useQuery(programmeQuery(patientId));
  return (
    <Section
      title="At home"
      actions={
        <>
          <LinkButton to="/patients/$patientId/home" params={{ patientId }} size="xs">
            Home programme
          </LinkButton>
          <LinkButton to="/patients/$patientId/supply" params={{ patientId }} size="xs">
            Prescriptions
          </LinkButton>
        </>
      }
    >
      {error !== null && <ErrorNotice title="The home programme cannot be shown" error={error} />}
      {data !== undefined && (
        <p className={classes.soft}>
          {data === null
            ? 'Not enrolled in a home programme.'
            : `The home programme is ${data.status}, until ${dateText(data.validUntil)}.`}
        </p>
      )}
    </Section>
  );
}
