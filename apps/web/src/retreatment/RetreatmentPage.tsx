import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { fullName } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { getPatient } from '../patients/api.ts';
import { Agenda } from './Agenda.tsx';
import { AgendaAnswer } from './AgendaAnswer.tsx';
import { benefitRiskQuery, retreatmentQuery } from './api.ts';
import { Decisions } from './Decisions.tsx';
import { Goals } from './Goals.tsx';
import { IndexHistory } from './IndexHistory.tsx';
import { IndexView } from './IndexView.tsx';

/** Benefit and risk of one patient and the next course: the answer, the reasons, the data. */
export function RetreatmentPage() {
  const { patientId } = useParams({ from: '/reading/patients/$patientId/next-course' });
  const patient = useQuery({ queryKey: ['patient', patientId], queryFn: () => getPatient(patientId) });
  const benefitRisk = useQuery(benefitRiskQuery(patientId));
  const retreatment = useQuery(retreatmentQuery(patientId));
  const error = patient.error ?? benefitRisk.error ?? retreatment.error;
  const back = (
    <LinkButton to="/patients/$patientId" params={{ patientId }}>
      Back to the patient
    </LinkButton>
  );
  if (error !== null) {
    return (
      <Page title="Next course" actions={back} narrow>
        <ErrorNotice title="The next course cannot be shown" error={error} />
      </Page>
    );
  }
  if (!patient.data || !benefitRisk.data || !retreatment.data) {
    return (
      <Page title="Next course">
        <Loading what="Fetching benefit, risk and the agenda" />
      </Page>
    );
  }
  const name = fullName(patient.data.identity);
  const { agenda } = retreatment.data;
  const { now, history } = benefitRisk.data;
  return (
    <Page
      title="Next course"
      lead={`${name}. Benefit and risk so far, and what must be true before another course.`}
      actions={back}
    >
      {agenda === null ? (
        <p>No course is over yet: there is nothing to decide about the next.</p>
      ) : (
        <AgendaAnswer agenda={agenda} />
      )}
      {now !== null && (
        <Section title="Benefit and risk now" note="index of this patient">
          <IndexView index={now.index} outranked={agenda?.findings[0]?.rule.title ?? null} />
        </Section>
      )}
      <Decisions retreatment={retreatment.data} />
      {agenda !== null && <Agenda agenda={agenda} />}
      {history.length > 0 && (
        <Section title="How it came about" note="the index after every session, week and result">
          <IndexHistory history={history} />
        </Section>
      )}
      <Goals benefitRisk={benefitRisk.data} name={name} />
    </Page>
  );
}
