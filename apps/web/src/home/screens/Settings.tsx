import { localTime } from '@ketame/care';
import { useState } from 'react';
import { unsent } from '../device/diary.ts';
import { offerReminders } from '../offer-reminders.ts';
import { Choices } from '../parts/choices.tsx';
import { Screen } from '../parts/Screen.tsx';
import type { Preferences } from '../preferences.ts';
import { useNow, usePage, useZone } from '../use-book.ts';
import { fill, languages, useWords } from '../words/words.ts';

interface SettingsProps {
  readonly preferences: Preferences;
  readonly onChange: (preferences: Preferences) => void;
  readonly onLock: () => void;
  readonly onWipe: () => void;
}

export function Settings({ preferences, onChange, onLock, onWipe }: SettingsProps) {
  const words = useWords();
  const { settings } = words;
  const { diary } = usePage();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <Screen title={settings.title} back="#/">
      <LanguageChoice preferences={preferences} onChange={onChange} />
      <Choices
        legend={settings.size}
        options={{ normal: settings.normal, larger: settings.larger }}
        value={preferences.isLarger ? 'larger' : 'normal'}
        onChange={(size) => onChange({ ...preferences, isLarger: size === 'larger' })}
      />
      <h2>{settings.reminders}</h2>
      <Reminders />
      <CalendarReminders />
      <p className="small">{settings.install}</p>
      <a href="/password">{settings.password}</a>
      <a href="#/pin">{settings.changePin}</a>
      <button type="button" className="button" onClick={onLock}>
        {settings.lock}
      </button>
      {isLeaving ? (
        <section className="card wait">
          <p>{fill(settings.leaveExplain, { count: unsent(diary).length })}</p>
          <button type="button" className="button urgent" onClick={onWipe}>
            {settings.leaveConfirm}
          </button>
          <button type="button" className="button" onClick={() => setLeaving(false)}>
            {words.app.cancel}
          </button>
        </section>
      ) : (
        <button type="button" className="link" onClick={() => setLeaving(true)}>
          {settings.leave}
        </button>
      )}
    </Screen>
  );
}

export function LanguageChoice({ preferences, onChange }: Pick<SettingsProps, 'preferences' | 'onChange'>) {
  const words = useWords();
  return (
    <Choices
      legend={words.settings.language}
      options={{ en: languages.en.name, nl: languages.nl.name }}
      value={preferences.language}
      onChange={(language) => onChange({ ...preferences, language })}
    />
  );
}

/** Of the evening's diary; ours. */
const DIARY_CLOCK = '20:00';
/** As far ahead as contacts are planned, d. */
const DIARY_DAYS = 28;

/** For a phone whose app is closed. */
function CalendarReminders() {
  const { settings } = useWords();
  const { plan } = usePage();
  const zone = useZone();
  const now = useNow();
  const title = settings.calendarTitle;
  const contacts = (plan?.home.planned ?? []).filter(({ state }) => state === 'later' || state === 'due');
  const offer = () =>
    offerReminders([
      {
        id: 'diary',
        title,
        when: { from: localTime(zone, Date.parse(now)).date, clock: DIARY_CLOCK, times: DIARY_DAYS },
      },
      ...contacts.map(({ key, on }) => ({ id: key, title, when: { on } })),
    ]);
  return (
    <>
      <p className="small">{settings.calendarExplain}</p>
      <button type="button" className="button" onClick={offer}>
        {settings.calendar}
      </button>
    </>
  );
}

function Reminders() {
  const words = useWords();
  const [permission, setPermission] = useState(() =>
    'Notification' in window ? Notification.permission : 'denied',
  );
  if (permission === 'granted') return <p>{words.settings.remindersOn}</p>;
  if (permission === 'denied') return <p>{words.settings.remindersNo}</p>;
  return (
    <button
      type="button"
      className="button"
      onClick={async () => setPermission(await Notification.requestPermission())}
    >
      {words.settings.remindersOff}
    </button>
  );
}
