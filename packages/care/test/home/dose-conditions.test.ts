import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  type DoseConditionId,
  type DoseContext,
  doseConditionIds,
  doseConditions,
  foldDiary,
  type HomeEvent,
  instantOfHour,
  localTime,
} from '../../src/index.ts';
import { answers, check, context, day, dose, event, oral, zone } from './synthetic.ts';

const noon = '2026-05-06T10:00:00.000Z';
const later = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
const ask = (events: readonly HomeEvent[], now = noon, change: Partial<DoseContext> = {}) =>
  doseConditions(oral, foldDiary(events), context(now, change), now);
const unmet = (found: ReturnType<typeof ask>): DoseConditionId[] =>
  found.conditions.filter(({ state }) => state !== 'met').map(({ id }) => id);
const reasonOf = (found: ReturnType<typeof ask>, id: DoseConditionId) =>
  found.conditions.find((one) => one.id === id);

describe('the clock on the wall', () => {
  const zones = fc.constantFrom(
    'Europe/Amsterdam',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  );
  const date = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });

  it('is that of Temporal, in any zone and over any change of the clocks', () => {
    fc.assert(
      fc.property(date, zones, fc.integer({ min: 0, max: 23 }), (at, timeZone, hour) => {
        const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
        const found = localTime(timeZone, at.getTime());
        expect(found).toEqual({
          date: there.toPlainDate().toString(),
          minutes: there.hour * 60 + there.minute,
        });
        const wanted = there.toPlainDate().toZonedDateTime({ timeZone, plainTime: { hour } });
        expect(instantOfHour(timeZone, found.date, hour)).toBe(wanted.epochMilliseconds);
      }),
    );
  });

  it.each(['2026-03-29', '2026-10-25', '2026-05-06'])('is that of Temporal for every hour of %s', (of) => {
    for (let hour = 0; hour <= 24; hour += 1) {
      const plain = Temporal.PlainDate.from(of).add({ days: hour === 24 ? 1 : 0 });
      const wanted = plain.toZonedDateTime({ timeZone: zone, plainTime: { hour: hour % 24 } });
      expect(instantOfHour(zone, of, hour)).toBe(wanted.epochMilliseconds);
    }
  });
});

