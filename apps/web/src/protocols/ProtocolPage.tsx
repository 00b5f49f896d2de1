import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { protocolsQuery } from '../selection/api.ts';
import { selectionDeciders } from '../selection/roles.ts';
import { useAllowed } from '../session.ts';
import { ProtocolView } from './ProtocolView.tsx';
import { regimenText } from './regimen-text.ts';

/** One protocol, to be read: every number with its source. */
export function ProtocolPage() {
  const { protocolId } = useParams({ from: '/reading/protocols/$protocolId' });
  const { data: protocols, error, refetch } = useQuery(protocolsQuery);
  const mayWrite = useAllowed(selectionDeciders);
  const protocol = protocols?.find(({ id }) => id === protocolId);
  if (protocol === undefined) {
    return (
      <Page title="Protocol" narrow>
        {error !== null && <ErrorNotice title="The protocol cannot be shown" error={error} retry={refetch} />}
        {error === null && protocols === undefined && <Loading what="Fetching the protocol" />}
        {protocols !== undefined && <p>There is no such protocol.</p>}
        <LinkButton to="/protocols">All protocols</LinkButton>
      </Page>
    );
  }
  return (
    <Page
      title={protocol.title}
      lead={protocol.summary}
      actions={
        <>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
          {mayWrite && (
            <LinkButton to="/protocols/$protocolId/edit" params={{ protocolId }}>
              {protocol.copiedFrom === undefined ? 'Copy and change' : 'Change'}
            </LinkButton>
          )}
        </>
      }
      narrow
    >
      <p className={table.soft}>
        {regimenText(protocol)}. Version {protocol.version}.
      </p>
      <ProtocolView protocol={protocol} />
    </Page>
  );
}
