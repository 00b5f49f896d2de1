import { heldOf, type notTakenReasons, readPackCode } from '@ketame/care';
import { useState } from 'react';
import { microgramsOf } from '../../register/words.ts';
import type { OldOf } from '../correction.ts';
import { offerReminders } from '../offer-reminders.ts';
import { Choices } from '../parts/choices.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { Field } from '../parts/Field.tsx';
import { PackCamera } from '../parts/PackCamera.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useConditions, useDiary, useEntering, useNow, usePage, useZone } from '../use-book.ts';
import { timeText } from '../words/format.ts';
import { fill, useLanguage, useWords } from '../words/words.ts';

const msPerDay = 86_400_000;

/**
 * Of a time typed as "2026-11-23T20:10" on the device's clock; null when it is none, to come, or a day away.
 * @param from milliseconds since 1970: now, or when the dose was that is corrected
 */
function instantOf(typed: string, from: number): string | null {
  const ms = new Date(typed).getTime();
  return ms <= Date.now() && Math.abs(ms - from) < msPerDay ? new Date(ms).toISOString() : null;
}

/** Enters a dose that was taken, by the code of its pack or by amount. */
export function Dose({ old }: { readonly old?: OldOf<'dose'> }) {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  const { plan } = usePage();
  const diary = useDiary();
  const answer = useConditions(now);
  const { id, state, enter, back } = useEntering(old);
  const [takenAt, setTakenAt] = useState('');
  const [code, setCode] = useState(old?.statement.packCode ?? '');
  const [hasCode, setHasCode] = useState(old?.statement.packCode !== null);
  const [amount, setAmount] = useState(() =>
    String((old?.statement.doseUg ?? plan?.home.doseUg ?? 0) / 1000 || ''),
  );
  const [when, setWhen] = useState<'now' | 'earlier'>('now');
  const [at, setAt] = useState('');
  const [isTried, setTried] = useState(false);
  // Asked before the dose is in the diary: afterwards they are those of the next one.
  const [wasMet] = useState(() => answer?.headline === 'met until');

  const packCode = hasCode ? readPackCode(code) : null;
  const pack = plan?.home.packs.find((one) => one.code === packCode);
  const doseUg = pack?.doseUg ?? microgramsOf(amount) ?? 0;
  const instant =
    when === 'now' ? undefined : instantOf(at, old === undefined ? Date.now() : Date.parse(old.at));
  const save = async () => {
    setTried(true);
    if ((hasCode && packCode === null) || doseUg <= 0 || instant === null) return;
    setTakenAt(instant ?? new Date().toISOString());
    const isSaved = await enter({ kind: 'dose', packCode, doseUg }, instant);
    if (isSaved && old !== undefined) location.hash = back;
  };
  if (state === 'saved' && old === undefined) {
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
  const isOther = packCode !== null && packCode !== old?.statement.packCode;
  const isTaken = isOther && heldOf(diary, 'dose').some(({ statement }) => statement.packCode === packCode);
  const times =
    old === undefined
      ? { same: words.dose.now, other: words.dose.earlier, wrong: words.dose.whenWrong }
      : {
          same: fill(words.dose.sameTime, { at: timeText(language, old.at, zone, now) }),
          other: words.dose.otherTime,
          wrong: words.dose.otherTimeWrong,
        };
  return (
    <Screen title={words.dose.title} back="#/" old={old}>
      {!wasMet && old === undefined && <p className="card wait">{words.dose.notMet}</p>}
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
      {isOther && pack === undefined && (
        <p className="card wait" role="alert">
          {words.dose.codeUnknown}
        </p>
      )}
      {isTaken && (
        <p className="card wait" role="alert">
          {words.dose.codeTaken}
        </p>
      )}
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
        options={{ now: times.same, earlier: times.other }}
        value={when}
        onChange={setWhen}
      />
      {when === 'earlier' && (
        <Field
          label={times.other}
          type="datetime-local"
          value={at}
          onChange={setAt}
          problem={isTried && instant === null ? times.wrong : null}
        />
      )}
      <EnteringFailed state={state} />
      <button type="button" className="button primary" disabled={state === 'saving'} onClick={save}>
        {words.dose.save}
      </button>
      {old === undefined && (
        <>
          <a href="#/not-taken">{words.today.notTaken}</a>
          <a href="#/gone">{words.dose.goneLink}</a>
        </>
      )}
    </Screen>
  );
}

/** A dose that is left out, and why. */
export function NotTaken({ old }: { readonly old?: OldOf<'not-taken'> }) {
  const words = useWords();
  const { state, enter, back } = useEntering(old);
  const [reason, setReason] = useState<(typeof notTakenReasons)[number] | null>(
    old?.statement.reason ?? null,
  );
  const save = async () => {
    if (reason === null) return;
    if (await enter({ kind: 'not-taken', reason, packCode: null })) location.hash = back;
  };
  return (
    <Screen title={words.dose.notTakenTitle} back="#/" old={old}>
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
