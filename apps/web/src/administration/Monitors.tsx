import type { AddedMonitor, Monitor } from '@ketame/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addMonitor, listMonitors, placeMonitor, revokeMonitor } from '../access.ts';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Page.tsx';
import { SignDialog } from '../parts/SignDialog.tsx';
import table from '../parts/table.module.css';
import { useSession } from '../session.ts';
import classes from './Monitors.module.css';

/** Monitors with a token of their own: made, shown once, revoked. */
export function Monitors() {
  const { data: monitors, error, refetch } = useQuery({ queryKey: ['monitors'], queryFn: listMonitors });
  return (
    <Section title="Monitors">
      <p className={table.soft}>
        With a token of its own a monitor sends vital signs: of the session that runs where it stands, or of
        one that it names. The token opens nothing else.
      </p>
      {error !== null && <ErrorNotice title="The monitors cannot be shown" error={error} retry={refetch} />}
      {monitors === undefined && error === null && <Loading what="Fetching the monitors" />}
      {monitors !== undefined && monitors.length > 0 && (
        <table className={`${table.table} ${table.stacking}`}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Stands at</th>
              <th scope="col">Added</th>
              <th scope="col">Last used</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {monitors.map((monitor) => (
              <MonitorRow key={monitor.id} monitor={monitor} />
            ))}
          </tbody>
        </table>
      )}
      <NewMonitor />
    </Section>
  );
}

function MonitorRow({ monitor }: { readonly monitor: Monitor }) {
  const queries = useQueryClient();
  const zone = useSession().data?.clinic.timeZone ?? 'UTC';
  const revoking = useMutation({
    mutationFn: () => revokeMonitor(monitor.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['monitors'] }),
  });
  return (
    <tr>
      <th scope="row">{monitor.name}</th>
      <td>{monitor.revokedAt === null ? <PlaceForm monitor={monitor} /> : (monitor.place ?? 'no place')}</td>
      <td>
        {instantText(monitor.addedAt, zone)} by {monitor.addedBy}
      </td>
      <td>{monitor.lastUsedAt === null ? 'never used' : `used ${instantText(monitor.lastUsedAt, zone)}`}</td>
      <td>
        {monitor.revokedAt === null ? (
          <>
            active
            <Button
              size="compact-xs"
              variant="default"
              ml="xs"
              aria-label={`Revoke the token of ${monitor.name}`}
              loading={revoking.isPending}
              onClick={() => revoking.mutate()}
            >
              Revoke
            </Button>
          </>
        ) : (
          <strong>revoked {instantText(monitor.revokedAt, zone)}</strong>
        )}
        {revoking.isError && <ErrorNotice title="Not revoked" error={revoking.error} />}
      </td>
    </tr>
  );
}

/** Where a monitor stands. What is typed counts once it is saved: from then on its readings go to that place. */
function PlaceForm({ monitor }: { readonly monitor: Monitor }) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const place = typed ?? monitor.place ?? '';
  const placing = useMutation({
    mutationFn: () => placeMonitor(monitor.id, { place: placeOf(place) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['monitors'] });
      setTyped(null);
    },
  });
  return (
    <form
      className={classes.place}
      onSubmit={(event) => {
        event.preventDefault();
        placing.mutate();
      }}
    >
      <TextInput
        size="xs"
        aria-label={`Place of ${monitor.name}`}
        placeholder="no place"
        maxLength={60}
        autoComplete="off"
        value={place}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {placeOf(place) !== monitor.place && (
        <Button size="compact-sm" type="submit" loading={placing.isPending}>
          Save
        </Button>
      )}
      {placing.isError && <ErrorNotice title="Not saved" error={placing.error} />}
    </form>
  );
}

const placeOf = (typed: string): string | null => typed.trim() || null;

function NewMonitor() {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const [asking, setAsking] = useState(false);
  const adding = useMutation({
    mutationFn: (proof: string) => addMonitor({ name, place: placeOf(place), proof }),
    onSuccess: () => {
      setName('');
      setPlace('');
      return queries.invalidateQueries({ queryKey: ['monitors'] });
    },
  });
  return (
    <>
      <form
        className={`${form.form} ${classes.adding}`}
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <TextInput
          label="Name of the monitor"
          description="As it is called in the clinic: “Monitor of bed 2”. It stands with each of its readings."
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <TextInput
          label="Place"
          description="As it is typed when a session is planned: “Room 2”. What the monitor sends goes to the session that runs there. May be left empty and said later."
          maxLength={60}
          autoComplete="off"
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        {adding.isError && <ErrorNotice title="Not added" error={adding.error} />}
        <div className={form.buttons}>
          <Button type="submit" loading={adding.isPending}>
            Make a token
          </Button>
        </div>
      </form>
      {adding.data !== undefined && <Token added={adding.data} />}
      <SignDialog
        opened={asking}
        title={`Make a token for ${name}`}
        who="own"
        onProof={({ proof }) => {
          setAsking(false);
          adding.mutate(proof);
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function Token({ added: { monitor, token } }: { readonly added: AddedMonitor }) {
  return (
    <Notice kind="caution" title={`Enter this token in ${monitor.name} now: it is not shown again`}>
      <code className={classes.token}>{token}</code>
    </Notice>
  );
}
