import { expect, test } from 'vitest';
import { readDiary, readMeasured } from '../../src/studio/fit/read-measured.ts';

test('concentrations are read by comma, semicolon or tab, below a limit too (issue 7)', () => {
  const points = [
    { timeH: 0.5, analyte: 'S-ketamine', site: 'venous', value: 63 },
    { timeH: 24, analyte: 'S-ketamine', site: 'venous', belowLimit: 10 },
  ];
  expect(readMeasured('0.5, S-ketamine, venous, 63\n24, S-ketamine, venous, <10')).toEqual(points);
  expect(
    readMeasured(
      '\uFEFFhours;analyte;site;ng/mL\r\n0,5;S-ketamine;venous;63\r\n\r\n24;S-ketamine;venous;< 10\r\n',
    ),
  ).toEqual(points);
  expect(readDiary('hours\tpain\n-24\t7\n120\t4,5')).toEqual([
    { timeH: -24, pain: 7 },
    { timeH: 120, pain: 4.5 },
  ]);
  expect(readMeasured('')).toEqual([]);
});

test.each([
  ['0.5, S-ketamine, unknown, 63', /^Line 1: .*arterial or venous/],
  ['hours, analyte, site, ng/mL\n-1, S-ketamine, venous, 63', /^Line 2: .*hours from 0/],
  ['0.5, S-ketamine, venous, 63 ng', /^Line 1: found "0.5, S-ketamine, venous, 63 ng"/],
  ['0,5, S-ketamine, venous, 63', /^Line 1: 5 cells were found; expected 4/],
  ['0.5, S-ketamine, venous,', /^Line 1: /],
  ['0.5, S-ketamine, venous, <', /^Line 1: /],
])('a line that is no concentration is named and nothing is dropped: %s', (text, message) => {
  expect(() => readMeasured(text)).toThrow(message);
});

test('pain outside 0 to 10 is refused with its line', () => {
  expect(() => readDiary('0, 5\n24, 11')).toThrow(/^Line 2: found "24, 11"/);
});
