import { useState } from 'react';
import type { OldOf } from '../correction.ts';
import { Many } from '../parts/choices.tsx';
import { EnteringFailed } from '../parts/Entering.tsx';
import { noPressure, PressureFields, pressureOf, typedPressure } from '../parts/pressure.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useConditions, useEntering, useNow, usePage } from '../use-book.ts';
import { fill, useWords } from '../words/words.ts';

/** What the conditions of a dose ask of the patient: pressure, sitter, substances. Each answer is saved by itself. */
export function Before() {
  const words = useWords();
  const answer = useConditions(useNow());
  const isMet = (id: string) =>
    answer?.conditions.some((one) => one.id === id && one.state === 'met') ?? false;
  return (
    <Screen title={words.before.title} back="#/">
      <Pressure isMet={isMet('blood-pressure')} />
      <Sitter isMet={isMet('sitter')} />
      <Substances isMet={isMet('substances')} />
      <a className="button" href="#/">
        {words.app.today}
      </a>
    </Screen>
  );
}

interface PartProps {
  /** The condition is met already. */
  readonly isMet: boolean;
}

const Heading = ({ text, isMet }: PartProps & { readonly text: string }) => {
  const words = useWords();
  return (
    <h2 aria-live="polite">
      {text} {isMet && <span className="met-mark">✓ {words.state.met}</span>}
    </h2>
  );
};

export function Pressure({ isMet, old }: PartProps & { readonly old?: OldOf<'blood-pressure'> }) {
  const words = useWords();
  const { state, enter, renew, back } = useEntering(old);
  const [typed, setTyped] = useState(old === undefined ? noPressure : typedPressure(old.statement));
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    const pressure = pressureOf(typed);
    if (pressure === null || !(await enter({ kind: 'blood-pressure', ...pressure }))) return;
    if (old !== undefined) {
      location.hash = back;
      return;
    }
    setTyped(noPressure);
    setTried(false);
    renew();
  };
  return (
    <section className="card" aria-label={words.before.pressure}>
      <Heading text={words.before.pressure} isMet={isMet} />
      <p className="small">{words.before.pressureHelp}</p>
      <PressureFields value={typed} onChange={setTyped} isTried={isTried} />
      <EnteringFailed state={state} />
      <button type="button" className="button primary" disabled={state === 'saving'} onClick={save}>
        {words.app.save}
      </button>
    </section>
  );
}

function Sitter({ isMet }: PartProps) {
  const words = useWords();
  const { state, enter, renew } = useEntering();
  const [isThere, setThere] = useState(false);
  const say = async (present: boolean, confirmed: boolean) => {
    if (!(await enter({ kind: 'sitter', present, confirmed }))) return;
    setThere(false);
    renew();
  };
  return (
    <section className="card" aria-label={words.before.sitter}>
      <Heading text={words.before.sitter} isMet={isMet} />
      {isThere ? (
        <>
          <p>{words.before.sitterConfirm}</p>
          <button
            type="button"
            className="button primary"
            disabled={state === 'saving'}
            onClick={() => say(true, true)}
          >
            {words.before.sitterConfirmed}
          </button>
          <button
            type="button"
            className="button"
            disabled={state === 'saving'}
            onClick={() => say(true, false)}
          >
            {words.before.sitterLater}
          </button>
        </>
      ) : (
        <div className="pair">
          <button type="button" className="button" onClick={() => setThere(true)}>
            {words.before.sitterYes}
          </button>
          <button
            type="button"
            className="button"
            disabled={state === 'saving'}
            onClick={() => say(false, false)}
          >
            {words.before.sitterNo}
          </button>
        </div>
      )}
      <EnteringFailed state={state} />
    </section>
  );
}

const substances = ['alcohol', 'sedatives', 'otherDrugs'] as const;

export function Substances({ isMet, old }: PartProps & { readonly old?: OldOf<'substances'> }) {
  const words = useWords();
  const { plan } = usePage();
  const { state, enter, renew, back } = useEntering(old);
  const [taken, setTaken] = useState<readonly (typeof substances)[number][] | null>(
    old === undefined ? null : substances.filter((one) => old.statement[one]),
  );
  const hours = plan?.home.programme?.limits.substancesFreeH.value ?? 24;
  const { alcohol, sedatives, otherDrugs } = words.before;
  const save = async () => {
    if (taken === null) return;
    const statement = {
      kind: 'substances' as const,
      alcohol: taken.includes('alcohol'),
      sedatives: taken.includes('sedatives'),
      otherDrugs: taken.includes('otherDrugs'),
    };
    if (!(await enter(statement))) return;
    if (old !== undefined) {
      location.hash = back;
      return;
    }
    setTaken(null);
    renew();
  };
  const question = fill(words.before.substances, { hours });
  return (
    <section className="card" aria-label={words.condition.substances}>
      <Heading text={words.condition.substances} isMet={isMet} />
      <Many
        legend={question}
        options={{ alcohol, sedatives, otherDrugs }}
        none={words.before.none}
        value={taken}
        onChange={setTaken}
      />
      <EnteringFailed state={state} />
      <button
        type="button"
        className="button primary"
        disabled={taken === null || state === 'saving'}
        onClick={save}
      >
        {words.app.save}
      </button>
    </section>
  );
}
