import type { Protocol } from '@ketame/care';
import { laterStatements } from '@ketame/evidence';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { fullName } from '../parts/format.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { getPatient } from '../patients/api.ts';
import list from '../protocols/protocols.module.css';
import { regimenText } from '../protocols/regimen-text.ts';
import { beginSelection, protocolsQuery, selectionQuery } from './api.ts';
import classes from './selection.module.css';

/** Against which protocol a patient is to be assessed. */
export function ChooseProtocolPage() {
  const { patientId } = useParams({ from: '/assessing/patients/$patientId/selection' });
  const patient = useQuery({ queryKey: ['patient', patientId], queryFn: () => getPatient(patientId) });
  const { data: protocols, error, refetch } = useQuery(protocolsQuery);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: ({ id, version }: Protocol) =>
      beginSelection(patientId, { id: crypto.randomUUID(), protocol: { id, version } }),
    onSuccess: (selection) => {
      queries.setQueryData(selectionQuery(selection.id).queryKey, selection);
      return navigate({ to: '/selections/$selectionId', params: { selectionId: selection.id } });
    },
  });
  const cochrane = laterStatements.find(({ id }) => id === 'cochrane-2025');
  return (
    <Page
      title={
        patient.data === undefined
          ? 'Assess for ketamine'
          : `Ketamine for ${fullName(patient.data.identity)}?`
      }
      lead="Choose the protocol that the patient is to be assessed against. The record answers what it can; the rest is asked."
      narrow
    >
      {cochrane !== undefined && (
        <Notice kind="information" title={`Learnt since the review: ${cochrane.source}, ${cochrane.year}`}>
          <p>{cochrane.text}</p>
        </Notice>
      )}
      {error !== null && <ErrorNotice title="The protocols cannot be shown" error={error} retry={refetch} />}
      {begin.error !== null && <ErrorNotice title="The assessment was not begun" error={begin.error} />}
      {protocols === undefined && error === null && <Loading what="Fetching the protocols" />}
      <ul className={list.protocols}>
        {protocols?.map((protocol) => (
          <li key={protocol.id} className={list.protocol}>
            <h2 className={list.protocolTitle}>{protocol.title}</h2>
            <p>{protocol.summary}</p>
            <p className={table.soft}>{regimenText(protocol)}</p>
            <div className={classes.buttons}>
              <Button
                size="xs"
                loading={begin.isPending && begin.variables.id === protocol.id}
                onClick={() => begin.mutate(protocol)}
              >
                Assess by this protocol
              </Button>
              <Link to="/protocols/$protocolId" params={{ protocolId: protocol.id }}>
                Read it<span className={classes.hidden}>: {protocol.title}</span>
              </Link>
            </div>
          </li>
        ))}
      </ul>
    </Page>
  );
}
