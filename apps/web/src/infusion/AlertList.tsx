import { type Alert, longestAudioPauseSeconds, rank } from '@ketame/care';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../parts/form.module.css';
import { clockText } from './clinic-time.ts';
import classes from './infusion.module.css';
import { useAlertSound } from './sound.ts';
import type { Charting } from './use-session.ts';

/** Signs that say the priority without colour. */
export const prioritySigns: Readonly<Record<Alert['rule']['priority'], string>> = {
  high: '!!!',
  medium: '!!',
  low: '!',
};

/** Open alerts, the most urgent first, then those that are over. */
export function AlertList({
  charting,
  mayWrite,
}: {
  readonly charting: Charting;
  readonly mayWrite: boolean;
}) {
  const { alerts, state } = charting;
  const [isSounding, switchSound] = useAlertSound(alerts);
  const open = alerts
    .filter((alert) => alert.open)
    .toSorted(
      (one, other) =>
        Number(one.acknowledged !== null) - Number(other.acknowledged !== null) ||
        rank(other.rule.priority) - rank(one.rule.priority),
    );
  const over = alerts.filter((alert) => !alert.open);
  return (
    <section aria-label="Alerts">
      <div className={classes.alertsHead}>
        <h2 className={classes.partTitle}>
          Alerts{state.connection === 'live' ? '' : ' · watched by this page alone'}
        </h2>
        <Button variant="subtle" size="compact-xs" aria-pressed={isSounding} onClick={switchSound}>
          {isSounding ? 'Sound is on' : 'Turn sound on'}
        </Button>
        {mayWrite && alerts.some(({ sounding }) => sounding) && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => charting.enter({ kind: 'audio-pause', seconds: longestAudioPauseSeconds })}
          >
            Hold the sound for {longestAudioPauseSeconds / 60} min
          </Button>
        )}
      </div>
      {open.length === 0 && <p className={classes.small}>No open alert.</p>}
      {open.map((alert) => (
        <OneAlert key={alert.id} alert={alert} charting={charting} mayWrite={mayWrite} />
      ))}
      {over.length > 0 && (
        <details className={classes.over}>
          <summary>Over: {over.length}</summary>
          {over.map((alert) => (
            <OneAlert key={alert.id} alert={alert} charting={charting} mayWrite={false} />
          ))}
        </details>
      )}
    </section>
  );
}

function OneAlert({
  alert,
  charting,
  mayWrite,
}: {
  readonly alert: Alert;
  readonly charting: Charting;
  readonly mayWrite: boolean;
}) {
  const [answering, setAnswering] = useState(false);
  const [reason, setReason] = useState('');
  const { now, timeZone } = charting;
  const { rule, acknowledged, escalated, clearedAt, inputs } = alert;
  const clock = (at: string) => clockText(at, now, timeZone);
  const answer = async (event: FormEvent) => {
    event.preventDefault();
    const refused = await charting.enter({ kind: 'acknowledge', alert: alert.id, reason });
    if (refused === null) setAnswering(false);
  };
  const isAlarm = alert.open && acknowledged === null && rule.priority !== 'low';
  return (
    <article
      className={isAlarm ? `${classes.alert} ${classes.alarm}` : classes.alert}
      role={isAlarm && rule.priority === 'high' ? 'alert' : undefined}
    >
      <div className={classes.alertHead}>
        <h3>
          <span aria-hidden="true">{prioritySigns[rule.priority]} </span>
          <span className={classes.hidden}>{rule.priority} priority: </span>
          {rule.title}
        </h3>
        <span>{clock(alert.raisedAt)}</span>
      </div>
      <p>{inputs.map(({ text, at }) => `${text}, ${clock(at)}`).join('; ')}</p>
      <p>
        <strong>{rule.whatToDo}</strong>
      </p>
      <details>
        <summary>Why</summary>
        Rule {rule.id}, version {rule.version}, {rule.system}. {rule.source}
      </details>
      {escalated.length > 0 && acknowledged === null && (
        <p>Went further: {escalated.map(({ at, to }) => `to ${to}, ${clock(at)}`).join('; ')}</p>
      )}
      {acknowledged !== null && (
        <p>
          Answered {clock(acknowledged.at)} by {acknowledged.by.name}: {acknowledged.reason}.{' '}
          {alert.open && 'The cause lasts.'}
        </p>
      )}
      {clearedAt !== null && (
        <p>
          The cause was gone at {clock(clearedAt)}
          {alert.open ? '; latched until answered.' : '.'}
        </p>
      )}
      {mayWrite && acknowledged === null && !answering && (
        <Button size="xs" variant="default" onClick={() => setAnswering(true)}>
          Acknowledge…
        </Button>
      )}
      {answering && (
        <form className={form.row} onSubmit={answer}>
          <TextInput
            label="What you found or did"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            minLength={3}
            required
            withAsterisk={false}
            autoFocus
          />
          <Button type="submit" size="sm">
            Acknowledge
          </Button>
        </form>
      )}
    </article>
  );
}
