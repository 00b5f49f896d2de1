import { instrumentOf, localTime, scoresOf } from '@ketame/care';
import { useState } from 'react';
import { Choices, Scale } from '../parts/choices.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useEntering, useNow, useZone } from '../use-book.ts';
import { useWords } from '../words/words.ts';

/** Our own form of what pain stands in the way of, in words of the app. */
const form = instrumentOf('ketame-function');
const items = ['home', 'moving', 'occupation', 'people'] as const;

/** The scores of the week, and whether the patient knows when to stop. */
export function Week() {
  const words = useWords();
  const zone = useZone();
  const now = useNow();
  const { state, enter } = useEntering();
  const [knows, setKnows] = useState<'yes' | 'notSure' | null>(null);
  const [answers, setAnswers] = useState<Readonly<Record<string, number>>>({});
  const isWhole = knows !== null && items.every((id) => answers[id] !== undefined);
  const text = words.week.function;
  const save = async () => {
    if (!isWhole || form === undefined) return;
    const isSaved = await enter({
      kind: 'week',
      date: localTime(zone, Date.parse(now)).date,
      knowsWhenToStop: knows === 'yes',
      instrument: form.id,
      instrumentVersion: form.version,
      answers,
      scores: scoresOf(form, answers),
    });
    if (isSaved) location.hash = '#/';
  };
  return (
    <Screen title={words.week.title} back="#/">
      <p>{words.week.explain}</p>
      <h2>{text.lead}</h2>
      {items.map((id) => (
        <Scale
          key={id}
          legend={text[id]}
          least={text.least}
          most={text.most}
          value={answers[id] ?? null}
          onChange={(value) => setAnswers({ ...answers, [id]: value })}
        />
      ))}
      <Choices
        legend={words.week.knowsWhenToStop}
        options={{ yes: words.app.yes, notSure: words.week.notSure }}
        value={knows}
        onChange={setKnows}
      />
      <EnteringFailed state={state} />
      <button
        type="button"
        className="button primary"
        disabled={!isWhole || state === 'saving'}
        onClick={save}
      >
        {words.app.save}
      </button>
    </Screen>
  );
}
