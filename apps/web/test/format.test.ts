import { expect, test } from 'vitest';
import {
  dateText,
  exactly,
  instantText,
  numberText,
  sizeText,
  unitText,
  valueText,
} from '../src/parts/format.ts';

test('a FHIR date is shown as precisely as it was recorded, and in no other time zone', () => {
  expect(dateText('2019')).toBe('2019');
  expect(dateText('2019-03')).toBe('Mar 2019');
  expect(dateText('2019-03-07')).toBe('7 Mar 2019');
  expect(dateText('2019-03-07T23:30:00-05:00')).toBe('7 Mar 2019');
});

test('an instant is shown in the time zone of the clinic', () => {
  expect(instantText('2026-11-22T16:05:00Z', 'Europe/Amsterdam')).toBe('22 Nov 2026, 17:05');
});

test('a measured value keeps its digits up to four, and says what is stored beyond them', () => {
  expect(valueText(78.6008640707093)).toBe('78.6');
  expect(exactly(78.6008640707093)).toBe('stored: 78.6008640707093');
  expect(valueText(0.8373)).toBe('0.8373');
  expect(exactly(70)).toBeUndefined();
});

test('a large number is never rounded above its units, and a minus is a minus', () => {
  expect(numberText(19_823.4)).toBe('19\u202f823');
  expect(numberText(1234)).toBe('1\u202f234');
  expect(numberText(-0.5)).toBe('\u22120.5');
  expect(numberText(Number.NaN)).toBe('–');
});

test('units and sizes are those that people read', () => {
  expect(unitText('mm[Hg]')).toBe('mmHg');
  expect(unitText('U/L')).toBe('U/L');
  expect(sizeText(400)).toBe('1 kB');
  expect(sizeText(50_000_000)).toBe('50.0 MB');
});
