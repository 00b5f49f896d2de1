import { expect, test } from 'vitest';
import { dayAfter, ownWindow } from '../../src/studio/fit/own-window.ts';

const rule = { notBeforeDays: { value: 28, unit: 'd', source: 'a protocol', status: 'ours' } } as const;
const fallsUnder = (timeH: { low: number; typical: number; high: number } | null) => ({
  ...{ share: 0.3, timeH, chanceNever: 0, chanceLater: 0, horizonH: 4368 },
});

test('the window is the interval in which relief falls, and never before the day of the protocol (issue 7)', () => {
  const days = (low: number, typical: number, high: number) => ({
    ...{ low: 24 * low, typical: 24 * typical, high: 24 * high },
  });
  expect(ownWindow(fallsUnder(days(40, 50, 60)), 100, rule)).toEqual({
    ...{ fromH: 960, toH: 1440, isHeldBack: false },
  });
  // 100 h and 28 days: 772 h.
  expect(ownWindow(fallsUnder(days(10, 20, 60)), 100, rule)).toEqual({
    ...{ fromH: 772, toH: 1440, isHeldBack: true },
  });
  expect(ownWindow(fallsUnder(days(5, 10, 20)), 100, rule)).toEqual({
    ...{ fromH: 772, toH: 772, isHeldBack: true },
  });
  expect(ownWindow(fallsUnder(null), 100, rule)).toBeNull();
});

test('a day so many hours later bears its date, over the end of a month and of a year', () => {
  expect(dayAfter('2026-12-20T12:00:00.000Z', 14 * 24)).toBe('3 Jan 2027');
  expect(dayAfter('2026-02-20T12:00:00.000Z', 10 * 24)).toBe('2 Mar 2026');
});
