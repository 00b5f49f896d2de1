import { heldOf, type notTakenReasons, readPackCode } from '@ketame/care';
import { useState } from 'react';
import { microgramsOf } from '../../register/words.ts';
import { offerReminders } from '../offer-reminders.ts';
import { Choices } from '../parts/choices.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { Field } from '../parts/Field.tsx';
import { PackCamera } from '../parts/PackCamera.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useConditions, useDiary, useEntering, useNow, usePage } from '../use-book.ts';
import { fill, useWords } from '../words/words.ts';

const msPerDay = 86_400_000;

/** Of a time typed as "2026-11-23T20:10" on the device's clock; null when it is none, to come, or over a day ago. */
function instantOf(typed: string): string | null {
  const ms = new Date(typed).getTime();
  return ms <= Date.now() && ms > Date.now() - msPerDay ? new Date(ms).toISOString() : null;
}

/** Enters a dose that was taken, by the code of its pack or by amount. */
export function Dose() {
  const words = useWords();
  const { plan } = usePage();
  const diary = useDiary();
  const answer = useConditions(useNow());
  const { id, state, enter } = useEntering();
  const [takenAt, setTakenAt] = useState('');
  const [code, setCode] = useState('');
  const [hasCode, setHasCode] = useState(true);
  const [amount, setAmount] = useState(() => String((plan?.home.doseUg ?? 0) / 1000 || ''));
  const [when, setWhen] = useState<'now' | 'earlier'>('now');
  const [at, setAt] = useState('');
  const [isTried, setTried] = useState(false);
  // Asked before the dose is in the diary: afterwards they are those of the next one.
  const [wasMet] = useState(() => answer?.headline === 'met until');

  const packCode = hasCode ? readPackCode(code) : null;
  const pack = plan?.home.packs.find((one) => one.code === packCode);
  const doseUg = pack?.doseUg ?? microgramsOf(amount) ?? 0;
  const instant = when === 'now' ? undefined : instantOf(at);
  const save = async () => {
    setTried(true);
    if ((hasCode && packCode === null) || doseUg <= 0 || instant === null) return;
    setTakenAt(instant ?? new Date().toISOString());
    await enter({ kind: 'dose', packCode, doseUg }, instant);
  };
  if (state === 'saved') {
    const minutes = plan?.home.programme?.checksAfterDose.minutes ?? [];
    const remind = () =>
      offerReminders(
        minutes.map((minute) => ({
          id: `check-${id}-${minute}`,
          title: words.settings.calendarTitle,
          when: { at: new Date(Date.parse(takenAt) + minute * 60_000).toISOString() },
        })),
      );
    return (
      <Screen title={words.app.saved} back="#/">
        <p className="lead">{fill(words.dose.saved, { minute: minutes[0] ?? 30 })}</p>
        <button type="button" className="button" onClick={remind}>
          {words.dose.checksInCalendar}
        </button>
        <a className="button primary" href="#/">
          {words.app.today}
        </a>
      </Screen>
    );
  }
  const isTaken =
    packCode !== null && heldOf(diary, 'dose').some(({ statement }) => statement.packCode === packCode);
  return (
    <Screen title={words.dose.title} back="#/">
      {!wasMet && <p className="card wait">{words.dose.notMet}</p>}
      {hasCode && (
        <>
          <Field
            label={words.dose.code}
            help={words.dose.codeHelp}
            value={code}
            onChange={setCode}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            problem={isTried && packCode === null ? words.dose.codeWrong : null}
          />
          <PackCamera onRead={setCode} />
        </>
      )}
      <label className="tick">
        <input type="checkbox" checked={!hasCode} onChange={() => setHasCode(!hasCode)} />
        <span>{words.dose.noCode}</span>
      </label>
      {packCode !== null && pack === undefined && <p className="card wait">{words.dose.codeUnknown}</p>}
      {isTaken && <p className="card wait">{words.dose.codeTaken}</p>}
      {pack === undefined && (
        <Field
          label={words.dose.amount}
          inputMode="decimal"
          autoComplete="off"
          value={amount}
          onChange={setAmount}
          problem={isTried && doseUg <= 0 ? words.dose.amountWrong : null}
        />
      )}
      <Choices
        legend={words.dose.when}
        options={{ now: words.dose.now, earlier: words.dose.earlier }}
        value={when}
        onChange={setWhen}
      />
      {when === 'earlier' && (
        <Field
          label={words.dose.earlier}
          type="datetime-local"
          value={at}
          onChange={setAt}
          problem={isTried && instant === null ? words.dose.whenWrong : null}
        />
      )}
      <EnteringFailed state={state} />
      <button type="button" className="button primary" disabled={state === 'saving'} onClick={save}>
        {words.dose.save}
      </button>
      <a href="#/not-taken">{words.today.notTaken}</a>
      <a href="#/gone">{words.dose.goneLink}</a>
    </Screen>
  );
}

/** A dose that is left out, and why. */
export function NotTaken() {
  const words = useWords();
  const { state, enter } = useEntering();
  const [reason, setReason] = useState<(typeof notTakenReasons)[number] | null>(null);
  const save = async () => {
    if (reason === null) return;
    if (await enter({ kind: 'not-taken', reason, packCode: null })) location.hash = '#/';
  };
  return (
    <Screen title={words.dose.notTakenTitle} back="#/">
      <Choices
        legend={words.dose.notTakenWhy}
        options={words.dose.notTaken}
        value={reason}
        onChange={setReason}
      />
      <p>{words.dose.neverTwice}</p>
      <EnteringFailed state={state} />
      <button
        type="button"
        className="button primary"
        disabled={reason === null || state === 'saving'}
        onClick={save}
      >
        {words.app.save}
      </button>
    </Screen>
  );
}
