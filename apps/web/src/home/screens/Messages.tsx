import { heldOf } from '@ketame/care';
import { useState } from 'react';
import { Call } from '../parts/Call.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { LongField } from '../parts/Field.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useDiary, useEntering, useNow, usePage, useZone } from '../use-book.ts';
import { dateText, timeText } from '../words/format.ts';
import { fill, useLanguage, useWords } from '../words/words.ts';

/** Messages both ways, and what is planned. */
export function Messages() {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  const { plan, diary: onDevice } = usePage();
  const said = heldOf(useDiary(), 'message');
  const { clinic, planned = [] } = plan?.home ?? {};
  const ahead = planned.filter(({ state }) => state !== 'done').slice(0, 6);
  return (
    <Screen title={words.messages.title} back="#/">
      {clinic !== undefined && clinic.messagesRead !== '' && (
        <p>{fill(words.messages.read, { messagesRead: clinic.messagesRead })}</p>
      )}
      <p className="small">{words.messages.notForEmergency}</p>
      <Call text={words.messages.ring} number={clinic?.phone} />
      <ol className="talk" aria-live="polite">
        {said.map(({ id, at, author, statement }) => (
          <li key={id} className={author}>
            <span className="small">
              {author === 'patient'
                ? words.messages.you
                : (onDevice.events.get(id)?.by ?? words.messages.clinic)}
              , {timeText(language, at, zone, now)}
              {onDevice.events.get(id)?.state === 'unsent' && `, ${words.entries.unsent}`}
            </span>
            <br />
            {statement.text}
          </li>
        ))}
      </ol>
      {said.length === 0 && <p>{words.messages.none}</p>}
      <Write />
      <h2>{words.messages.appointments}</h2>
      {ahead.length === 0 && <p>{words.messages.noAppointments}</p>}
      <ul>
        {ahead.map(({ key, kind, on, until, state }) => (
          <li key={key}>
            {fill(words.messages.planned, { kind: words.messages.kind[kind], on: dateText(language, on) })}
            <br />
            <span className="small">
              {state === 'overdue'
                ? words.messages.overdue
                : state === 'no-show'
                  ? words.messages.missed
                  : fill(words.messages.lateUntil, { until: dateText(language, until) })}
            </span>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

function Write() {
  const words = useWords();
  const { state, enter, renew } = useEntering();
  const [text, setText] = useState('');
  const send = async () => {
    if (text.trim() === '' || !(await enter({ kind: 'message', text: text.trim() }))) return;
    setText('');
    renew();
  };
  return (
    <>
      <LongField label={words.messages.write} value={text} onChange={setText} />
      <EnteringFailed state={state} />
      <button
        type="button"
        className="button primary"
        disabled={text.trim() === '' || state === 'saving'}
        onClick={send}
      >
        {words.messages.send}
      </button>
    </>
  );
}
