import { heldOf } from '@ketame/care';
import { useState } from 'react';
import type { HelpNumbers } from '../device/store.ts';
import { Call } from '../parts/Call.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { LongField } from '../parts/Field.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useDiary, useEntering, useNow, usePage, useZone } from '../use-book.ts';
import { doseText, timeText } from '../words/format.ts';
import { fill, useLanguage, useWords } from '../words/words.ts';

/** Whom to ring: there without network and without the PIN. */
export function HelpNumbersList({ numbers }: { readonly numbers: HelpNumbers | undefined }) {
  const words = useWords();
  return (
    <>
      <Call text={words.help.emergency} number={numbers?.emergencyNumber} tone="urgent" />
      <p className="small">{words.help.emergencyHow}</p>
      <Call text={words.help.clinic} number={numbers?.phone} />
      <Call text={words.help.crisis} number={numbers?.crisisLine} />
    </>
  );
}

/** Help: numbers at once, what to say, and word to the team, which waits for the network where there is none. */
export function Help() {
  const words = useWords();
  const { plan } = usePage();
  return (
    <Screen title={words.help.title} back="#/">
      <HelpNumbersList numbers={plan?.home.clinic} />
      <WhatToSay />
      <Tell kind="help" title={words.help.tell} how={words.help.tellHow} label={words.help.tellText} />
      <a href="#/thoughts">{words.day.dark}</a>
    </Screen>
  );
}

/** The crisis line at once, and that nobody reads this at night. */
export function Thoughts() {
  const words = useWords();
  const { plan } = usePage();
  const { clinic } = plan?.home ?? {};
  return (
    <Screen title={words.thoughts.title} back="#/">
      <Call text={words.thoughts.crisis} number={clinic?.crisisLine} tone="primary" />
      <Call text={words.thoughts.emergency} number={clinic?.emergencyNumber} tone="urgent" />
      <p className="lead">{words.thoughts.night}</p>
      <p>{words.thoughts.someone}</p>
      <Tell
        kind="suicidal-thoughts"
        title={words.thoughts.tell}
        how={words.thoughts.tellHow}
        label={words.thoughts.text}
      />
    </Screen>
  );
}

interface TellProps {
  readonly kind: 'help' | 'suicidal-thoughts';
  readonly title: string;
  readonly how: string;
  readonly label: string;
}

function Tell({ kind, title, how, label }: TellProps) {
  const words = useWords();
  const { id, state, enter } = useEntering();
  const [text, setText] = useState('');
  const isSent = usePage().diary.events.get(id)?.state === 'kept';
  if (state === 'saved') {
    return (
      <p className={isSent ? 'card met' : 'card wait'} role="status">
        {isSent ? words.help.toldSent : `${words.help.toldUnsent} ${words.help.told}`}
      </p>
    );
  }
  return (
    <section className="card">
      <h2>{title}</h2>
      <p>{how}</p>
      <LongField label={label} value={text} onChange={setText} />
      <EnteringFailed state={state} />
      <button
        type="button"
        className="button primary"
        disabled={state === 'saving'}
        onClick={() => enter({ kind, text: text.trim() === '' ? null : text.trim() })}
      >
        {title}
      </button>
    </section>
  );
}

/** Drug, last dose and pressure, to be read out to whoever answers. */
function WhatToSay() {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  const diary = useDiary();
  const dose = heldOf(diary, 'dose').at(-1);
  const pressure = heldOf(diary, 'blood-pressure').at(-1)?.statement;
  return (
    <section className="card">
      <h2>{words.help.say}</h2>
      <p>
        {dose === undefined
          ? words.help.sayNothing
          : fill(words.help.sayText, {
              dose: doseText(language, dose.statement.doseUg),
              at: timeText(language, dose.at, zone, now),
              pressure:
                pressure === undefined ? words.help.notKnown : `${pressure.systolic}/${pressure.diastolic}`,
            })}
      </p>
    </section>
  );
}
