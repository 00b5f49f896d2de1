import { instrumentOf } from '@ketame/care';
import type { FollowUp } from '@ketame/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { counted, fullName, instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { getPatient } from '../patients/api.ts';
import { useAllowed, useSession } from '../session.ts';
import { followUpQuery } from './api.ts';
import { DueList } from './DueList.tsx';
import { EnterResult } from './EnterResult.tsx';
import classes from './follow-up.module.css';
import { ResultList } from './ResultList.tsx';
import { followUpWriters } from './roles.ts';
import { Trends } from './Trends.tsx';
import { Verdict } from './Verdict.tsx';

/** After the sessions of one patient: what the rules say, what is due, what was measured. */
export function FollowUpPage() {
  const { patientId } = useParams({ from: '/reading/patients/$patientId/follow-up' });
  const patient = useQuery({ queryKey: ['patient', patientId], queryFn: () => getPatient(patientId) });
  const { data: followUp, error, refetch } = useQuery(followUpQuery(patientId));
  const name = patient.data === undefined ? '' : fullName(patient.data.identity);
  return (
    <Page
      title={name === '' ? 'Follow-up' : `Follow-up of ${name}`}
      lead={followUp && <Lead followUp={followUp} />}
      actions={
        <>
          <LinkButton to="/patients/$patientId" params={{ patientId }}>
            To the patient
          </LinkButton>
          <LinkButton to="/follow-up">All who are followed</LinkButton>
        </>
      }
    >
      {error !== null && <ErrorNotice title="The follow-up cannot be shown" error={error} retry={refetch} />}
      {followUp === undefined && error === null && <Loading what="Fetching the follow-up" />}
      {followUp !== undefined && <FollowUpView followUp={followUp} />}
    </Page>
  );
}

function Lead({ followUp: { sessions } }: { readonly followUp: FollowUp }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const last = sessions.toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 1)).at(-1);
  if (last === undefined) return <>No session has been given yet</>;
  return (
    <>
      {counted(sessions.length, 'session')} given; the last, {last.session} of {last.of} of “
      {last.protocol.title}”,{' '}
      {last.endedAt === null ? 'runs' : `ended ${instantText(last.endedAt, timeZone)}`}
    </>
  );
}

function FollowUpView({ followUp }: { readonly followUp: FollowUp }) {
  const { patientId, verdict, due, results, drafts } = followUp;
  const timeZone = useSession().data?.clinic.timeZone ?? 'UTC';
  const mayWrite = useAllowed(followUpWriters);
  return (
    <>
      <div className={classes.columns}>
        <Section title="What the rules of care say" note="They advise; the physician decides">
          <Verdict verdict={verdict} />
        </Section>
        <Section title="What is due">
          <DueList due={due} />
        </Section>
      </div>
      {mayWrite && (
        <Section title="Enter a result">
          <EnterResult patientId={patientId} timeZone={timeZone} />
          {drafts.length > 0 && (
            <ul className={classes.results} aria-label="Forms that were begun">
              {drafts.map((draft) => (
                <li key={draft.id}>
                  <Link
                    to="/patients/$patientId/questionnaires/$draftId"
                    params={{ patientId, draftId: draft.id }}
                  >
                    {instrumentOf(draft.instrument)?.title ?? draft.instrument}
                  </Link>
                  <span className={classes.soft}>
                    begun, {counted(Object.keys(draft.answers).length, 'answer')} saved,{' '}
                    {instantText(draft.savedAt, timeZone)}, {draft.savedBy}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      <Section title="Course" note="Dotted: the end of a session. Dashed: the upper limit of the laboratory.">
        <Trends followUp={followUp} />
      </Section>
      <Section title="All results" note={String(results.length)}>
        <ResultList patientId={patientId} results={results} timeZone={timeZone} mayWrite={mayWrite} />
      </Section>
    </>
  );
}
