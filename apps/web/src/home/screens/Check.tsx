import { type awakeStates, type breathingStates, heldOf } from '@ketame/care';
import { useState } from 'react';
import type { OldOf } from '../correction.ts';
import { Call } from '../parts/Call.tsx';
import { Choices, YesNo } from '../parts/choices.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { noPressure, PressureFields, pressureOf, typedPressure } from '../parts/pressure.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useDiary, useEntering, useNow, usePage, useZone } from '../use-book.ts';
import { doseText, timeText } from '../words/format.ts';
import { fill, useLanguage, useWords } from '../words/words.ts';

interface CheckProps {
  readonly doseId: string;
  /** After the dose. */
  readonly minute: number;
  readonly old?: OldOf<'after-dose'>;
}

/** A check after a dose. An answer that means danger shows whom to ring at once, saved or not. */
export function Check({ doseId, minute, old }: CheckProps) {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  const { plan } = usePage();
  const dose = heldOf(useDiary(), 'dose').find(({ id }) => id === doseId);
  const { state, enter, back } = useEntering(old);
  const [awake, setAwake] = useState<(typeof awakeStates)[number] | null>(old?.statement.awake ?? null);
  const [breathing, setBreathing] = useState<(typeof breathingStates)[number] | null>(
    old?.statement.breathing ?? null,
  );
  const [typed, setTyped] = useState(old === undefined ? noPressure : typedPressure(old.statement));
  const [sitter, setSitter] = useState<boolean | null>(old?.statement.sitter ?? null);
  const [isTried, setTried] = useState(false);
  const isUnmeasured = typed.systolic === '' && typed.diastolic === '';
  const pressure = pressureOf(typed);
  const limits = plan?.home.programme?.limits;
  const isPressureDangerous =
    pressure !== null &&
    limits !== undefined &&
    (pressure.systolic >= limits.systolicStopFrom.value ||
      pressure.diastolic >= limits.diastolicStopFrom.value);
  const isDanger = awake === 'cannot-be-woken' || breathing === 'slow-or-hard';
  const save = async () => {
    setTried(true);
    if (awake === null || breathing === null || sitter === null || (!isUnmeasured && pressure === null))
      return;
    const measured = pressure ?? { systolic: null, diastolic: null };
    const isSaved = await enter({
      kind: 'after-dose',
      doseId,
      minute,
      awake,
      breathing,
      ...measured,
      sitter,
    });
    if (isSaved && !isDanger && !isPressureDangerous) location.hash = back;
  };
  return (
    <Screen title={fill(words.check.title, { minute })} back="#/" old={old}>
      <p>{words.check.forSitter}</p>
      {isDanger && (
        <section className="card urgent-card" role="alert">
          <Call text={words.check.danger} number={plan?.home.clinic.emergencyNumber} tone="urgent" />
          <p>
            {fill(words.check.dangerHow, {
              dose: dose === undefined ? words.help.notKnown : doseText(language, dose.statement.doseUg),
              at: dose === undefined ? words.help.notKnown : timeText(language, dose.at, zone, now),
            })}
          </p>
        </section>
      )}
      <Choices
        legend={words.check.awake}
        options={words.check.awakeAnswers}
        value={awake}
        onChange={setAwake}
      />
      <Choices
        legend={words.check.breathing}
        options={words.check.breathingAnswers}
        value={breathing}
        onChange={setBreathing}
      />
      <h2>{words.check.pressure}</h2>
      <PressureFields value={typed} onChange={setTyped} isTried={isTried && !isUnmeasured} />
      {isPressureDangerous && (
        <div role="alert">
          <Call text={words.help.clinic} number={plan?.home.clinic.phone} />
          <Call text={words.help.emergency} number={plan?.home.clinic.emergencyNumber} tone="urgent" />
        </div>
      )}
      <YesNo
        legend={words.check.sitter}
        yes={words.app.yes}
        no={words.before.sitterNo}
        value={sitter}
        onChange={setSitter}
      />
      <EnteringFailed state={state} />
      {isTried && (awake === null || breathing === null || sitter === null) && (
        <p className="problem" role="alert">
          {words.app.needs}
        </p>
      )}
      {state === 'saved' ? (
        <p className="card met" role="status">
          {words.app.saved}
        </p>
      ) : (
        <button type="button" className="button primary" disabled={state === 'saving'} onClick={save}>
          {words.app.save}
        </button>
      )}
    </Screen>
  );
}
