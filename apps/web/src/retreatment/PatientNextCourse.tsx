import { useQuery } from '@tanstack/react-query';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { AgendaAnswer } from './AgendaAnswer.tsx';
import { benefitRiskQuery, retreatmentQuery } from './api.ts';

/** On the patient's page: whether another course can be thought of, what the index advises, what was decided last. */
export function PatientNextCourse({ patientId }: { readonly patientId: string }) {
  const retreatment = useQuery(retreatmentQuery(patientId));
  const benefitRisk = useQuery(benefitRiskQuery(patientId));
  const error = retreatment.error ?? benefitRisk.error;
  const agenda = retreatment.data?.agenda;
  const [decided] = retreatment.data?.decisions ?? [];
  return (
    <Section
      title="Next course"
      actions={
        <LinkButton to="/patients/$patientId/next-course" params={{ patientId }} size="xs">
          Benefit, risk and decision
        </LinkButton>
      }
    >
      {error !== null && <ErrorNotice title="The next course cannot be shown" error={error} />}
      {retreatment.data === undefined && error === null && <Loading what="Fetching the next course" />}
      {agenda === null && <p className={table.soft}>No course is over yet.</p>}
      {agenda && <AgendaAnswer agenda={agenda} />}
      {benefitRisk.data?.goals === null && (
        <p className={table.soft}>Nobody has asked yet what the patient calls benefit and harm.</p>
      )}
      {benefitRisk.data?.now && (
        <p>
          The index of benefit and risk: <strong>{benefitRisk.data.now.index.advice}</strong>
          {agenda && agenda.findings.length > 0 && ' (the rules above come before it)'}.
        </p>
      )}
      {decided && (
        <p>
          Decided last: <strong>{decided.decision}</strong> by {decided.signature.printedName}.
        </p>
      )}
    </Section>
  );
}
