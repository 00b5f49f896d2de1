import type { HomeEvent } from '@ketame/care';
import { ApiError } from '../../api.ts';
import { type DeviceDiary, entered, unsent } from './diary.ts';
import { exchange, oneAtATime, type Shelf } from './exchange.ts';
import { diaryServer, getMyHome } from './server.ts';
import { changeOpen, type Plan, readSealed, writeDiary, writePlan } from './store.ts';

/** How the last exchange with the server went. */
export type Link = 'not yet' | 'heard' | 'away' | 'signed out' | 'failed';

export interface Page {
  readonly diary: DeviceDiary;
  readonly plan: Plan | null;
  readonly link: Link;
}

/** The unlocked diary and plan of this device, in memory and on it. */
export interface Book {
  page(): Page;
  subscribe(listener: () => void): () => void;
  /**
   * Enters something once, all of it or nothing: the same id again changes nothing. Resolves when it is on the device.
   * @param at ISO 8601 instant; now unless told
   */
  enter(entries: readonly Pick<HomeEvent, 'id' | 'content'>[], at?: string): Promise<void>;
  /** Sends what waits and fetches what is new; how it went is in `page().link`. */
  exchange(): Promise<void>;
  close(): void;
}

/** @param device UUID of this device */
export async function openBook(key: CryptoKey, device: string): Promise<Book> {
  let page: Page = { ...(await readSealed(key)), link: 'not yet' };
  const listeners = new Set<() => void>();
  // Another window of the same device has written.
  const windows = new BroadcastChannel('ketame-home');
  windows.onmessage = () => inTurn(async () => show(await readSealed(key)));

  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }
  function show(news: Partial<Page>): void {
    page = { ...page, ...news };
    for (const listener of listeners) listener();
  }

  const shelf: Shelf = {
    diary: () => page.diary,
    change: (change) =>
      inTurn(async () => {
        const next = change(page.diary);
        if (next === page.diary) return;
        await writeDiary(key, page.diary, next);
        show({ diary: next });
        windows.postMessage('written');
      }),
  };

  async function exchangeOnce(): Promise<boolean> {
    try {
      await exchange(shelf, diaryServer);
      const home = await getMyHome();
      const plan = { home, heard: { at: home.now, deviceAt: new Date().toISOString() } };
      await writePlan(key, plan);
      show({ plan, link: 'heard' });
      const { phone, emergencyNumber, crisisLine } = home.clinic;
      await changeOpen({ numbers: { phone, emergencyNumber, crisisLine } });
      return true;
    } catch (error) {
      show({ link: linkAfter(error) });
      return false;
    }
  }

  return {
    page: () => page,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    enter: (entries, at = new Date().toISOString()) => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const common = { device, author: 'patient' as const, at, zone };
      return shelf.change((diary) =>
        entries.reduce((all, entry) => entered(all, { ...common, ...entry }), diary),
      );
    },
    exchange: oneAtATime(exchangeOnce, () => unsent(page.diary).length > 0),
    close: () => windows.close(),
  };
}

function linkAfter(error: unknown): Link {
  if (!(error instanceof ApiError)) return 'failed';
  if (error.status === 0) return 'away';
  return error.status === 401 ? 'signed out' : 'failed';
}
