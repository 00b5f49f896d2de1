import type { DiaryConflict, DiaryEntry } from '@ketame/care';
import { useState } from 'react';
import { oldOf } from '../correction.ts';
import { EnteringFailed } from '../parts/Entering.tsx';
import { Field } from '../parts/Field.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useDiary, useEntering, useNow, usePage, useZone } from '../use-book.ts';
import { contentLineOf, lineOf } from '../words/entry.ts';
import { timeText } from '../words/format.ts';
import { useLanguage, useWords } from '../words/words.ts';

/** Entries shown; older ones stay with the clinic and on the device. */
const SHOWN = 60;

/** All that was entered, newest first; what disagrees stands first and is settled by hand alone. */
export function Entries() {
  const words = useWords();
  const language = useLanguage();
  const diary = useDiary();
  const { diary: onDevice } = usePage();
  const refused = [...onDevice.events.values()].filter(({ state }) => state === 'refused');
  return (
    <Screen title={words.entries.title} back="#/">
      {refused.length > 0 && (
        <section className="card wait">
          <h2>{words.entries.refused}</h2>
          {refused.map(({ event, why }) => (
            <p key={event.id}>
              {contentLineOf(event.content, words, language)}
              <span className="reason" lang="en">
                {why}
              </span>
            </p>
          ))}
        </section>
      )}
      {diary.conflicts.map((conflict) => (
        <Conflict
          key={`${conflict.kind} ${conflict.ids.join()}`}
          conflict={conflict}
          entries={diary.entries}
        />
      ))}
      {diary.entries.length === 0 && <p>{words.entries.none}</p>}
      <ul className="entries">
        {diary.entries
          .toReversed()
          .slice(0, SHOWN)
          .map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
      </ul>
    </Screen>
  );
}

function Entry({ entry }: { readonly entry: DiaryEntry }) {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  const { events } = usePage().diary;
  const [isStriking, setStriking] = useState(false);
  const said = entry.versions.filter(({ holds, statement }) => statement !== null && !holds);
  // Struck out, it reads as it did last.
  const last = entry.now === null ? said.at(-1) : undefined;
  const line = lineOf(entry.now ?? last?.statement ?? null, words, language);
  const isUnsent = entry.versions.some(({ id }) => events.get(id)?.state === 'unsent');
  return (
    <li>
      {said
        .filter((version) => version !== last)
        .map(({ id, at, statement }) => (
          <span key={id}>
            <del>{lineOf(statement, words, language)}</del>
            <span className="reason">
              {timeText(language, at, zone, now)}, {words.entries.replaced}
            </span>
          </span>
        ))}
      {entry.now === null ? <del>{line}</del> : <span>{line}</span>}
      <span className="reason">
        {timeText(language, entry.at, zone, now)}
        {entry.now === null && `, ${words.entries.struck}`}
        {entry.now !== null && entry.versions.length > 1 && `, ${words.entries.corrected}`}
        {entry.author === 'clinic' && `, ${events.get(entry.id)?.by ?? words.entries.byClinic}`}
        {isUnsent && `, ${words.entries.unsent}`}
      </span>
      {oldOf(entry) !== null && !isStriking && (
        <button
          type="button"
          className="link"
          onClick={() => location.assign(`#/correct/${entry.id}`)}
          aria-label={`${words.entries.correct} (${line})`}
        >
          {words.entries.correct}
        </button>
      )}
      {entry.author === 'patient' && entry.now !== null && !isStriking && (
        <button
          type="button"
          className="link"
          onClick={() => setStriking(true)}
          aria-label={`${words.entries.strike} (${line})`}
        >
          {words.entries.strike}
        </button>
      )}
      {isStriking && entry.now !== null && (
        <Strike
          corrects={entry.versions.filter(({ holds }) => holds).map(({ id }) => id)}
          onDone={() => setStriking(false)}
        />
      )}
    </li>
  );
}

function Strike({ corrects, onDone }: { readonly corrects: readonly string[]; readonly onDone: () => void }) {
  const words = useWords();
  const { state, enter } = useEntering();
  const [why, setWhy] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = why.trim().length < 3;
  const strike = async () => {
    setTried(true);
    if (isShort) return;
    if (await enter({ kind: 'correction', corrects, replacement: null, reason: why.trim() })) onDone();
  };
  return (
    <>
      <Field
        label={words.entries.strikeWhy}
        value={why}
        onChange={setWhy}
        problem={isTried && isShort ? words.entries.shorter : null}
      />
      <EnteringFailed state={state} />
      <button type="button" className="button" disabled={state === 'saving'} onClick={strike}>
        {words.entries.strikeConfirm}
      </button>
      <button type="button" className="button" onClick={onDone}>
        {words.app.cancel}
      </button>
    </>
  );
}

interface ConflictProps {
  readonly conflict: DiaryConflict;
  readonly entries: readonly DiaryEntry[];
}

/** What disagrees. One entry corrected twice: the right version is chosen. Two entries: the wrong one is struck out below. */
function Conflict({ conflict, entries }: ConflictProps) {
  const words = useWords();
  const language = useLanguage();
  const zone = useZone();
  const now = useNow();
  const concerned = entries.filter(({ id, versions }) =>
    conflict.ids.some((one) => one === id || versions.some((version) => version.id === one)),
  );
  const { state, enter } = useEntering();
  return (
    <section className="card wait">
      <h2>{words.entries.conflict}</h2>
      <p>
        {words.entries.conflictKind[conflict.kind]}. {words.entries.conflictHelp}
      </p>
      <ul>
        {concerned.flatMap((entry) =>
          entry.versions
            .filter(({ holds }) => holds)
            .map((version) => (
              <li key={version.id}>
                {lineOf(version.statement, words, language)}
                <span className="reason">{timeText(language, version.at, zone, now)}</span>
                {conflict.kind === 'corrected-twice' && entry.author === 'patient' && (
                  <button
                    type="button"
                    className="button"
                    disabled={state === 'saving'}
                    onClick={() =>
                      enter({
                        kind: 'correction',
                        corrects: conflict.ids,
                        replacement:
                          version.statement === null
                            ? null
                            : { at: version.at, statement: version.statement },
                        reason: words.entries.settled,
                      })
                    }
                  >
                    {words.entries.keepThis}
                  </button>
                )}
              </li>
            )),
        )}
      </ul>
      <EnteringFailed state={state} />
    </section>
  );
}
