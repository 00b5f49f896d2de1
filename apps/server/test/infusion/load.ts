import { performance } from 'node:perf_hooks';
import type { TestClinic } from '../clinic.ts';
import { calmRow, entry, planTreatment, type Treatment, teamOf } from './treatment.ts';

export interface Load {
  readonly sessions: number;
  readonly watchers: number;
  /** How often each session's monitor sends and each nurse charts. */
  readonly rounds: number;
  /** From one round to the next, ms. */
  readonly everyMs: number;
}

export interface LoadResult {
  /** Milliseconds from sending an entry to its answer, the shortest first. */
  readonly acknowledgedMs: readonly number[];
  /** Entries that were acknowledged and are not in their session, or stand there twice. */
  readonly lostOrDoubled: number;
  /** Watchers of the board that have seen every session. */
  readonly watchersServed: number;
}

/** Sessions with vital signs and entries, and people who watch the board, on one server that listens. */
export async function putUnderLoad(clinic: TestClinic, load: Load): Promise<LoadResult> {
  const url = await clinic.app.listen({ host: '127.0.0.1', port: 0 });
  const treatments: Treatment[] = [];
  const team = await teamOf(clinic);
  for (let index = 0; index < load.sessions; index++) {
    // Nobody proves who they are a hundred times in a minute: the limit of attempts holds here too.
    clinic.now = new Date(clinic.now.getTime() + 60_000);
    const treatment = await planTreatment(clinic, team);
    await treatment.start();
    treatments.push(treatment);
  }
  const watchers = await Promise.all(
    Array.from({ length: load.watchers }, (_, index) =>
      watchBoard(url, treatments[index % treatments.length]?.nurse.cookie ?? ''),
    ),
  );
  const acknowledgedMs: number[] = [];
  const acknowledged = new Map<string, string[]>();
  const began = clinic.now.getTime();
  for (let round = 1; round <= load.rounds; round++) {
    clinic.now = new Date(began + round * 15_000);
    const at = clinic.now.toISOString();
    const startedAt = performance.now();
    await Promise.all(
      treatments.map(async ({ id, nurse }, index) => {
        // Sessions do not beat as one.
        await wait((index / treatments.length) * load.everyMs * 0.9);
        const headers = { cookie: nurse.cookie, 'content-type': 'application/json' };
        const vitals = {
          monitor: 'synthetic',
          readings: [
            {
              at,
              values: [
                { measure: 'heartRate', value: 70 + (round % 9), unit: '/min' },
                { measure: 'oxygenSaturation', value: 97, unit: '%' },
                { measure: 'respiration', value: 14, unit: '/min' },
              ],
            },
          ],
        };
        const sent = await fetch(`${url}/api/infusions/${id}/vitals`, {
          method: 'POST',
          headers,
          body: JSON.stringify(vitals),
        });
        if (!sent.ok) throw new Error(await sent.text());
        const row = entry(clinic, calmRow);
        const from = performance.now();
        const answer = await fetch(`${url}/api/infusions/${id}/entries`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ entries: [row] }),
        });
        const text = await answer.text();
        acknowledgedMs.push(performance.now() - from);
        if (!answer.ok || !text.includes('"accepted"')) throw new Error(text);
        acknowledged.set(id, [...(acknowledged.get(id) ?? []), row.id]);
      }),
    );
    await wait(load.everyMs - (performance.now() - startedAt));
  }
  let lostOrDoubled = 0;
  for (const treatment of treatments) {
    const { events } = await treatment.read();
    for (const id of acknowledged.get(treatment.id) ?? []) {
      if (events.filter((event) => event.id === id).length !== 1) lostOrDoubled += 1;
    }
  }
  const ids = treatments.map(({ id }) => id);
  const watchersServed = watchers.filter((watcher) => ids.every((id) => watcher.seen(id))).length;
  for (const watcher of watchers) watcher.close();
  return { acknowledgedMs: acknowledgedMs.sort((one, other) => one - other), lostOrDoubled, watchersServed };
}

async function watchBoard(url: string, cookie: string) {
  const abort = new AbortController();
  const answer = await fetch(`${url}/api/infusions/stream`, { headers: { cookie }, signal: abort.signal });
  if (!answer.ok || answer.body === null) throw new Error(await answer.text());
  const changed = new Set<string>();
  const reading = (async () => {
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      for (const [, id = ''] of part.matchAll(/"rows":\[\{"id":"([0-9a-f-]{36})"/g)) changed.add(id);
    }
  })();
  reading.catch(() => undefined);
  return { seen: (id: string) => changed.has(id), close: () => abort.abort() };
}

function wait(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, Math.max(0, ms)));
}
