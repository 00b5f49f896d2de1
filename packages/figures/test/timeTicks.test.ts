import { expect, test } from 'vitest';
import { timeTicks } from '../src/timeTicks.ts';

test.each([
  [{ from: 0, to: 6, unit: 'h' as const }, ['0', '1', '2', '3', '4', '5', '6']],
  [{ from: 0, to: 144, unit: 'h' as const }, ['0', '24', '48', '72', '96', '120', '144']],
  [{ from: 0, to: 0.5, unit: 'h' as const }, ['0', '0.1', '0.2', '0.3', '0.4', '0.5']],
  [{ from: 0, to: 2016, unit: 'weeks' as const }, ['0', '2', '4', '6', '8', '10', '12']],
  [{ from: -24, to: 168, unit: 'days' as const }, ['-1', '0', '1', '2', '3', '4', '5', '6', '7']],
])('ticks of %o stand at round numbers of the unit', (axis, texts) => {
  expect(timeTicks(axis, 8).map((tick) => tick.text)).toEqual(texts);
});

test('a year in hours has no more ticks than there is room for', () => {
  expect(timeTicks({ from: 0, to: 8760, unit: 'h' }, 8).length).toBeLessThanOrEqual(9);
});
