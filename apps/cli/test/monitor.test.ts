import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { vitalValue } from '@ketame/care';
import { vitalsBatchSchema } from '@ketame/contract';
import { expect, test } from 'vitest';
import { syntheticVitals } from '../src/monitor/synthetic-vitals.ts';
import { run } from './run.ts';

test('issue 5: the simulated monitor has gaps, a probe that comes off, artefacts, and kPa; all units are known', () => {
  const sent = Array.from({ length: 80 }, (_, index) => syntheticVitals(index));
  expect(sent.filter((values) => values === null)).toHaveLength(4);
  const values = sent.flatMap((one) => one ?? []);
  expect(values.filter(({ value }) => value === null)).toHaveLength(6);
  const kept = values.flatMap(({ measure, value, unit }) =>
    value === null ? [] : [vitalValue(measure, value, unit)],
  );
  expect(kept.filter((one) => 'refusal' in one)).toEqual([]);
  expect(kept.filter((one) => 'value' in one && one.value === null)).toHaveLength(1);
  expect(values.some(({ unit }) => unit === 'kPa')).toBe(true);
});

test('issue 5: with a token nobody signs in, and the readings go to the one session, or to the place of the monitor', async () => {
  const asked: { address: string; authorization: string | undefined; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const body = JSON.parse(await text(request));
    asked.push({ address: `${method} ${url}`, authorization: headers.authorization, body });
    response.end(JSON.stringify({ accepted: 1, duplicates: 0, artefacts: 0 }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const named = ['--token', 'ketame-monitor-secret', '--session', 'the-session', '--url', url];
  const done = await run(['monitor', ...named, '--times', '1']);
  const atPlace = await run(['monitor', '--token', 'ketame-monitor-secret', '--url', url, '--times', '1']);
  server.close();
  expect(done).toMatchObject({ code: 0, notes: expect.stringContaining('heartRate') });
  expect(atPlace).toMatchObject({ code: 0, notes: expect.stringContaining('heartRate') });
  expect(asked.map(({ address, authorization }) => [address, authorization])).toEqual([
    ['POST /api/infusions/the-session/vitals', 'Bearer ketame-monitor-secret'],
    ['POST /api/vitals', 'Bearer ketame-monitor-secret'],
  ]);
  expect(vitalsBatchSchema.parse(asked[0]?.body).monitor).toBeUndefined();
});

test('a session without a token is refused with what to do', async () => {
  const refused = await run(['monitor', '--session', 'the-session']);
  expect([refused.code, refused.notes]).toEqual([
    2,
    expect.stringContaining('--token and --session belong together'),
  ]);
});
