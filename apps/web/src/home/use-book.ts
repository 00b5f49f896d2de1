import type { HomeContent } from '@ketame/care';
import { type DiaryState, doseConditions, foldDiary } from '@ketame/care';
import { createContext, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { correctionOf, type Old } from './correction.ts';
import type { Book, Page } from './device/book.ts';
import { beginVisit, steadyClock } from './device/clock.ts';
import { doseContext } from './device/context.ts';
import { held } from './device/diary.ts';
import { useWords } from './words/words.ts';

export const BookContext = createContext<Book | null>(null);

function useOpenBook(): Book {
  const book = useContext(BookContext);
  if (book === null) throw new Error('This screen needs the PIN first.');
  return book;
}

export function usePage(): Page {
  const book = useOpenBook();
  return useSyncExternalStore(book.subscribe, book.page);
}

/** What the diary says, conflicts among it. */
export function useDiary(): DiaryState {
  const { diary } = usePage();
  return useMemo(() => foldDiary(held(diary)), [diary]);
}

/**
 * The device's clock, ISO 8601 instant; moves on every few seconds, when something is entered (what has just been said is
 * none of the future), and when the page comes back into view.
 */
export function useNow(): string {
  const { subscribe } = useOpenBook();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const tick = () => setNow(new Date().toISOString());
    const timer = setInterval(tick, 5000);
    const forget = subscribe(tick);
    const seen = () => {
      if (document.visibilityState !== 'visible') return;
      beginVisit();
      tick();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      forget();
      document.removeEventListener('visibilitychange', seen);
    };
  }, [subscribe]);
  return now;
}

/** Whether the conditions of the plan are met now; null without a plan. */
export function useConditions(now: string) {
  const { plan, diary: onDevice } = usePage();
  const diary = useDiary();
  return useMemo(() => {
    const programme = plan?.home.programme ?? null;
    if (plan === null || programme === null) return null;
    return doseConditions(programme, diary, doseContext(plan, onDevice, steadyClock()), now);
  }, [plan, diary, onDevice, now]);
}

/** The time zone of the plan: that of the patient's home. */
export function useZone(): string {
  const { plan } = usePage();
  return (
    plan?.home.enrolment?.timeZone ??
    plan?.home.clinic.timeZone ??
    Intl.DateTimeFormat().resolvedOptions().timeZone
  );
}

/**
 * One form's way to enter something: pressed twice, it enters once.
 * @param old what the form corrects: `enter` enters the correction with its replacement
 */
export function useEntering(old?: Old) {
  const book = useOpenBook();
  const words = useWords();
  const ids = useRef<string[]>([]);
  const idOf = (index: number): string => {
    ids.current[index] ??= crypto.randomUUID();
    return ids.current[index];
  };
  const [state, setState] = useState<'ready' | 'saving' | 'saved' | 'failed'>('ready');
  /** All or none of them. @returns whether they are on the device */
  const enterAll = async (contents: readonly HomeContent[], at?: string): Promise<boolean> => {
    setState('saving');
    try {
      await book.enter(
        contents.map((content, index) => ({ id: idOf(index), content })),
        at,
      );
    } catch {
      setState('failed');
      return false;
    }
    setState('saved');
    void book.exchange();
    return true;
  };
  const enter = (content: HomeContent, at?: string) =>
    old === undefined || content.kind === 'correction'
      ? enterAll([content], at)
      : enterAll([correctionOf(old, content, at ?? old.at, words.entries.correctedByPatient)]);
  /** For the next entry by the same form. */
  const renew = () => {
    ids.current = [];
    setState('ready');
  };
  /** Where the form was opened from. */
  const back = old === undefined ? '#/' : '#/entries';
  return { id: idOf(0), state, enter, enterAll, renew, back };
}

export function useExchange(): () => Promise<void> {
  return useOpenBook().exchange;
}
