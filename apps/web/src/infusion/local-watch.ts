import { type Alert, createAlertWatch, type Reading, type SessionEvent } from '@ketame/care';

/** The alerts of a session at an instant, by the page alone. @param now ISO 8601, never before the last */
export type LocalWatch = (
  events: readonly SessionEvent[],
  readings: readonly Reading[],
  now: string,
) => readonly Alert[];

/** The page's own watch over a session, for as long as the server does not answer; it is given all that is known each time. */
export function createLocalWatch(): LocalWatch {
  const watch = createAlertWatch();
  const known = new Set<string>();
  let readingsKnown = 0;
  return (events, readings, now) => {
    const fresh = [
      ...events
        .filter(({ id }) => !known.has(id))
        .map((event) => ({ at: Date.parse(event.recordedAt), take: () => watch.event(event) })),
      ...readings
        .slice(readingsKnown)
        .map((reading) => ({ at: Date.parse(reading.receivedAt), take: () => watch.reading(reading) })),
    ];
    for (const { id } of events) known.add(id);
    readingsKnown = readings.length;
    for (const { take } of fresh.sort((one, other) => one.at - other.at)) take();
    return watch.at(now);
  };
}
