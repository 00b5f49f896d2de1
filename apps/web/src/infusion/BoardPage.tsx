import { rank } from '@ketame/care';
import type { BoardRow } from '@ketame/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { fullName, numberText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { Empty, ErrorNotice, Loading, Notice } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { useSession } from '../session.ts';
import { prioritySigns } from './AlertList.tsx';
import classes from './board.module.css';
import { clockText, dueText, spanText } from './clinic-time.ts';
import { useBoard } from './use-board.ts';
import { useClock } from './use-session.ts';

/** All running sessions on one screen, the most urgent first; large for a screen that a whole room reads. */
export function BoardPage() {
  const { rows, isLive, error, aheadMs } = useBoard();
  const now = new Date(useClock(1000) + aheadMs).toISOString();
  const [isLarge, setIsLarge] = useState(false);
  const region = useRef<HTMLDivElement>(null);
  const sorted = rows === null ? null : [...rows.values()].sort(mostUrgentFirst);
  const fullScreen = () => {
    setIsLarge(true);
    // Where the browser does not allow the whole screen, the large type stays.
    void region.current?.requestFullscreen?.().catch(() => undefined);
  };
  return (
    <Page
      title="Board"
      lead={isLive ? '● live' : '○ not connected: what is shown may be old'}
      actions={
        <>
          <LinkButton to="/alert-limits" size="xs">
            Limits of the alerts
          </LinkButton>
          <Button variant="default" size="xs" aria-pressed={isLarge} onClick={() => setIsLarge(!isLarge)}>
            Large type
          </Button>
          <Button variant="default" size="xs" onClick={fullScreen}>
            Full screen
          </Button>
        </>
      }
    >
      {error !== null && <ErrorNotice title="The board cannot be shown" error={error} />}
      {!isLive && rows !== null && error === null && (
        <Notice kind="caution" title="No connection to the server">
          <p>The page connects again by itself. Look at the patients meanwhile.</p>
        </Notice>
      )}
      {sorted === null && error === null && <Loading what="Fetching the board" />}
      {sorted?.length === 0 && (
        <Empty title="No session is planned or running">
          <p>A physician plans a session on the page of the patient.</p>
        </Empty>
      )}
      <div ref={region} className={isLarge ? `${classes.board} ${classes.large}` : classes.board}>
        {sorted?.map((row) => (
          <Row key={row.id} row={row} now={now} />
        ))}
      </div>
    </Page>
  );
}

function urgency({ alerts }: BoardRow): number {
  return Math.max(
    0,
    ...alerts.map(({ rule, acknowledged }) => (acknowledged === null ? 10 : 1) + rank(rule.priority)),
  );
}

const dueAt = ({ nextDue, plannedStart }: BoardRow): number => Date.parse(nextDue?.at ?? plannedStart);

function mostUrgentFirst(one: BoardRow, other: BoardRow): number {
  return urgency(other) - urgency(one) || dueAt(one) - dueAt(other) || one.place.localeCompare(other.place);
}

function Row({ row, now }: { readonly row: BoardRow; readonly now: string }) {
  const timeZone = useSession().data?.clinic.timeZone;
  const { patient, state, startedAt, nextDue, alerts, responsible } = row;
  const worst = alerts[0];
  const isAlarm = worst !== undefined && worst.acknowledged === null && worst.rule.priority !== 'low';
  const minutes = nextDue === null ? 0 : (Date.parse(nextDue.at) - Date.parse(now)) / 60_000;
  const running =
    startedAt === null ? '' : ` ${spanText((Date.parse(now) - Date.parse(startedAt)) / 60_000)}`;
  return (
    <article className={isAlarm ? `${classes.row} ${classes.alarm}` : classes.row} aria-label={row.place}>
      <div className={classes.place}>{row.place}</div>
      <div className={classes.who}>
        <Link to="/sessions/$sessionId" params={{ sessionId: row.id }} className={classes.name}>
          {fullName(patient)}
        </Link>
        <span className={classes.soft}>
          {row.session} of {row.of} · {responsible ?? 'nobody in charge yet'}
        </span>
      </div>
      <div className={classes.state}>
        <strong>{state}</strong>
        {state === 'planned' ? ` ${clockText(row.plannedStart, now, timeZone)}` : running}
        <span className={classes.soft}>
          {numberText(row.rateMgPerH)} mg/h {row.drug}
        </span>
      </div>
      <Vitals row={row} now={now} />
      <div className={classes.alerts}>
        {alerts.length === 0 && <span className={classes.soft}>No open alert</span>}
        {alerts.slice(0, 3).map(({ id, rule, acknowledged, escalated }) => (
          <div key={id}>
            <span aria-hidden="true">{prioritySigns[rule.priority]}</span> <strong>{rule.title}</strong>
            {acknowledged !== null && <span className={classes.soft}> answered</span>}
            {acknowledged === null && escalated.length > 0 && <span> → {escalated.at(-1)?.to}</span>}
          </div>
        ))}
        {alerts.length > 3 && <span>and {alerts.length - 3} more</span>}
      </div>
      <div className={minutes < 0 ? `${classes.due} ${classes.late}` : classes.due}>
        {nextDue === null ? '' : `${nextDue.what} ${dueText(minutes)}`}
      </div>
    </article>
  );
}

/** A vital sign older than this, min, says its age. Ours. */
const oldAfterMinutes = 5;

function Vitals({ row: { vitals }, now }: { readonly row: BoardRow; readonly now: string }) {
  const shown = [
    [
      'BP',
      vitals.systolic && `${vitals.systolic.value}/${vitals.diastolic?.value ?? '–'}`,
      vitals.systolic?.at,
    ],
    ['Pulse', vitals.heartRate?.value, vitals.heartRate?.at],
    ['SpO₂', vitals.oxygenSaturation?.value, vitals.oxygenSaturation?.at],
    ['Breaths', vitals.respiration?.value, vitals.respiration?.at],
  ] as const;
  return (
    <dl className={classes.vitals}>
      {shown.map(([label, value, at]) => {
        const age = at === undefined ? 0 : (Date.parse(now) - Date.parse(at)) / 60_000;
        return (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value === undefined ? '–' : value}</dd>
            {age > oldAfterMinutes && <dd className={classes.age}>{spanText(age)} old</dd>}
          </div>
        );
      })}
    </dl>
  );
}
