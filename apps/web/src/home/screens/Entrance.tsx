import { type FormEvent, useEffect, useState } from 'react';
import { getSession } from '../../api.ts';
import { type Book, openBook } from '../device/book.ts';
import { countUnsent, type OpenRecord, readOpen, wipe, writeOpen } from '../device/store.ts';
import { makeVault, openVault } from '../device/vault.ts';
import { EnteringFailed } from '../parts/Entering.tsx';
import { PinField, useNewPin } from '../parts/pin.tsx';
import { Screen } from '../parts/Screen.tsx';
import type { Preferences } from '../preferences.ts';
import { fill, useWords } from '../words/words.ts';
import { HelpNumbersList } from './Help.tsx';
import { LanguageChoice } from './Settings.tsx';
import { SignInForm } from './SignIn.tsx';

interface EntranceProps {
  /** What this device knows without the PIN; undefined before its first use. */
  readonly known: OpenRecord | undefined;
  readonly preferences: Preferences;
  readonly onPreferences: (preferences: Preferences) => void;
  readonly onOpen: (book: Book) => void;
  readonly onWiped: () => void;
}

/** The first use (sign in once, choose a PIN), or the PIN; help is there before either. */
export function Entrance({ known, preferences, onPreferences, onOpen, onWiped }: EntranceProps) {
  const [isSignedIn, setSignedIn] = useState(false);
  // Whoever signed in at the clinic's own entrance is not asked twice.
  useEffect(() => {
    if (known !== undefined) return;
    getSession().then(
      ({ account }) => setSignedIn((before) => before || account?.role === 'patient'),
      () => undefined,
    );
  }, [known]);
  if (known !== undefined) return <Locked known={known} onOpen={onOpen} onWiped={onWiped} />;
  if (isSignedIn) return <NewPin onOpen={onOpen} />;
  return <Welcome preferences={preferences} onPreferences={onPreferences} onDone={() => setSignedIn(true)} />;
}

function Welcome({
  preferences,
  onPreferences,
  onDone,
}: Pick<EntranceProps, 'preferences' | 'onPreferences'> & { readonly onDone: () => void }) {
  const words = useWords();
  return (
    <Screen title={words.entrance.welcome}>
      <LanguageChoice preferences={preferences} onChange={onPreferences} />
      <p>{words.entrance.explain}</p>
      <SignInForm onDone={onDone} />
    </Screen>
  );
}

function NewPin({ onOpen }: Pick<EntranceProps, 'onOpen'>) {
  const words = useWords();
  const { pin, check, fields } = useNewPin(words.entrance.pin);
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!check()) return;
    setState('busy');
    try {
      const { vault, key } = await makeVault(pin);
      const device = crypto.randomUUID();
      await writeOpen({ device, vault, numbers: { phone: '', emergencyNumber: '', crisisLine: '' } });
      // What is on a device may otherwise be thrown away when its disk is full.
      await navigator.storage?.persist?.();
      const book = await openBook(key, device);
      await book.exchange();
      onOpen(book);
    } catch {
      setState('failed');
    }
  };
  return (
    <Screen title={words.entrance.choosePin}>
      <p>{words.entrance.pinExplain}</p>
      <form onSubmit={submit}>
        {fields}
        <EnteringFailed state={state} />
        <button type="submit" className="button primary" disabled={state === 'busy'}>
          {state === 'busy' ? words.app.working : words.entrance.usePin}
        </button>
      </form>
    </Screen>
  );
}

/** Seconds to wait after so many wrong PINs in a row: none for two, then doubling to five minutes; ours. */
const waitAfter = (wrong: number): number => (wrong < 3 ? 0 : Math.min(300, 5 * 2 ** (wrong - 3)));

function Locked({
  known,
  onOpen,
  onWiped,
}: { readonly known: OpenRecord } & Pick<EntranceProps, 'onOpen' | 'onWiped'>) {
  const words = useWords();
  const [pin, setPin] = useState('');
  const [wrong, setWrong] = useState(0);
  const [state, setState] = useState<'ready' | 'busy' | 'waiting' | 'damaged'>('ready');
  const [isForgotten, setForgotten] = useState(false);
  const [isHelp, setHelp] = useState(false);
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    void countUnsent().then(setWaiting);
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState('busy');
    // Another window may have changed the PIN, or removed everything.
    const open = await readOpen();
    if (open === undefined) return onWiped();
    const key = await openVault(open.vault, pin);
    setPin('');
    if (key === null) {
      setWrong(wrong + 1);
      const seconds = waitAfter(wrong + 1);
      setState(seconds === 0 ? 'ready' : 'waiting');
      if (seconds > 0) setTimeout(() => setState('ready'), seconds * 1000);
      return;
    }
    try {
      const book = await openBook(key, open.device);
      onOpen(book);
    } catch {
      setState('damaged');
    }
  };
  if (isHelp) {
    return (
      <Screen title={words.help.title}>
        <HelpNumbersList numbers={known.numbers} />
        <p className="card">
          {words.help.say}: {words.help.sayLocked}
        </p>
        <p>{words.thoughts.night}</p>
        <p>{words.help.unlock}</p>
        <button type="button" className="button" onClick={() => setHelp(false)}>
          {words.app.back}
        </button>
      </Screen>
    );
  }
  const told =
    state === 'damaged'
      ? words.entrance.damaged
      : state === 'waiting'
        ? fill(words.entrance.wrongPinWait, { seconds: waitAfter(wrong) })
        : wrong > 0
          ? words.entrance.wrongPin
          : null;
  return (
    <Screen
      title={words.entrance.locked}
      aside={waiting > 0 ? fill(words.app.unsent, { count: waiting }) : undefined}
    >
      <form onSubmit={submit}>
        <PinField label={words.entrance.pin} value={pin} onChange={setPin} problem={told} />
        <button
          type="submit"
          className="button primary"
          disabled={state === 'busy' || state === 'waiting' || pin === ''}
        >
          {state === 'busy' ? words.app.working : words.entrance.unlock}
        </button>
      </form>
      <button type="button" className="button urgent" onClick={() => setHelp(true)}>
        {words.app.helpNow}
      </button>
      {isForgotten ? (
        <section className="card wait">
          <p>{fill(words.entrance.forgotExplain, { count: waiting })}</p>
          <button type="button" className="button" onClick={() => wipe().then(onWiped)}>
            {words.entrance.forgotConfirm}
          </button>
          <button type="button" className="button" onClick={() => setForgotten(false)}>
            {words.app.cancel}
          </button>
        </section>
      ) : (
        <button type="button" className="link" onClick={() => setForgotten(true)}>
          {words.entrance.forgot}
        </button>
      )}
    </Screen>
  );
}
