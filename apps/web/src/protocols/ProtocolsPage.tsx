import { jurisdictions } from '@ketame/care';
import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page, Section } from '../parts/Page.tsx';
import table from '../parts/table.module.css';
import { jurisdictionQuery, protocolsQuery, saveJurisdiction } from '../selection/api.ts';
import { administrators, useAllowed } from '../session.ts';
import classes from './protocols.module.css';
import { regimenText } from './regimen-text.ts';

/** All protocols, shipped and of the clinic, and whose guidance speaks first. */
export function ProtocolsPage() {
  const { data: protocols, error, refetch } = useQuery(protocolsQuery);
  return (
    <Page
      title="Protocols"
      lead="Whom to treat, how, what to watch, when to come back and when to stop: each number with its source. A clinic makes its own by copy and change."
      narrow
    >
      <Jurisdiction />
      {error !== null && <ErrorNotice title="The protocols cannot be shown" error={error} retry={refetch} />}
      {protocols === undefined && error === null && <Loading what="Fetching the protocols" />}
      <Section title="Protocols">
        <ul className={classes.protocols}>
          {protocols?.map((protocol) => (
            <li key={protocol.id} className={classes.protocol}>
              <h3 className={classes.protocolTitle}>
                <Link to="/protocols/$protocolId" params={{ protocolId: protocol.id }}>
                  {protocol.title}
                </Link>
              </h3>
              <p>{protocol.summary}</p>
              <p className={table.soft}>
                {regimenText(protocol)}; version {protocol.version},{' '}
                {protocol.copiedFrom === undefined ? 'shipped' : 'of this clinic'}
              </p>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}

function Jurisdiction() {
  const mayChange = useAllowed(administrators);
  const queries = useQueryClient();
  const { data, error } = useQuery(jurisdictionQuery);
  const saving = useMutation({
    mutationFn: saveJurisdiction,
    onSuccess: (saved) => queries.setQueryData(jurisdictionQuery.queryKey, saved),
  });
  if (error !== null) return <ErrorNotice title="The jurisdiction cannot be shown" error={error} />;
  if (data === undefined) return null;
  return (
    <Section title="Guidance">
      {mayChange ? (
        <NativeSelect
          label="The clinic is in"
          description="The guidance of this country speaks first at every decision; the others are shown after it."
          value={data.jurisdiction}
          data={jurisdictions.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(event) => {
            const chosen = jurisdictions.find(({ id }) => id === event.currentTarget.value);
            if (chosen !== undefined) saving.mutate(chosen.id);
          }}
        />
      ) : (
        <p className={table.soft}>
          {jurisdictions.find(({ id }) => id === data.jurisdiction)?.title}: its guidance speaks first, the
          others are shown after it. An administrator can change this.
        </p>
      )}
      {saving.error !== null && <ErrorNotice title="Not saved" error={saving.error} />}
    </Section>
  );
}
