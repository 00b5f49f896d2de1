import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { ApiError } from '../api.ts';
import { fullName } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { getPatient } from '../patients/api.ts';
import { patientWriters, useAllowed } from '../session.ts';
import { fragmentOf } from '../studio/state/link.ts';
import { getPlan } from './api.ts';
import { PlanSheet } from './PlanSheet.tsx';

/** A saved plan as it was, the newest version or the one that the address names. */
export function PlanPage() {
  const { planId = '', version } = useParams({ strict: false });
  const { saved } = useLocation().state;
  const asked = version === undefined ? null : Number(version);
  const mayWrite = useAllowed(patientWriters);
  const {
    data: plan,
    error,
    refetch,
  } = useQuery({ queryKey: ['plan', planId, asked], queryFn: () => getPlan(planId, asked) });
  const patient = useQuery({
    queryKey: ['patient', plan?.patientId],
    queryFn: () => getPatient(plan?.patientId ?? ''),
    enabled: plan !== undefined,
  });

  if (error !== null) {
    const unknown = error instanceof ApiError && error.status === 404;
    return (
      <Page title={unknown ? 'No such plan' : 'Plan'} narrow>
        <ErrorNotice title="The plan cannot be shown" error={error} retry={unknown ? undefined : refetch} />
        <LinkButton to="/patients">All patients</LinkButton>
      </Page>
    );
  }
  if (plan === undefined) {
    return (
      <Page title="Plan">
        <Loading what="Fetching the plan" />
      </Page>
    );
  }
  const { content } = plan;
  return (
    <Page
      title={content.title}
      actions={
        <>
          <Button onClick={() => window.print()}>Print</Button>
          {mayWrite && patient.data !== undefined && (
            <LinkButton
              to="/studio"
              hash={fragmentOf(content.state).slice(1)}
              state={{
                patientInStudio: {
                  patientId: plan.patientId,
                  name: fullName(patient.data.identity),
                  plan: { id: plan.id, version: plan.version, title: content.title, note: content.note },
                },
              }}
            >
              Change in the studio
            </LinkButton>
          )}
          <LinkButton to="/patients/$patientId" params={{ patientId: plan.patientId }}>
            To the patient
          </LinkButton>
        </>
      }
    >
      {saved !== undefined && <Notice kind="done" title={saved} />}
      <PlanSheet plan={plan} patient={patient.data ?? null} patientError={patient.error} />
    </Page>
  );
}
