import type { Refusal, SessionEvent } from '@ketame/care';
import { type Infusion, infusionMessageSchema, type NewEntry } from '@ketame/contract';
import { ApiError } from '../api.ts';
import { getInfusion, sendEntry } from './api.ts';
import { forgetUnsent, keepUnsent, unsentBy } from './outbox.ts';

/** What the page knows of one session, and of its line to the server. */
export interface FeedState {
  /** Null until the server has answered once. */
  readonly infusion: Infusion | null;
  /** Made on this device and not yet answered, in their order. */
  readonly unsent: readonly NewEntry[];
  /** What the server refused after the page had kept it, until the person has read it. */
  readonly refused: readonly { readonly entry: NewEntry; readonly refusal: Refusal }[];
  readonly connection: 'opening' | 'live' | 'away' | 'signed out';
  /** Why the session cannot be shown at all. */
  readonly error: unknown;
  /** The server's clock less this device's, ms. */
  readonly aheadMs: number;
}

export interface Feed {
  readonly state: () => FeedState;
  /** @returns what ends the listening */
  readonly subscribe: (listener: () => void) => () => void;
  /** Begins to listen to the server. @returns what ends it */
  readonly open: () => () => void;
  /** Keeps an entry on the device, then sends it, now or when the server is back. */
  readonly enter: (entry: NewEntry) => Promise<void>;
  /** Sends a signed entry, after all that was kept before it. @throws ApiError when it does not arrive */
  readonly enterSigned: (entry: NewEntry) => Promise<Refusal | null>;
  readonly retry: () => void;
  readonly dismiss: (entryId: string) => void;
}

/** Without a word from the server for so long, ms, the line counts as lost; the server says one every 15 s. */
const silenceMs = 40_000;
const againMs = 1000;

/** @param account whose entries are sent */
export function createFeed(infusionId: string, account: string): Feed {
  let state: FeedState = {
    infusion: null,
    unsent: [],
    refused: [],
    connection: 'opening',
    error: null,
    aheadMs: 0,
  };
  const listeners = new Set<() => void>();
  let isOpen = false;
  let source: EventSource | null = null;
  let lastId = '';
  let silence: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | null = null;

  const set = (change: Partial<FeedState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const ahead = (now: string): number => Date.parse(now) - Date.now();

  const learn = (event: SessionEvent): void => {
    const { infusion } = state;
    if (infusion !== null) set({ infusion: { ...infusion, events: merged(infusion.events, [event]) } });
  };

  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(lost, silenceMs);
    if (state.connection !== 'live') set({ connection: 'live' });
  };

  const lost = (): void => {
    source?.close();
    source = null;
    clearTimeout(silence);
    clearTimeout(again);
    if (!isOpen) return;
    if (state.connection !== 'signed out') set({ connection: 'away' });
    again = setTimeout(connect, againMs);
  };

  /** Asks by a plain request first: it tells why, and lets a person whose session has ended sign in over the page. */
  const connect = async (): Promise<void> => {
    try {
      const infusion = await getInfusion(infusionId);
      if (!isOpen) return;
      set({ infusion, error: null, aheadMs: ahead(infusion.now) });
      lastId = `${infusion.events.length}.${infusion.readings.length}`;
      listen();
      await send();
    } catch (error) {
      if (!isOpen) return;
      if (error instanceof ApiError && error.status === 401) set({ connection: 'signed out' });
      else if (isPassing(error)) lost();
      else set({ error });
    }
  };

  const listen = (): void => {
    source?.close();
    const made = new EventSource(`/api/infusions/${infusionId}/stream?after=${lastId}`);
    source = made;
    made.addEventListener('here', heard);
    made.addEventListener('session', ({ data, lastEventId }: MessageEvent<string>) => {
      const message = infusionMessageSchema.parse(JSON.parse(data));
      const { infusion } = state;
      if (infusion === null) return;
      lastId = lastEventId;
      set({
        infusion: {
          ...infusion,
          events: merged(infusion.events, message.events),
          readings: [...infusion.readings, ...message.readings],
          alerts: message.alerts,
        },
        aheadMs: ahead(message.now),
      });
      heard();
    });
    made.onerror = () => {
      if (made !== source) return;
      clearTimeout(silence);
      // A line that the server ended is opened again by the browser; a moment for that, then it counts as lost.
      if (made.readyState === EventSource.CLOSED) lost();
      else silence = setTimeout(lost, againMs * 3);
    };
    heard();
  };

  const showUnsent = async (): Promise<void> => {
    const all = await unsentBy(account);
    set({ unsent: all.filter((one) => one.infusion === infusionId).map(({ entry }) => entry) });
  };

  const refuse = (entry: NewEntry, refusal: Refusal): void =>
    set({ refused: [...state.refused, { entry, refusal }] });

  /** One after the other, so that each keeps its place; of other sessions too, that were left before they were sent. */
  const sendAll = async (): Promise<void> => {
    await showUnsent();
    for (;;) {
      const next = (await unsentBy(account))[0];
      if (next === undefined) return;
      const { entry, infusion } = next;
      try {
        const answer = await sendEntry(infusion, entry);
        if (answer.outcome === 'refused') refuse(entry, answer.refusal);
        else if (infusion === infusionId) learn(answer.event);
      } catch (error) {
        if (!(error instanceof ApiError) || isPassing(error) || error.status === 401) throw error;
        const whatToDo = 'Look at the entries of the session, then enter it again.';
        refuse(entry, { code: error.answer.code, reason: error.message, whatToDo });
      }
      await forgetUnsent(entry.id);
      await showUnsent();
    }
  };

  const send = (): Promise<void> => {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  };

  const sendOrWait = (): Promise<void> =>
    send().catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 401) set({ connection: 'signed out' });
      else lost();
    });

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: () => {
      isOpen = true;
      const isBack = () => void connect();
      window.addEventListener('offline', lost);
      window.addEventListener('online', isBack);
      void showUnsent();
      void connect();
      return () => {
        isOpen = false;
        window.removeEventListener('offline', lost);
        window.removeEventListener('online', isBack);
        lost();
      };
    },
    enter: async (entry) => {
      await keepUnsent({ account, infusion: infusionId, entry });
      await showUnsent();
      // An entry that came while others were being sent is sent by them or after them.
      void (sending ?? Promise.resolve()).catch(() => undefined).then(sendOrWait);
    },
    enterSigned: async (entry) => {
      await send();
      const answer = await sendEntry(infusionId, entry);
      if (answer.outcome === 'refused') return answer.refusal;
      learn(answer.event);
      return null;
    },
    retry: () => void connect(),
    dismiss: (entryId) => set({ refused: state.refused.filter(({ entry }) => entry.id !== entryId) }),
  };
}

/** No answer, or one that says "later". */
function isPassing(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500;
}

/** Each entry once, in the order of the server. */
function merged(known: readonly SessionEvent[], more: readonly SessionEvent[]): SessionEvent[] {
  const byId = new Map([...known, ...more].map((event) => [event.id, event]));
  return [...byId.values()].sort((one, other) => one.sequence - other.sequence);
}
