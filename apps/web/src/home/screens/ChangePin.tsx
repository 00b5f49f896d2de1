import { type FormEvent, useState } from 'react';
import { changeOpen, readOpen } from '../device/store.ts';
import { changePin } from '../device/vault.ts';
import { EnteringFailed } from '../parts/Entering.tsx';
import { PinField, useNewPin } from '../parts/pin.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useWords } from '../words/words.ts';

/** Puts the key of this device under another PIN, without network too. What is on the device stays as it is. */
export function ChangePin() {
  const words = useWords();
  const { settings } = words;
  const [current, setCurrent] = useState('');
  const [state, setState] = useState<'ready' | 'busy' | 'wrong' | 'failed' | 'changed'>('ready');
  const { pin, check, fields } = useNewPin(settings.newPin);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!check()) return;
    setState('busy');
    try {
      const open = await readOpen();
      const vault = open === undefined ? null : await changePin(open.vault, current, pin);
      if (vault !== null) await changeOpen({ vault });
      setState(vault === null ? 'wrong' : 'changed');
    } catch {
      setState('failed');
    }
  };
  return (
    <Screen title={settings.changePin} back="#/settings">
      {state === 'changed' ? (
        <p role="status">{settings.pinChanged}</p>
      ) : (
        <form onSubmit={submit}>
          <PinField
            label={settings.currentPin}
            value={current}
            onChange={setCurrent}
            problem={state === 'wrong' ? words.entrance.wrongPin : null}
          />
          {fields}
          <EnteringFailed state={state} />
          <button type="submit" className="button primary" disabled={state === 'busy' || current === ''}>
            {state === 'busy' ? words.app.working : words.entrance.usePin}
          </button>
        </form>
      )}
    </Screen>
  );
}
