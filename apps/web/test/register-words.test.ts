import { expect, test } from 'vitest';
import { microgramsOf, milligramsText, refusalText } from '../src/register/words.ts';

test('milligrams are typed and shown as whole micrograms, exactly, or not at all', () => {
  expect(['25', '0.125', '0,5', '1.1', '0.1234', '-1', 'abc', ''].map(microgramsOf)).toEqual([
    25_000,
    125,
    500,
    1_100,
    null,
    null,
    null,
    null,
  ]);
  expect([25_000, 125, 1, 1_000_000_001].map(milligramsText)).toEqual([
    '25 mg',
    '0.125 mg',
    '0.001 mg',
    '1\u202f000\u202f000.001 mg',
  ]);
});

test('what the database refuses names times of the clinic', () => {
  const said = 'What was supplied lasts until 2026-11-29T15:00Z, a refill is due 2 days before.';
  expect(refusalText(said, 'Europe/Amsterdam')).toBe(
    'What was supplied lasts until 29 Nov 2026, 16:00, a refill is due 2 days before.',
  );
});
