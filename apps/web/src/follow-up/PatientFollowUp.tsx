import { useQuery } from '@tanstack/react-query';
import { counted } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import { followUpQuery } from './api.ts';
import classes from './follow-up.module.css';
import { OutcomeWord } from './Verdict.tsx';

/** On the page of a patient: the answer of the rules of care, and how much is due. */
export function PatientFollowUp({ patientId }: { readonly patientId: string }) {
  const { data, error, refetch } = useQuery(followUpQuery(patientId));
  const of = (state: string) => data?.due.filter((one) => one.state === state).length ?? 0;
  return (
    <Section
      title="Follow-up"
      actions={
        <LinkButton to="/patients/$patientId/follow-up" params={{ patientId }} size="xs">
          Results and what is due
        </LinkButton>
      }
    >
      {error !== null && <ErrorNotice title="The follow-up cannot be shown" error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading what="Fetching the follow-up" />}
      {data !== undefined && data.sessions.length === 0 && data.results.length === 0 && (
        <p className={classes.soft}>No session has been given yet.</p>
      )}
      {data !== undefined && (data.sessions.length > 0 || data.results.length > 0) && (
        <p>
          <OutcomeWord outcome={data.verdict.outcome} />
          <br />
          <span className={classes.soft}>
            {counted(of('overdue'), 'check')} overdue, {of('due')} due,{' '}
            {counted(data.results.length, 'result')} entered
          </span>
        </p>
      )}
    </Section>
  );
}
