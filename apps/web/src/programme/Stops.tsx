import { type HomeAlert, homeAlertRules, homeStopRules, type OpenStop } from '@ketame/care';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { counted, instantText } from '../parts/format.ts';
import { ErrorNotice, Notice } from '../parts/Notice.tsx';
import { useAllowed, useSession } from '../session.ts';
import { addClinicEvent, useHomeChange } from './api.ts';
import classes from './programme.module.css';
import { homeWriters } from './roles.ts';

/** How many alerts are shown at once. */
const ALERTS = 4;

interface StopsProps {
  readonly patientId: string;
  readonly stops: readonly OpenStop[];
  readonly alerts: readonly HomeAlert[];
}

/** What holds every further dose until somebody lifts it, and what else the diary says that somebody must see. */
export function Stops({ patientId, stops, alerts }: StopsProps) {
  const mayWrite = useAllowed(homeWriters);
  const [isStopping, setIsStopping] = useState(false);
  return (
    <>
      {stops.map((stop) => (
        <StopNotice key={`${stop.stop} ${stop.since}`} patientId={patientId} stop={stop} />
      ))}
      {stops.length === 0 && <p className={classes.soft}>No stop is open.</p>}
      {alerts.length > 0 && <Alerts alerts={alerts.slice(0, ALERTS)} />}
      {alerts.length > ALERTS && (
        <details>
          <summary>{counted(alerts.length - ALERTS, 'more alert')}</summary>
          <Alerts alerts={alerts.slice(ALERTS)} />
        </details>
      )}
      {mayWrite && !isStopping && (
        <Button size="xs" variant="default" onClick={() => setIsStopping(true)}>
          Stop further doses
        </Button>
      )}
      {isStopping && (
        <ReasonForm
          label="Why are further doses stopped? The patient sees it"
          action="Stop"
          onDone={() => setIsStopping(false)}
          send={(id, reason) =>
            addClinicEvent(patientId, { id, at: new Date().toISOString(), content: { kind: 'stop', reason } })
          }
        />
      )}
    </>
  );
}

function Alerts({ alerts }: Pick<StopsProps, 'alerts'>) {
  const timeZone = useSession().data?.clinic.timeZone;
  return (
    <ul className={classes.plain} aria-label="Alerts of the diary">
      {alerts.map((alert) => {
        const rule = homeAlertRules[alert.rule];
        return (
          <li key={`${alert.rule} ${alert.entry} ${alert.at}`} className={classes.item}>
            <p>
              <strong>{rule.title}</strong>{' '}
              <span className={classes.soft}>{instantText(alert.at, timeZone)}</span>
            </p>
            <p>{alert.reason}</p>
            <p className={classes.soft}>
              {rule.whatToDo} {rule.source}.
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function StopNotice({ patientId, stop }: Pick<StopsProps, 'patientId'> & { readonly stop: OpenStop }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const mayWrite = useAllowed(homeWriters);
  const [isLifting, setIsLifting] = useState(false);
  const rule = homeStopRules[stop.stop];
  return (
    <Notice kind="alarm" title={`No further dose: ${rule.title}`}>
      <p>
        {stop.reason} Since {instantText(stop.since, timeZone)}.
      </p>
      <p>
        <strong>{rule.whatToDo}</strong> What would change it: {rule.change}
      </p>
      <p className={classes.soft}>{rule.source}</p>
      {mayWrite && stop.entries.length > 0 && !isLifting && (
        <Button size="xs" variant="default" onClick={() => setIsLifting(true)}>
          Lift this stop
        </Button>
      )}
      {isLifting && (
        <ReasonForm
          label="What was found, and why doses may go on"
          action="Lift it"
          onDone={() => setIsLifting(false)}
          send={(id, reason) =>
            addClinicEvent(patientId, {
              id,
              at: new Date().toISOString(),
              content: { kind: 'stop-lifted', stop: stop.stop, entries: [...stop.entries], reason },
            })
          }
        />
      )}
    </Notice>
  );
}

interface ReasonFormProps {
  readonly label: string;
  readonly action: string;
  readonly send: (id: string, reason: string) => Promise<unknown>;
  readonly onDone: () => void;
}

/** Asks why, and sends it once however often it is pressed. */
export function ReasonForm({ label, action, send, onDone }: ReasonFormProps) {
  const [id] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const sending = useHomeChange((why: string) => send(id, why), onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate(reason.trim());
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={label}
        value={reason}
        minLength={3}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      {sending.isError && <ErrorNotice title="Not entered" error={sending.error} />}
      <div className={form.buttons}>
        <Button type="submit" size="xs" loading={sending.isPending}>
          {action}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  );
}
