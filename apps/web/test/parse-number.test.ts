import { expect, it } from 'vitest';
import { parseNumber } from '../src/parts/parse-number.ts';

it('reads decimal numbers as people type them, with point or comma', () => {
  expect([' 20 ', '0.35', '0,35', '.5', '-1'].map(parseNumber)).toEqual([20, 0.35, 0.35, 0.5, -1]);
});

it.each(['', 'twenty', '1.2.3', '1,234.5', '1e3', '20 mg', '0x10'])('does not guess at "%s"', (text) => {
  expect(parseNumber(text)).toBeNaN();
});
