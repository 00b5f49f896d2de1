import type { HomeEvent } from '@ketame/care';
import type { HomeEventAnswers, HomeEvents } from '@ketame/contract';

/** An event as one device knows it. */
export interface DeviceEvent {
  readonly event: HomeEvent;
  /** `unsent`: made here, and the server has not yet answered. `refused`: it never will be kept, and is shown with why. */
  readonly state: 'unsent' | 'kept' | 'refused';
  readonly why: string | null;
  /** By which the server counts events; null until it has answered. */
  readonly cursor: number | null;
  /** Name of the person of the clinic; null for the patient. */
  readonly by: string | null;
}

/** What one device holds of a diary: every event once, by id. */
export interface DeviceDiary {
  readonly events: ReadonlyMap<string, DeviceEvent>;
  /** Of the last event that was fetched. */
  readonly cursor: number;
}

export const emptyDiary: DeviceDiary = { events: new Map(), cursor: 0 };

/** With an event made here. The same id again changes nothing: a button pressed twice enters once. */
export function entered(diary: DeviceDiary, event: HomeEvent): DeviceDiary {
  if (diary.events.has(event.id)) return diary;
  return changed(diary, [{ event, state: 'unsent', why: null, cursor: null, by: null }]);
}

/** With what the server said to the events that were sent. An answer to anything else is none of ours. */
export function answered(diary: DeviceDiary, { answers }: Pick<HomeEventAnswers, 'answers'>): DeviceDiary {
  return changed(
    diary,
    answers.flatMap(({ id, answer, why, cursor }) => {
      const known = diary.events.get(id);
      if (known?.state !== 'unsent') return [];
      return [
        answer === 'refused'
          ? { ...known, state: 'refused' as const, why }
          : { ...known, state: 'kept' as const, cursor },
      ];
    }),
  );
}

/**
 * With a page of what the server holds. What is still unsent or was refused here stays as it is: only the answer to the
 * sending decides about it.
 */
export function fetched(diary: DeviceDiary, page: Pick<HomeEvents, 'events' | 'cursor'>): DeviceDiary {
  const news = page.events.flatMap(({ event, by, cursor }) =>
    diary.events.has(event.id) ? [] : [{ event, state: 'kept' as const, why: null, cursor, by }],
  );
  return { ...changed(diary, news), cursor: Math.max(diary.cursor, page.cursor) };
}

/** What waits for the network, in the order in which it was made. */
export function unsent(diary: DeviceDiary): HomeEvent[] {
  return [...diary.events.values()].flatMap(({ event, state }) => (state === 'unsent' ? [event] : []));
}

/** All that counts: everything but what was refused. */
export function held(diary: DeviceDiary): HomeEvent[] {
  return [...diary.events.values()].flatMap(({ event, state }) => (state === 'refused' ? [] : [event]));
}

/** The events that differ from an earlier state: what is to be written. */
export function differing(before: DeviceDiary, after: DeviceDiary): DeviceEvent[] {
  return [...after.events].flatMap(([id, one]) => (before.events.get(id) === one ? [] : [one]));
}

function changed(diary: DeviceDiary, news: readonly DeviceEvent[]): DeviceDiary {
  if (news.length === 0) return diary;
  const events = new Map(diary.events);
  for (const one of news) events.set(one.event.id, one);
  return { ...diary, events };
}
