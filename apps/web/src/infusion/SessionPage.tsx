import type { Session } from '@ketame/care';
import type { Account } from '@ketame/contract';
import { useParams } from '@tanstack/react-router';
import { counted, fullName, numberText } from '../parts/format.ts';
import { LinkButton } from '../parts/LinkButton.tsx';
import { ErrorNotice, Loading } from '../parts/Notice.tsx';
import { Page } from '../parts/Page.tsx';
import { useAllowed, useSession } from '../session.ts';
import { AlertList } from './AlertList.tsx';
import { Connection } from './Connection.tsx';
import { Contained } from './Contained.tsx';
import { chartInstant, SessionChart } from './chart/SessionChart.tsx';
import { dueText, spanText } from './clinic-time.ts';
import { EntryLog } from './EntryLog.tsx';
import { EntryRow } from './EntryRow.tsx';
import classes from './infusion.module.css';
import { NextStep } from './NextStep.tsx';
import { OtherEntry } from './OtherEntry.tsx';
import { infusionWriters } from './roles.ts';
import { Safety } from './Safety.tsx';
import { type Charting, useCharting } from './use-session.ts';

/** One session under watch. */
export function SessionPage() {
  const account = useSession().data?.account;
  return account == null ? null : <Watched key={account.id} account={account} />;
}

function Watched({ account }: { readonly account: Account }) {
  const { sessionId } = useParams({ strict: false });
  const { charting, error, retry } = useCharting(sessionId ?? '', account);
  const mayWrite = useAllowed(infusionWriters);
  if (charting === null) {
    return (
      <Page title="Session">
        {error === null ? (
          <Loading what="Fetching the session" />
        ) : (
          <ErrorNotice title="The session cannot be shown" error={error} retry={retry} />
        )}
      </Page>
    );
  }
  const { session, infusion, now } = charting;
  const isOver = session.state === 'discharged';
  return (
    <div className={classes.page}>
      <title>{`${fullName(infusion.patient)} · Ketame`}</title>
      <Head charting={charting} />
      {mayWrite && <Safety charting={charting} />}
      <Connection charting={charting} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <div className={classes.chart}>
            <Contained what="The chart">
              <SessionChart
                session={session}
                readings={infusion.readings}
                now={chartInstant(session, now)}
                timeZone={charting.timeZone}
              />
            </Contained>
          </div>
          {mayWrite && !isOver && session.state !== 'planned' && <EntryRow charting={charting} />}
        </div>
        <div className={classes.side}>
          <AlertList charting={charting} mayWrite={mayWrite} />
          {mayWrite && <NextStep charting={charting} />}
          <DueList charting={charting} />
          {mayWrite && !isOver && <OtherEntry charting={charting} />}
        </div>
      </div>
      <section aria-label="Entries">
        <h2 className={classes.partTitle}>Entries</h2>
        <EntryLog charting={charting} mayWrite={mayWrite} />
      </section>
    </div>
  );
}

function Head({ charting }: { readonly charting: Charting }) {
  const { session, infusion, unsent, state } = charting;
  const { plan, loaded } = session;
  return (
    <header className={classes.head}>
      <div>
        <h1 className={classes.title}>
          {fullName(infusion.patient)} <span className={classes.soft}>{infusion.place}</span>
        </h1>
        <p className={classes.facts}>
          <span>
            Session {plan.session} of {plan.of}
          </span>
          <span>
            {plan.patient.weightKg} kg · {Math.floor(plan.patient.ageYears)} y
          </span>
          <span>
            {plan.drug} as {plan.amountAs}, at most {numberText(plan.maximumMgPerH)} mg/h
          </span>
          {loaded !== null && (
            <span>
              syringe {loaded.syringe}: {loaded.concentrationMgPerMl} mg/mL, lot {loaded.lot}
            </span>
          )}
          {session.responsible !== null && <span>in charge: {session.responsible.name}</span>}
        </p>
      </div>
      <div className={classes.where}>
        <States session={session} now={charting.now} />
        <p className={classes.line}>
          {unsent.size > 0 && (
            <strong role="status" className={classes.unsent}>
              Not yet sent: {unsent.size}
            </strong>
          )}{' '}
          {state.connection === 'live' ? '● connected' : '○ not connected'}{' '}
          <LinkButton
            to="/sessions/$sessionId/record"
            params={{ sessionId: infusion.id }}
            variant="subtle"
            size="compact-xs"
          >
            Record
          </LinkButton>
          <LinkButton
            to="/sessions/$sessionId/monitors"
            params={{ sessionId: infusion.id }}
            variant="subtle"
            size="compact-xs"
          >
            Monitors
          </LinkButton>
        </p>
      </div>
    </header>
  );
}

const track = ['planned', 'checked in', 'armed', 'infusing', 'recovering', 'discharged'] as const;

function States({ session, now }: { readonly session: Session; readonly now: string }) {
  const { state, heldFrom, since } = session;
  const minutes = Math.max(0, (Date.parse(now) - Date.parse(since)) / 60_000);
  const at = state === 'paused' ? heldFrom : state;
  return (
    <ol className={classes.track} aria-label={`State: ${state}`}>
      {track.map((one) => (
        <li
          key={one}
          className={one === at ? classes.here : undefined}
          aria-current={one === at ? 'step' : undefined}
        >
          {one === at && state === 'paused' ? `paused, was ${one}` : one}
          {one === at && state !== 'planned' && state !== 'discharged' && ` ${spanText(minutes)}`}
        </li>
      ))}
      {state === 'aborted' && (
        <li className={classes.here} aria-current="step">
          aborted {spanText(minutes)} ago
        </li>
      )}
    </ol>
  );
}

/** How many that are due are shown at first. */
const first = 6;

function DueList({ charting }: { readonly charting: Charting }) {
  const { due } = charting;
  if (due.length === 0) return null;
  const late = due.filter(({ inMinutes }) => inMinutes < 0).length;
  return (
    <section aria-label="Due">
      <h2 className={classes.partTitle}>Due{late > 0 && ` · ${counted(late, 'thing')} overdue`}</h2>
      <ul className={classes.due}>
        {due.slice(0, first).map(({ id, what, inMinutes, source }) => (
          <li key={id} className={inMinutes < 0 ? classes.late : undefined} title={source}>
            <span>{what}</span>
            <span>{dueText(inMinutes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
