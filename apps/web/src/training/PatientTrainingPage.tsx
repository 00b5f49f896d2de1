import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { useSession } from '../session.ts';
import { patientTrainingQuery } from './api.ts';
import { IncidentForm } from './IncidentForm.tsx';
import { PersonTraining } from './PersonTraining.tsx';
import classes from './training.module.css';
import { useModuleTitles } from './use-module-titles.ts';

/** Patient and person at the side read and are tested on this tablet; below, every test and incident. */
export function PatientTrainingPage() {
  const titleOf = useModuleTitles('en');
  const timeZone = useSession().data?.clinic.timeZone;
  const { patientId } = useParams({ from: '/reading/patients/$patientId/training' });
  const { data, error, refetch } = useQuery(patientTrainingQuery(patientId));
  return (
    <Page
      title="Training for home"
      lead="Hand over the tablet: modules are read and tested here."
      actions={
        <LinkButton to="/patients/$patientId/home" params={{ patientId }}>
          At home
        </LinkButton>
      }
    >
      {error !== null && <ErrorNotice title="The training cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the training" />}
      {data?.people.map((person) => (
        <Section
          key={`${person.audience} ${person.name}`}
          title={person.audience === 'sitter' ? `${person.name}, at the side` : person.name}
        >
          <PersonTraining
            person={person}
            trainee={
              person.audience === 'sitter'
                ? { kind: 'sitter', patientId, name: person.name }
                : { kind: 'patient', patientId }
            }
            certificate={`/api/patients/${patientId}/training/certificate?audience=${person.audience}`}
          />
        </Section>
      ))}
      {data?.sitterName === null && (
        <p>Who stays at the side is named with the enrolment, and trained then.</p>
      )}
      <Section title="After an incident">
        <IncidentForm patientId={patientId} />
        <ul className={classes.people}>
          {data?.incidents.map(({ id, at, by, what, modules }) => (
            <li key={id}>
              {instantText(at, timeZone)}, {by}: {what} ({modules.map(titleOf).join(', ')})
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Tests" note="all are kept">
        <ul className={classes.people}>
          {data?.attempts.map(({ id, begunAt, name, module, passed, right }) => (
            <li key={id}>
              {instantText(begunAt, timeZone)}, {name}: {titleOf(module)},{' '}
              {passed === null ? 'not handed in' : `${right} right, ${passed ? 'passed' : 'not passed'}`}
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
