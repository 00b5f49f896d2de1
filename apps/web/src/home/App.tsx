import { useEffect, useState } from 'react';
import { signOut } from '../api.ts';
import type { Book } from './device/book.ts';
import { beginVisit } from './device/clock.ts';
import { unsent } from './device/diary.ts';
import { type OpenRecord, readOpen, wipe } from './device/store.ts';
import { useNewVersion } from './new-version.ts';
import { applyPreferences, type Preferences, readPreferences, writePreferences } from './preferences.ts';
import { Before } from './screens/Before.tsx';
import { ChangePin } from './screens/ChangePin.tsx';
import { Check } from './screens/Check.tsx';
import { Correct } from './screens/Correct.tsx';
import { Day } from './screens/Day.tsx';
import { Dose, NotTaken } from './screens/Dose.tsx';
import { Entrance } from './screens/Entrance.tsx';
import { Entries } from './screens/Entries.tsx';
import { Gone } from './screens/Gone.tsx';
import { Help, Thoughts } from './screens/Help.tsx';
import { Messages } from './screens/Messages.tsx';
import { Progress } from './screens/Progress.tsx';
import { Settings } from './screens/Settings.tsx';
import { Shared } from './screens/Shared.tsx';
import { SignInForm } from './screens/SignIn.tsx';
import { Today } from './screens/Today.tsx';
import { Week } from './screens/Week.tsx';
import { BookContext, useExchange, usePage } from './use-book.ts';
import { useReminders } from './use-reminders.ts';
import { fill, languages, SpeechContext, useWords } from './words/words.ts';

/** Out of view for longer than this, ms, the app asks for the PIN again; ours. */
const LOCK_AFTER_MS = 10 * 60_000;
/** Between two attempts to reach the server while the app is open, ms; ours. */
const EXCHANGE_EVERY_MS = 60_000;

export function App() {
  const [preferences, setPreferences] = useState(readPreferences);
  const [known, setKnown] = useState<OpenRecord | undefined | 'not yet'>('not yet');
  const [book, setBook] = useState<Book | null>(null);
  const { language } = preferences;
  const change = (next: Preferences) => {
    writePreferences(next);
    setPreferences(next);
  };
  const lock = () => {
    book?.close();
    setBook(null);
    location.hash = '#/';
    void readOpen().then(setKnown);
  };
  useEffect(() => applyPreferences(preferences), [preferences]);
  useEffect(() => {
    void readOpen().then(setKnown);
  }, []);
  useLockOutOfView(lock);
  if (known === 'not yet') return null;
  return (
    <SpeechContext value={{ language, words: languages[language].words }}>
      {book === null ? (
        <>
          <NewVersion />
          <Entrance
            known={known}
            preferences={preferences}
            onPreferences={change}
            onOpen={(opened) => {
              beginVisit();
              setBook(opened);
            }}
            onWiped={() => setKnown(undefined)}
          />
        </>
      ) : (
        <BookContext value={book}>
          <Unlocked
            preferences={preferences}
            onPreferences={change}
            onLock={lock}
            onWipe={async () => {
              await wipe();
              // Without network the session ends by itself; nothing of it is left here.
              await signOut().catch(() => undefined);
              lock();
            }}
          />
        </BookContext>
      )}
    </SpeechContext>
  );
}

/** Only before the PIN, so that no half-filled form is lost. */
function NewVersion() {
  const words = useWords();
  const start = useNewVersion();
  if (start === null) return null;
  return (
    <p className="banner">
      {words.app.newVersion}{' '}
      <button type="button" className="link" onClick={start}>
        {words.app.useNewVersion}
      </button>
    </p>
  );
}

interface UnlockedProps {
  readonly preferences: Preferences;
  readonly onPreferences: (preferences: Preferences) => void;
  readonly onLock: () => void;
  readonly onWipe: () => void;
}

function Unlocked({ preferences, onPreferences, onLock, onWipe }: UnlockedProps) {
  const words = useWords();
  const exchange = useExchange();
  const { diary, link } = usePage();
  const hash = useHash();
  useReminders();
  useEffect(() => {
    const go = () => void exchange();
    go();
    const timer = setInterval(go, EXCHANGE_EVERY_MS);
    window.addEventListener('online', go);
    document.addEventListener('visibilitychange', go);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', go);
      document.removeEventListener('visibilitychange', go);
    };
  }, [exchange]);
  const waiting = unsent(diary).length;
  const settings = { preferences, onChange: onPreferences, onLock, onWipe };
  return (
    <>
      <p className="banner" role="status">
        {waiting > 0 ? fill(words.app.unsent, { count: waiting }) : words.app.allSent}
      </p>
      <Current key={hash} hash={hash} settings={settings} />
      {link === 'signed out' && (
        <section className="screen" aria-label={words.entrance.again}>
          <div className="card wait">
            <h2>{words.entrance.again}</h2>
            <p>{words.entrance.againExplain}</p>
            <SignInForm onDone={exchange} />
          </div>
        </section>
      )}
      {hash !== '#/help' && hash !== '#/thoughts' && (
        <aside className="help-bar">
          <a className="button urgent" href="#/help">
            {words.app.helpNow}
          </a>
        </aside>
      )}
    </>
  );
}

function Current({
  hash,
  settings,
}: {
  readonly hash: string;
  readonly settings: Parameters<typeof Settings>[0];
}) {
  const [, screen, id = '', minute] = hash.split('/');
  switch (screen) {
    case 'before':
      return <Before />;
    case 'dose':
      return <Dose />;
    case 'not-taken':
      return <NotTaken />;
    case 'gone':
      return <Gone />;
    case 'check':
      return <Check doseId={id} minute={Number(minute)} />;
    case 'correct':
      return <Correct id={id} />;
    case 'day':
      return <Day />;
    case 'week':
      return <Week />;
    case 'messages':
      return <Messages />;
    case 'help':
      return <Help />;
    case 'thoughts':
      return <Thoughts />;
    case 'progress':
      return <Progress />;
    case 'entries':
      return <Entries />;
    case 'shared':
      return <Shared />;
    case 'pin':
      return <ChangePin />;
    case 'settings':
      return <Settings {...settings} />;
    default:
      return <Today />;
  }
}

/** The part of the address behind "#", which the phone's own way back knows. */
function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = () => setHash(location.hash);
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return hash === '' ? '#/' : hash;
}

function useLockOutOfView(lock: () => void): void {
  useEffect(() => {
    let hiddenAt: number | null = null;
    const look = () => {
      if (document.visibilityState === 'hidden') hiddenAt = Date.now();
      else if (hiddenAt !== null && Date.now() - hiddenAt > LOCK_AFTER_MS) lock();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  });
}
