import { type HomeContent, type Instrument, instrumentOf, localTime, scoresOf } from '@ketame/care';
import { useState } from 'react';
import type { OldOf } from '../correction.ts';
import { Choices, Scale } from '../parts/choices.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useEntering, useNow, useZone } from '../use-book.ts';
import { useWords } from '../words/words.ts';

type Answers = Readonly<Record<string, number>>;

/** Our own forms of what pain stands in the way of and of the bladder, in words of the app. */
const functionForm = instrumentOf('ketame-function');
const bladderForm = instrumentOf('ketame-urine');
const functionItems = ['home', 'moving', 'occupation', 'people'] as const;
const howOftenItems = ['frequency', 'urgency', 'burning', 'belly', 'leaking'] as const;
const bladderItems = [...howOftenItems, 'night', 'lasting'] as const;

/**
 * The scores of the week, and whether the patient knows when to stop. Each form is an entry by itself, and is corrected by
 * itself.
 */
export function Week({ old }: { readonly old?: OldOf<'week'> }) {
  const words = useWords();
  const zone = useZone();
  const now = useNow();
  const { state, enter, enterAll, back } = useEntering(old);
  const answersOf = (form?: Instrument): Answers =>
    old !== undefined && old.statement.instrument === form?.id ? old.statement.answers : {};
  const isAsked = (form?: Instrument) => old === undefined || old.statement.instrument === form?.id;
  const [asksFunction, asksBladder] = [isAsked(functionForm), isAsked(bladderForm)];
  const known = old?.statement.knowsWhenToStop ?? null;
  const [knows, setKnows] = useState<'yes' | 'notSure' | null>(
    known === null ? null : known ? 'yes' : 'notSure',
  );
  const [hindered, setHindered] = useState(() => answersOf(functionForm));
  const [bladder, setBladder] = useState(() => answersOf(bladderForm));
  const isWhole =
    (asksFunction || asksBladder) &&
    (!asksFunction || (knows !== null && functionItems.every((id) => hindered[id] !== undefined))) &&
    (!asksBladder || bladderItems.every((id) => bladder[id] !== undefined));
  const weekOf = (form: Instrument, answers: Answers, knowsWhenToStop: boolean | null): HomeContent => ({
    kind: 'week',
    date: old?.statement.date ?? localTime(zone, Date.parse(now)).date,
    knowsWhenToStop,
    instrument: form.id,
    instrumentVersion: form.version,
    answers,
    scores: scoresOf(form, answers),
  });
  const save = async () => {
    if (!isWhole || functionForm === undefined || bladderForm === undefined) return;
    const weekOfFunction = weekOf(functionForm, hindered, knows === 'yes');
    const weekOfBladder = weekOf(bladderForm, bladder, null);
    const isSaved = await (old === undefined
      ? enterAll([weekOfFunction, weekOfBladder])
      : enter(asksFunction ? weekOfFunction : weekOfBladder));
    if (isSaved) location.hash = back;
  };
  const { function: ofFunction, bladder: ofBladder } = words.week;
  const bladderChoices = (id: (typeof bladderItems)[number], options: Readonly<Record<string, string>>) => (
    <Choices
      key={id}
      legend={ofBladder[id]}
      options={options}
      value={bladder[id] === undefined ? null : String(bladder[id])}
      onChange={(value) => setBladder({ ...bladder, [id]: Number(value) })}
    />
  );
  return (
    <Screen title={words.week.title} back="#/" old={old}>
      <p>{words.week.explain}</p>
      {asksFunction && (
        <>
          <h2>{ofFunction.lead}</h2>
          {functionItems.map((id) => (
            <Scale
              key={id}
              legend={ofFunction[id]}
              least={ofFunction.least}
              most={ofFunction.most}
              value={hindered[id] ?? null}
              onChange={(value) => setHindered({ ...hindered, [id]: value })}
            />
          ))}
        </>
      )}
      {asksBladder && (
        <>
          <h2>{ofBladder.lead}</h2>
          {howOftenItems.map((id) => bladderChoices(id, ofBladder.howOften))}
          {bladderChoices('night', ofBladder.nightTimes)}
          {bladderChoices('lasting', ofBladder.lastingFor)}
        </>
      )}
      {asksFunction && (
        <Choices
          legend={words.week.knowsWhenToStop}
          options={{ yes: words.app.yes, notSure: words.week.notSure }}
          value={knows}
          onChange={setKnows}
        />
      )}
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
