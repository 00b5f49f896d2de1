import type { BedsideMonitor } from '@ketame/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import form from '../parts/form.module.css';
import { fullName, instantText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { useAllowed, useSession } from '../session.ts';
import { infusionQuery } from './api.ts';
import { bedsideMonitorsQuery, bringMonitor } from './bedside-monitors.ts';
import classes from './infusion.module.css';
import { infusionWriters } from './roles.ts';

/** Which monitors stand where a session runs, and the way to say that one was brought there. */
export function SessionMonitorsPage() {
  const { sessionId = '' } = useParams({ strict: false });
  const timeZone = useSession().data?.clinic.timeZone;
  const mayWrite = useAllowed(infusionWriters);
  const { data: infusion, error } = useQuery(infusionQuery(sessionId));
  const { data: monitors, error: noMonitors } = useQuery(bedsideMonitorsQuery);
  const problem = error ?? noMonitors;
  if (infusion === undefined || monitors === undefined) {
    return (
      <Page narrow title="Monitors of the session">
        {problem === null ? (
          <Loading what="Fetching the monitors" />
        ) : (
          <ErrorNotice title="The monitors cannot be shown" error={problem} />
        )}
      </Page>
    );
  }
  const here = monitors.filter(({ place }) => isSame(place, infusion.place));
  const elsewhere = monitors.filter(({ place }) => !isSame(place, infusion.place));
  return (
    <Page
      narrow
      title={`Monitors at ${infusion.place}`}
      lead={`What they send is of the session of ${fullName(infusion.patient)}, while the patient is checked in there.`}
      actions={
        <LinkButton to="/sessions/$sessionId" params={{ sessionId }} size="xs">
          The session
        </LinkButton>
      }
    >
      {here.length === 0 && (
        <p className={classes.line}>
          {monitors.length === 0
            ? 'The clinic has no monitor with a token; an administrator adds one under Accounts.'
            : 'None stands here: vital signs are charted by hand.'}
        </p>
      )}
      <ul className={classes.due}>
        {here.map(({ id, name, lastUsedAt }) => (
          <li key={id}>
            <span>{name}</span>
            <span>
              {lastUsedAt === null ? 'never sent' : `last sent ${instantText(lastUsedAt, timeZone)}`}
            </span>
          </li>
        ))}
      </ul>
      {mayWrite && elsewhere.length > 0 && <Bring infusionId={infusion.id} monitors={elsewhere} />}
    </Page>
  );
}

/** Capitals and spaces around a place do not count, as with what a monitor sends. */
const isSame = (one: string | null, other: string) =>
  one?.trim().toLowerCase() === other.trim().toLowerCase();

interface BringProps {
  readonly infusionId: string;
  readonly monitors: readonly BedsideMonitor[];
}

function Bring({ infusionId, monitors }: BringProps) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState('');
  const bringing = useMutation({
    mutationFn: () => bringMonitor(infusionId, chosen),
    onSuccess: () => {
      setChosen('');
      return queries.invalidateQueries({ queryKey: bedsideMonitorsQuery.queryKey });
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        bringing.mutate();
      }}
    >
      <NativeSelect
        label="Brought here from another place"
        description="What it sends from now on is of this session."
        value={chosen}
        data={[
          { value: '', label: 'Choose a monitor' },
          ...monitors.map(({ id, name, place }) => ({
            value: id,
            label: place === null ? `${name}, at no place` : `${name}, at ${place} until now`,
          })),
        ]}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {chosen !== '' && (
        <div className={form.buttons}>
          <Button type="submit" variant="default" loading={bringing.isPending}>
            It stands here now
          </Button>
        </div>
      )}
      {bringing.isError && <ErrorNotice title="Not moved" error={bringing.error} />}
    </form>
  );
}
