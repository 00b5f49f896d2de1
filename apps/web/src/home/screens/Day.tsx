import { type HomeSideEffect, type HomeStatement, type HomeUrineSign, localTime } from '@ketame/care';
import { useState } from 'react';
import type { OldOf } from '../correction.ts';
import { Choices, Many, Scale } from '../parts/choices.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useEntering, useNow, useZone } from '../use-book.ts';
import { dateText } from '../words/format.ts';
import { fill, useLanguage, useWords } from '../words/words.ts';

type DayStatement = Extract<HomeStatement, { kind: 'day' }>;
type Answers = Omit<DayStatement, 'kind' | 'date'>;

const unanswered: Answers = {
  painAverage: null,
  painWorst: null,
  reliefPercent: null,
  sleep: null,
  mood: null,
  hindered: null,
  sideEffects: null,
  urine: null,
};
const steps = 4;

/** The diary of today, in four short steps. What is left out stays "not answered". */
export function Day({ old }: { readonly old?: OldOf<'day'> }) {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  // The day on which it was begun, though midnight may pass.
  const [date] = useState(() => old?.statement.date ?? localTime(zone, Date.parse(now)).date);
  const [step, setStep] = useState(1);
  const [answers, setAnswers] = useState<Answers>(old?.statement ?? unanswered);
  const { state, enter, back } = useEntering(old);
  const set = (news: Partial<Answers>) => setAnswers({ ...answers, ...news });
  const { day } = words;
  const bad = { least: day.veryBad, most: day.veryGood };
  const save = async () => {
    if (!(await enter({ ...answers, kind: 'day', date }))) return;
    if (answers.urine?.includes('blood') !== true) location.hash = back;
  };
  return (
    <Screen title={day.title} back="#/" old={old} aside={fill(day.step, { step, steps })}>
      <p className="small">{fill(day.forDay, { date: dateText(language, date) })}</p>
      <progress value={step} max={steps} aria-label={fill(day.step, { step, steps })} />
      {step === 1 && (
        <>
          <h2>{day.pain}</h2>
          <Scale
            legend={day.painAverage}
            least={day.painLeast}
            most={day.painMost}
            value={answers.painAverage}
            onChange={(painAverage) => set({ painAverage })}
          />
          <Scale
            legend={day.painWorst}
            least={day.painLeast}
            most={day.painMost}
            value={answers.painWorst}
            onChange={(painWorst) => set({ painWorst })}
          />
          <Choices
            legend={day.hindered}
            options={day.hinderedAnswers}
            value={answers.hindered}
            onChange={(hindered) => set({ hindered })}
          />
        </>
      )}
      {step === 2 && (
        <>
          <Scale
            legend={day.relief}
            least={day.reliefLeast}
            most={day.reliefMost}
            step={10}
            value={answers.reliefPercent}
            onChange={(reliefPercent) => set({ reliefPercent })}
          />
          <Scale legend={day.sleep} {...bad} value={answers.sleep} onChange={(sleep) => set({ sleep })} />
          <Scale legend={day.mood} {...bad} value={answers.mood} onChange={(mood) => set({ mood })} />
          <a className="button" href="#/thoughts">
            {day.dark}
          </a>
        </>
      )}
      {step === 3 && (
        <Many<HomeSideEffect>
          legend={day.sideEffects}
          options={day.sideEffect}
          none={day.none}
          value={answers.sideEffects}
          onChange={(sideEffects) => set({ sideEffects })}
        />
      )}
      {step === 4 && (
        <>
          <Many<HomeUrineSign>
            legend={day.urine}
            options={day.urineSign}
            none={day.none}
            value={answers.urine}
            onChange={(urine) => set({ urine })}
          />
          <p className="small">{day.urineWhy}</p>
          {answers.urine?.includes('blood') === true && (
            <p className="card wait" role="alert">
              {day.bloodNotice}
            </p>
          )}
        </>
      )}
      <EnteringFailed state={state} />
      {step < steps && (
        <button type="button" className="button primary" onClick={() => setStep(step + 1)}>
          {words.app.next}
        </button>
      )}
      {step === steps && state !== 'saved' && (
        <button type="button" className="button primary" disabled={state === 'saving'} onClick={save}>
          {words.app.save}
        </button>
      )}
      {state === 'saved' && (
        <p className="card met" role="status">
          {words.app.saved}
        </p>
      )}
      {step > 1 && state !== 'saved' && (
        <button type="button" className="button" onClick={() => setStep(step - 1)}>
          {words.app.back}
        </button>
      )}
    </Screen>
  );
}
