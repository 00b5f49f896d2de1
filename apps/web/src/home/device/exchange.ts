import type { HomeEvent } from '@ketame/care';
import type { HomeEventAnswers, HomeEvents } from '@ketame/contract';
import { answered, type DeviceDiary, fetched, unsent } from './diary.ts';

/** Events in one request; the server takes 500. */
const AT_ONCE = 100;

/** Where a device keeps its diary. A change is written before anybody is told of it. */
export interface Shelf {
  diary(): DeviceDiary;
  /** Applies a change to what the shelf holds at that moment. */
  change(change: (diary: DeviceDiary) => DeviceDiary): Promise<void>;
}

export interface DiaryServer {
  send(events: readonly HomeEvent[]): Promise<HomeEventAnswers>;
  fetch(after: number): Promise<HomeEvents>;
}

/**
 * Sends what waits, then fetches what is new. It may break off anywhere and be begun again: an event counts as sent only
 * once the server has answered, and the server keeps an id once.
 * @throws what the server threw; all answers until then are kept
 */
export async function exchange(shelf: Shelf, server: DiaryServer): Promise<void> {
  for (;;) {
    const waiting = unsent(shelf.diary()).slice(0, AT_ONCE);
    if (waiting.length === 0) break;
    const answers = await server.send(waiting);
    const before = unsent(shelf.diary()).length;
    await shelf.change((diary) => answered(diary, answers));
    // A server that answers to nothing would be asked for ever.
    if (unsent(shelf.diary()).length === before)
      throw new Error('The server gave no answer to what was sent.');
  }
  for (;;) {
    const page = await server.fetch(shelf.diary().cursor);
    await shelf.change((diary) => fetched(diary, page));
    if (!page.more) return;
  }
}

/**
 * Exchanges one at a time. Once more for what was entered meanwhile, and after a failure when it was asked for meanwhile, as
 * when the network comes back: a call for help does not wait for the next minute.
 * @param once one exchange; whether the server was heard
 * @param isWaiting whether something is still to be sent
 */
export function oneAtATime(once: () => Promise<boolean>, isWaiting: () => boolean): () => Promise<void> {
  let running: Promise<void> | null = null;
  let askedMeanwhile = false;
  const run = async () => {
    let again: boolean;
    do {
      askedMeanwhile = false;
      const heard = await once();
      again = heard ? isWaiting() : askedMeanwhile;
    } while (again);
  };
  return () => {
    askedMeanwhile = running !== null;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
