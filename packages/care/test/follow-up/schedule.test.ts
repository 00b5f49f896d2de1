import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dateIn,
  daysBetween,
  type FollowUpResult,
  followUpDue,
  missingOf,
  noonIn,
} from '../../src/index.ts';
import { blood, course, followUp, result } from './subject.ts';

const clock = (now: string, timeZone = 'Europe/Amsterdam') => ({ now, timeZone });
const stateOf = (
  due: ReturnType<typeof followUpDue>,
  item: ReturnType<typeof followUpDue>[number]['item'],
  day: number,
) => due.find((one) => one.item === item && one.day === day);

describe('days', () => {
  const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const zones = fc.constantFrom(
    'Europe/Amsterdam',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  );

  it('are those of Temporal, in any zone and over any change of the clocks', () => {
    fc.assert(
      fc.property(date, zones, fc.integer({ min: -400, max: 400 }), (at, zone, days) => {
        const plain = Temporal.Instant.fromEpochMilliseconds(at.getTime())
          .toZonedDateTimeISO(zone)
          .toPlainDate();
        const found = dateIn(zone, at.toISOString());
        expect(found).toBe(plain.toString());
        expect(addDays(found, days)).toBe(plain.add({ days }).toString());
        expect(addMonths(found, 3)).toBe(plain.add({ months: 3 }).toString());
        expect(daysBetween(found, addDays(found, days))).toBe(days);
        const noon = plain.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds;
        expect(Date.parse(noonIn(zone, found))).toBe(noon);
      }),
    );
  });
});

describe('what is due after the last session', () => {
  // The clocks go forward on 29 March 2026 and back on 25 October 2026 (platform table, row 10); in New York on 8 March.
  it.each([
    ['Europe/Amsterdam', '2026-03-28T22:30:00.000Z', ['2026-03-29', '2026-03-30', '2026-03-31']],
    ['Europe/Amsterdam', '2026-10-24T21:30:00.000Z', ['2026-10-25', '2026-10-26', '2026-10-27']],
    ['America/New_York', '2026-03-08T04:30:00.000Z', ['2026-03-08', '2026-03-09', '2026-03-10']],
  ])('is counted in days of the clinic: %s, from %s', (zone, ended, days) => {
    const due = followUpDue([course(ended)], followUp, [], clock(ended, zone));
    expect(due.filter(({ item }) => item === 'contact').map(({ on }) => on)).toEqual(days);
  });

  const sessions = [course('2026-01-10T15:00:00.000Z')];

  it('opens, is due, overdue, and missed once the next visit for the same item opens', () => {
    const at = (date: string) => followUpDue(sessions, followUp, [], clock(`${date}T11:00:00.000Z`));
    const states = ['2026-01-13', '2026-01-14', '2026-01-20', '2026-01-21', '2026-01-31'].map(
      (date) => stateOf(at(date), 'pain', 7)?.state,
    );
    expect(states).toEqual(['later', 'due', 'due', 'overdue', 'missed']);
    expect(stateOf(at('2026-01-25'), 'pain', 7)?.overdueDays).toBe(5);
    expect(stateOf(at('2026-01-25'), 'contact', 1)?.state).toBe('missed');
    expect(stateOf(at('2026-01-25'), 'contact', 3)?.state).toBe('overdue');
  });

  it('names what of the liver enzymes is missing, over several samples', () => {
    const results: FollowUpResult[] = [blood('2026-01-17', { ALT: 1, AST: 1, creatinine: 80 })];
    const now = clock('2026-01-18T11:00:00.000Z');
    const part = followUpDue(sessions, followUp, results, now);
    expect(stateOf(part, 'liver enzymes', 7)).toMatchObject({ state: 'due', missing: ['ALP', 'GGT'] });
    expect(stateOf(part, 'creatinine', 7)?.state).toBe('done');
    const whole = followUpDue(sessions, followUp, [...results, blood('2026-01-18', { ALP: 1, GGT: 1 })], now);
    expect(stateOf(whole, 'liver enzymes', 7)?.state).toBe('done');
  });

  it('asks for a test of cognition that a rule judges: MoCA, not HVLT-R', () => {
    const tested = (instrument: string) =>
      missingOf('cognition', [
        { kind: 'questionnaire', instrument, version: 1, answers: {}, scores: { total: 25 } },
      ]);
    expect(tested('moca')).toEqual([]);
    expect(tested('hvlt-r')).toEqual(['cognition']);
  });

  it('is closed by a reason, and begun anew by the next session', () => {
    const closed = result('2026-01-20', { kind: 'not done', item: 'contact', reason: 'cannot be reached' });
    const now = clock('2026-01-25T11:00:00.000Z');
    expect(stateOf(followUpDue(sessions, followUp, [closed], now), 'contact', 3)?.state).toBe('not done');
    const running = { ...course('2026-01-24T15:00:00.000Z', 'session-2'), endedAt: null };
    expect(followUpDue([...sessions, running], followUp, [closed], now)).toEqual([]);
    const ended = { ...running, endedAt: '2026-01-24T15:00:00.000Z' };
    expect(stateOf(followUpDue([...sessions, ended], followUp, [], now), 'contact', 1)?.state).toBe('due');
  });
});
