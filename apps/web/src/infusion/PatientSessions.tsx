import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import selection from '../selection/selection.module.css';
import { useAllowed, useSession } from '../session.ts';
import { sessionsOfPatientQuery } from './api.ts';
import { infusionPlanners } from './roles.ts';

/** The sessions of one patient, planned, running and over. */
export function PatientSessions({ patientId }: { readonly patientId: string }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const mayPlan = useAllowed(infusionPlanners);
  const { data: sessions, error, refetch } = useQuery(sessionsOfPatientQuery(patientId));
  return (
    <Section
      title="Sessions"
      actions={
        mayPlan && (
          <LinkButton to="/patients/$patientId/session" params={{ patientId }} size="xs">
            Plan a session
          </LinkButton>
        )
      }
    >
      {error !== null && <ErrorNotice title="The sessions cannot be shown" error={error} retry={refetch} />}
      {sessions === undefined && error === null && <Loading what="Fetching the sessions" />}
      {sessions?.length === 0 && <p className={table.soft}>No session of treatment yet.</p>}
      <ul className={selection.selections}>
        {sessions?.map(({ id, plannedStart, place, state }) => (
          <li key={id}>
            <Link to="/sessions/$sessionId" params={{ sessionId: id }}>
              {instantText(plannedStart, timeZone)}
            </Link>
            <span className={table.soft}>
              {state}, {place}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