describe('whether the conditions of the plan are met (issue 6, "today\'s dose")', () => {
  it('all met: it says until when, and that is minutes', () => {
    const found = ask(answers(noon));
    expect(found.headline).toBe('met until');
    expect(found.conditions.map(({ id }) => id)).toEqual(doseConditionIds);
    expect(found.validUntil).toBe(later(noon, oral.limits.metHoldsMin.value));
  });

  it('expires with the first answer that grows old', () => {
    const found = ask(answers(noon, 55));
    expect(found.validUntil).toBe(later(noon, 5));
    expect(unmet(ask(answers(noon, 60)))).toEqual(['blood-pressure', 'sitter', 'substances']);
  });

  it('never tells anybody to take a dose', () => {
    const found = JSON.stringify([ask(answers(noon)), ask([]), ask([], '2026-05-06T03:00:00.000Z')]);
    expect(found).not.toMatch(/take (it|your|the)|you can|you may|now take/i);
  });

  const yes = { alcohol: true, sedatives: false, otherDrugs: false };
  const before = (hours: number, content: HomeEvent['content']) => event(later(noon, -60 * hours), content);
  const firstDose = dose(later(noon, -5 * 60));
  it.each<[string, HomeEvent[], Partial<DoseContext>, DoseConditionId, string]>([
    ['nothing was answered', [], {}, 'blood-pressure', 'pressure-not-fresh'],
    [
      'the last pressure is too high, whatever an earlier one was',
      [...answers(noon), before(0, { kind: 'blood-pressure', systolic: 141, diastolic: 80 })],
      {},
      'blood-pressure',
      'pressure-too-high',
    ],
    [
      'nobody is there',
      [...answers(noon), before(0, { kind: 'sitter', present: false, confirmed: false })],
      {},
      'sitter',
      'sitter-not-there',
    ],
    [
      'the sitter has not said so',
      [...answers(noon), before(0, { kind: 'sitter', present: true, confirmed: false })],
      {},
      'sitter',
      'sitter-not-confirmed',
    ],
    [
      'alcohol within 12 hours, though denied since',
      [before(11, { kind: 'substances', ...yes }), ...answers(noon)],
      {},
      'substances',
      'substances-taken',
    ],
    [
      'five hours after a dose of six',
      [firstDose, check(firstDose, 30), check(firstDose, 60), ...answers(noon)],
      {},
      'distance',
      'too-soon',
    ],
    ['the pack is used up', answers(noon), { packs: [] }, 'supply', 'supply-missing'],
    [
      'the pack has expired',
      answers(noon),
      { packs: [{ code: 'AAAAAAAA1', doseUg: 10_000, expiry: '2026-05-05' }] },
      'supply',
      'supply-missing',
    ],
  ])('not met: %s', (_why, events, change, id, reason) => {
    const found = ask(events, noon, change);
    expect(found.headline).toBe('not met');
    expect(reasonOf(found, id)?.reason).toBe(reason);
  });

  it('a yes to alcohol is never read as a no, however short its hours', () => {
    const short = {
      ...oral,
      limits: { ...oral.limits, substancesFreeH: { ...oral.limits.substancesFreeH, value: 0.5 } },
    };
    const diary = foldDiary([before(0.75, { kind: 'substances', ...yes })]);
    const found = doseConditions(short, diary, context(noon), noon);
    expect(reasonOf(found, 'substances')?.reason).toBe('substances-not-asked');
  });

  it('a check after the last dose that nobody answered holds the next one; a late answer frees it', () => {
    const taken = dose(later(noon, -7 * 60));
    const unanswered = [taken, check(taken, 30), ...answers(noon)];
    expect(unmet(ask(unanswered))).toEqual(['after-dose']);
    const late = { ...check(taken, 60), at: later(noon, -10) };
    expect(ask([...unanswered, late]).headline).toBe('met until');
  });

  it('three doses are the most of a day, and the fourth begins with the next', () => {
    const taken = ['2026-05-05T22:30:00Z', '2026-05-06T04:31:00Z', '2026-05-06T10:32:00Z'].map((at) =>
      dose(at),
    );
    const found = ask(taken, '2026-05-06T16:40:00.000Z');
    expect(reasonOf(found, 'doses-today')).toMatchObject({
      state: 'not met',
      changesAt: '2026-05-06T22:00:00.000Z',
    });
  });

  it.each<[string, HomeEvent[], Partial<DoseContext>, string]>([
    ['a stop on the device', [...answers(noon), day('2026-05-06', { urine: ['blood'] })], {}, 'stopped'],
    [
      'a stop that only the server knows',
      answers(noon),
      { stops: [{ stop: 'training-not-valid', entries: [], since: noon, reason: '' }] },
      'stopped',
    ],
    [
      'the programme ran out',
      answers(noon),
      { enrolment: { status: 'active', validUntil: noon } },
      'programme',
    ],
    [
      'the programme is suspended',
      answers(noon),
      { enrolment: { status: 'suspended', validUntil: later(noon, 60) } },
      'programme',
    ],
    [
      'one pack was entered twice',
      [...answers(noon), dose(later(noon, -100), 'AAAAAAAA1'), dose(later(noon, -99), 'AAAAAAAA1')],
      {},
      'entries-disagree',
    ],
  ])('ask the clinic: %s', (_why, events, change, why) => {
    const now = later(noon, 0);
    const evening = events.map((one) => (one.content.kind === 'day' ? { ...one, at: later(now, -1) } : one));
    const found = ask(evening, now, change);
    expect([found.headline, found.ask]).toEqual(['ask the clinic', why]);
  });

  it('a stop holds after its entry was struck out, and until the clinic has lifted it', () => {
    const blood = { ...day('2026-05-06', { urine: ['blood'] }), at: later(noon, -30) };
    const struck = event(later(noon, -20), {
      kind: 'correction',
      corrects: [blood.id],
      replacement: null,
      reason: 'it was beetroot',
    });
    const lift = event(
      later(noon, -10),
      { kind: 'stop-lifted', stop: 'blood-in-urine', entries: [blood.id], reason: 'urine was tested' },
      { author: 'clinic' },
    );
    expect(ask([...answers(noon), blood, struck]).ask).toBe('stopped');
    expect(ask([...answers(noon), blood, struck, { ...lift, author: 'patient' }]).ask).toBe('stopped');
    expect(ask([...answers(noon), blood, struck, lift]).headline).toBe('met until');
  });
});

