import { expect, test } from 'vitest';
import { calibrate, unevenness } from './calibration.ts';

test.each([
  // Some minutes: the sampler takes seconds for each.
  ['importance', 1500],
  ['no-U-turn', 120],
] as const)('simulation-based calibration of %s over %d patients (issue 7)', (method, patients) => {
  const { ranks, refused } = calibrate(patients, method);
  expect(refused).toBeLessThan(0.05 * patients);
  for (const histogram of ranks) expect(unevenness(histogram)).toBeLessThan(27.88);
});
