import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockText, dueText, fieldOf, instantOf } from '../../src/infusion/clinic-time.ts';

const zones = ['UTC', 'Europe/Vienna', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

test('a field names the instant from which it was made, in every zone, but for the second of an hour that comes twice', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.parse('2024-01-01') / 60_000, max: Date.parse('2028-01-01') / 60_000 }),
      (zone, minute) => {
        const field = fieldOf(new Date(minute * 60_000).toISOString(), zone);
        const found = instantOf(field, zone);
        expect(found).not.toBeNull();
        expect(fieldOf(found ?? '', zone)).toBe(field);
        expect([0, 30, 60]).toContain(minute - Date.parse(found ?? '') / 60_000);
      },
    ),
    { numRuns: 40 },
  );
});

test('on the days on which the clocks change', () => {
  // Vienna 2026: 29 March 02:00 becomes 03:00, 25 October 03:00 becomes 02:00.
  expect(instantOf('2026-03-29T02:30', 'Europe/Vienna')).toBeNull();
  expect(instantOf('2026-03-29T03:30', 'Europe/Vienna')).toBe('2026-03-29T01:30:00.000Z');
  expect(instantOf('2026-10-25T02:30', 'Europe/Vienna')).toBe('2026-10-25T00:30:00.000Z');
  expect(instantOf('no time', 'Europe/Vienna')).toBeNull();
});

test('a clock time of another day says which day, and what is due counts down', () => {
  const now = '2026-11-23T06:00:00.000Z';
  expect(clockText('2026-11-23T05:58:00.000Z', now, 'Europe/Vienna')).toBe('06:58');
  expect(clockText('2026-11-22T22:58:00.000Z', now, 'Europe/Vienna')).toBe('Sun 23:58');
  expect([4, 0.2, -6, 190, -120].map(dueText)).toEqual([
    'in 4 min',
    'now',
    '6 min late',
    'in 3 h 10 min',
    '2 h late',
  ]);
});
