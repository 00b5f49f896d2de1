import { expect, test } from 'vitest';
import { calibrate, unevenness } from './calibration.ts';

test('simulation-based calibration: the truth is anywhere among the draws, as often as anywhere else (issue 7)', () => {
  // By importance alone, since the sampler is slow: those whose weights are not reliable are refused on purpose.
  const { ranks, refused } = calibrate(80, 'importance');
  expect(refused).toBeLessThan(6);
  for (const histogram of ranks) expect(unevenness(histogram)).toBeLessThan(27.88);
});
