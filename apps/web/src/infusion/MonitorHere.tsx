import type { BedsideMonitor } from '@ketame/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import form from '../parts/form.module.css';
import { instantText } from '../parts/format.ts';
import { ErrorNotice } from '../parts/Notice.tsx';
import { bedsideMonitorsQuery, bringMonitor } from './api.ts';
import classes from './infusion.module.css';
import type { Charting } from './use-session.ts';

/** Which monitors stand where the session runs, and the way to bring one here. Nothing while the clinic has none. */
export function MonitorHere({ charting: { infusion, timeZone } }: { readonly charting: Charting }) {
  const { data: monitors = [] } = useQuery(bedsideMonitorsQuery);
  if (monitors.length === 0) return null;
  const here = monitors.filter(({ place }) => isSame(place, infusion.place));
  const elsewhere = monitors.filter(({ place }) => !isSame(place, infusion.place));
  return (
    <section aria-label="Monitors">
      <h2 className={classes.partTitle}>Monitors at {infusion.place}</h2>
      {here.length === 0 && <p className={classes.line}>None: vital signs are charted by hand.</p>}
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
      {elsewhere.length > 0 && <Bring infusionId={infusion.id} monitors={elsewhere} />}
    </section>
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
