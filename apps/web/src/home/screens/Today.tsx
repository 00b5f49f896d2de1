import {
  type AfterDoseCheck,
  afterDoseChecks,
  type DoseCondition,
  type DoseConditions,
  heldOf,
  localTime,
} from '@ketame/care';
import { Screen } from '../parts/Screen.tsx';
import { useConditions, useDiary, useNow, usePage, useZone } from '../use-book.ts';
import { dateText, doseText, readable, timeText } from '../words/format.ts';
import { fill, useLanguage, useWords } from '../words/words.ts';

const marks = { met: '✓', 'not met': '✕', unknown: '?' } as const;

/** The big answer first, then its reasons, then what can be done. */
export function Today() {
  const words = useWords();
  const language = useLanguage();
  const now = useNow();
  const zone = useZone();
  const { plan } = usePage();
  const diary = useDiary();
  const answer = useConditions(now);
  const programme = plan?.home.programme;
  if (plan === null || programme === null || programme === undefined || answer === null) {
    return (
      <Screen title={words.today.noPlan}>
        <Menu conflicts={diary.conflicts.length} />
      </Screen>
    );
  }
  const { date } = localTime(zone, Date.parse(now));
  const checks = afterDoseChecks(programme, diary, now).filter(({ state }) => state !== 'answered');
  const isDayDone = heldOf(diary, 'day').some(({ statement }) => statement.date === date);
  const isWeekDone = heldOf(diary, 'week').some(
    ({ statement }) => Date.parse(date) - Date.parse(statement.date) < 7 * 86_400_000,
  );
  const next = plan.home.planned.find(
    ({ state }) => state === 'overdue' || state === 'due' || state === 'later',
  );
  const dose = doseText(language, plan.home.doseUg ?? programme.doseUg.value);
  return (
    <Screen
      title={headline(answer, words, (at) => timeText(language, at, zone, now))}
      aside={dateText(language, date)}
    >
      <Checks checks={checks} />
      <section className={answer.headline === 'met until' ? 'card met' : 'card wait'}>
        <p aria-live="polite">{lead(answer, words, (at) => timeText(language, at, zone, now))}</p>
        <h2>{fill(words.today.medicine, { dose, route: words.today.route[programme.route] })}</h2>
        <ul className="conditions">
          {ordered(answer.conditions).map((condition) => (
            <Condition key={condition.id} condition={condition} now={now} />
          ))}
        </ul>
        <p className="small">{fill(words.today.asOf, { at: timeText(language, now, zone, now) })}</p>
      </section>
      <a className="button primary" href="#/before">
        {answer.headline === 'met until' ? words.today.beforeAgain : words.today.before}
      </a>
      <a className="button" href="#/dose">
        {words.today.enterDose}
      </a>
      <a className={isDayDone ? 'button done' : 'button'} href="#/day">
        {isDayDone ? words.today.dayDone : words.today.day}
      </a>
      <a className={isWeekDone ? 'button done' : 'button'} href="#/week">
        {isWeekDone ? words.today.weekDone : words.today.week}
      </a>
      {next !== undefined && (
        <p className="card">
          {fill(next.state === 'overdue' ? words.today.overdueContact : words.today.nextContact, {
            kind: words.messages.kind[next.kind],
            on: dateText(language, next.on),
          })}
        </p>
      )}
      <Menu conflicts={diary.conflicts.length} />
      <p className="small">{words.app.advice}</p>
    </Screen>
  );
}

type Words = ReturnType<typeof useWords>;
type Time = (instant: string) => string;

function headline({ headline: id, validUntil }: DoseConditions, words: Words, time: Time): string {
  return fill(words.headline[id], { time: validUntil === null ? '' : time(validUntil) });
}

function lead({ headline: id, clock, ask, validUntil }: DoseConditions, words: Words, time: Time): string {
  if (id === 'met until') return words.lead.met;
  if (clock !== null) {
    const at = String(clock.values.at ?? '');
    const values = { ...clock.values, ...(at === '' ? {} : { at: time(at) }) };
    return `${fill(words.clock[clock.reason], values)} ${words.lead.clock}`;
  }
  if (ask !== null) return `${words.ask[ask]} ${words.lead.ask}`;
  return validUntil === null ? words.lead.notMet : fill(words.lead.notMetUntil, { time: time(validUntil) });
}

/** What is missing stands first. */
const ordered = (conditions: readonly DoseCondition[]): DoseCondition[] =>
  conditions.toSorted((one, other) => Number(one.state === 'met') - Number(other.state === 'met'));

function Condition({ condition, now }: { readonly condition: DoseCondition; readonly now: string }) {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const { id, state, reason } = condition;
  const values = readable(language, condition.values, zone, now);
  if (reason === 'stopped') values.stop = words.stop[condition.values.stop as keyof Words['stop']];
  return (
    <li className={state.replace(' ', '-')}>
      <span className="mark" aria-hidden="true">
        {marks[state]}
      </span>
      <span>
        {words.condition[id]}
        <span className="hidden">: {words.state[state]}</span>
        <span className="reason">{fill(words.reason[reason], values)}</span>
      </span>
    </li>
  );
}

/** Checks after a dose that are due, or come next. */
function Checks({ checks }: { readonly checks: readonly AfterDoseCheck[] }) {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  const open = checks.find(({ state }) => state === 'due' || state === 'silent');
  const later = checks.find(({ state }) => state === 'later');
  if (open === undefined) {
    return later === undefined ? null : (
      <p className="card">
        {fill(words.today.checkLater, { at: timeText(language, later.dueAt, zone, now) })}
      </p>
    );
  }
  const { minute, doseId, state, escalated } = open;
  return (
    <section className="card urgent-card" role="alert">
      <p>
        {fill(
          state === 'due'
            ? words.today.checkDue
            : escalated.some(({ to }) => to === 'nurse' || to === 'physician')
              ? words.today.checkSilent
              : words.today.checkSilentHere,
          { minute },
        )}
      </p>
      <a className="button primary" href={`#/check/${doseId}/${minute}`}>
        {fill(words.today.check, { minute })}
      </a>
    </section>
  );
}

function Menu({ conflicts }: { readonly conflicts: number }) {
  const words = useWords();
  const entries =
    conflicts === 0 ? words.today.entries : fill(words.today.entriesDisagree, { count: conflicts });
  return (
    <nav aria-label={words.today.menu}>
      <ul className="menu">
        {(
          [
            ['#/messages', words.today.messages],
            ['#/progress', words.today.progress],
            ['#/entries', entries],
            ['#/shared', words.today.shared],
            ['/training', words.today.training],
            ['#/settings', words.today.settings],
          ] as const
        ).map(([to, text]) => (
          <li key={to}>
            <a href={to}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
