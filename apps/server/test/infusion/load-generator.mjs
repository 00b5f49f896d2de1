import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';

// A process of its own, so that what it does is not measured with the server: it reads from its standard input what to
// do, and prints as JSON what became of it.
const input = await new Promise((resolve) => {
  let text = '';
  process.stdin.on('data', (part) => {
    text += part;
  });
  process.stdin.on('end', () => resolve(JSON.parse(text)));
});
const { url, sessions, watchers, rounds, everyMs, stepMs, clockMs, row } = input;

const wait = (ms) => new Promise((wake) => setTimeout(wake, Math.max(0, ms)));

async function watchBoard(cookie) {
  const abort = new AbortController();
  const answer = await fetch(`${url}/api/infusions/stream`, { headers: { cookie }, signal: abort.signal });
  if (!answer.ok) throw new Error(await answer.text());
  const seen = new Set();
  const read = async () => {
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      // A row begins with the id of its session and the place.
      for (const [, id] of part.matchAll(/"id":"([0-9a-f-]{36})","place"/g)) seen.add(id);
    }
  };
  read().catch(() => undefined);
  return { seen, close: () => abort.abort() };
}

async function post(path, cookie, body) {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

const boards = await Promise.all(
  Array.from({ length: watchers }, (_, index) => watchBoard(sessions[index % sessions.length].cookie)),
);
const acknowledgedMs = [];
const acknowledged = [];
for (let round = 1; round <= rounds; round++) {
  const at = new Date(clockMs + round * stepMs).toISOString();
  process.stderr.write(`${at}\n`);
  const startedAt = performance.now();
  await Promise.all(
    sessions.map(async ({ id, cookie }, index) => {
      // Sessions do not beat as one.
      await wait((index / sessions.length) * everyMs * 0.9);
      await post(`/api/infusions/${id}/vitals`, cookie, {
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
      });
      const entry = { id: randomUUID(), occurredAt: at, content: row, proof: null };
      const from = performance.now();
      const text = await post(`/api/infusions/${id}/entries`, cookie, { entries: [entry] });
      acknowledgedMs.push(performance.now() - from);
      if (!text.includes('"accepted"')) throw new Error(text);
      acknowledged.push([id, entry.id]);
    }),
  );
  await wait(everyMs - (performance.now() - startedAt));
}
const watchersServed = boards.filter(({ seen }) => sessions.every(({ id }) => seen.has(id))).length;
for (const board of boards) board.close();
process.stdout.write(JSON.stringify({ acknowledgedMs, acknowledged, watchersServed }));