describe('a change of the clocks (issue 6, "daylight-saving")', () => {
  it('six hours between doses are six real hours on 29 March and on 25 October 2026', () => {
    // 23:30 local time on the evening before; in a window of the whole day.
    const always = { ...oral, window: { ...oral.window, fromHour: 0, toHour: 24 } };
    for (const [taken, opens] of [
      ['2026-03-28T22:30:00.000Z', '2026-03-29T06:30'],
      ['2026-10-24T21:30:00.000Z', '2026-10-25T04:30'],
    ] as const) {
      const from = later(taken, 6 * 60);
      const diary = foldDiary([dose(taken)]);
      const found = doseConditions(always, diary, context(from), later(from, -1));
      expect(reasonOf(found, 'distance')).toMatchObject({ state: 'not met', changesAt: from });
      const { date, minutes } = localTime(zone, Date.parse(from));
      const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60}`;
      expect(`${date}T${clock}`).toBe(opens);
    }
  });

  it.each([
    ['2026-03-29', '2026-03-29T06:00:00.000Z', '2026-03-29T20:00:00.000Z'],
    ['2026-10-25', '2026-10-25T07:00:00.000Z', '2026-10-25T21:00:00.000Z'],
  ])('on %s the hours from 8 to 22 are those of the wall', (_day, opens, closes) => {
    const before = ask([], later(opens, -1));
    expect(reasonOf(before, 'window')).toMatchObject({ state: 'not met', changesAt: opens });
    expect(reasonOf(ask([], opens), 'window')).toMatchObject({ state: 'met', changesAt: closes });
    expect(reasonOf(ask([], closes), 'window')?.state).toBe('not met');
  });
});

describe('a doubtful clock (issue 6, "it fails closed when the clock is doubtful")', () => {
  const server = (offsetMin: number, minutesAgo: number) => ({
    server: { at: later(noon, -minutesAgo - offsetMin), deviceAt: later(noon, -minutesAgo) },
    steady: null,
  });
  it.each<[string, DoseContext['clock'], HomeEvent[], string]>([
    ['the server was never heard', { server: null, steady: null }, [], 'server-never-heard'],
    ['a day ahead of the server', server(24 * 60, 10), [], 'device-differs-from-server'],
    ['a day behind the server', server(-24 * 60, 10), [], 'device-differs-from-server'],
    ['set back since the server was heard', server(0, -60), [], 'set-back-since-server'],
    [
      'set forward by a day while the page was open',
      { ...server(0, 1441), steady: { deviceAt: later(noon, -1441), elapsedMs: 60_000 } },
      [],
      'runs-differently',
    ],
    ['an entry of tomorrow', server(0, 1), [day('2026-05-07')], 'entry-in-the-future'],
    [
      'an answer of the server that is no instant',
      { server: { at: 'yesterday', deviceAt: noon }, steady: null },
      [],
      'device-differs-from-server',
    ],
  ])('nothing is said: %s', (_why, clock, events, reason) => {
    const found = ask([...answers(noon), ...events], noon, { clock });
    expect(found).toMatchObject({ headline: 'clock doubtful', conditions: [], validUntil: null });
    expect(found.clock?.reason).toBe(reason);
  });

  it('works a week without network, and then asks for the clinic', () => {
    const week = oral.limits.offlineDays.value * 24 * 60;
    expect(ask(answers(noon), noon, { clock: server(0, week - 1) }).headline).toBe('met until');
    expect(ask(answers(noon), noon, { clock: server(0, week) }).ask).toBe('server-not-heard-for-days');
  });
});

describe('any diary at all', () => {
  /** Fragments around an instant: some right, some late, some of another day. */
  const fragments = fc.array(
    fc.record({ kind: fc.nat(5), minutes: fc.integer({ min: -3000, max: 30 }), value: fc.nat(3) }),
    { maxLength: 12 },
  );

  it('"met until" is only said where every condition is met, and it always expires within minutes', () => {
    fc.assert(
      fc.property(fragments, fc.boolean(), (parts, withAnswers) => {
        const events = parts.map(({ kind, minutes, value }) => {
          const at = later(noon, minutes);
          if (kind === 0) return dose(at, value === 0 ? 'AAAAAAAA1' : null);
          if (kind === 1)
            return event(at, { kind: 'blood-pressure', systolic: 120 + 15 * value, diastolic: 80 });
          if (kind === 2) return event(at, { kind: 'sitter', present: value > 0, confirmed: value > 1 });
          if (kind === 3)
            return event(at, {
              kind: 'substances',
              alcohol: value === 0,
              sedatives: false,
              otherDrugs: false,
            });
          return kind === 4
            ? event(at, { kind: 'help', text: null })
            : { ...day('2026-05-06', { urine: value === 0 ? ['blood'] : [] }), at };
        });
        const found = ask([...events, ...(withAnswers ? answers(noon) : [])]);
        const isMet = found.headline === 'met until';
        expect(isMet).toBe(found.conditions.length === doseConditionIds.length && unmet(found).length === 0);
        if (!isMet) return;
        const holds = Date.parse(found.validUntil ?? '') - Date.parse(noon);
        expect(holds).toBeGreaterThan(0);
        expect(holds).toBeLessThanOrEqual(oral.limits.metHoldsMin.value * 60_000);
        expect(events.some(({ content }) => content.kind === 'help')).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
