import { vitalValue } from '@ketame/care';
import { expect, test } from 'vitest';
import { syntheticVitals } from '../src/monitor/synthetic-vitals.ts';

test('issue 5: the simulated monitor has gaps, a probe that comes off, artefacts, and kPa; all units are known', () => {
  const sent = Array.from({ length: 80 }, (_, index) => syntheticVitals(index));
  expect(sent.filter((values) => values === null)).toHaveLength(4);
  const values = sent.flatMap((one) => one ?? []);
  expect(values.filter(({ value }) => value === null)).toHaveLength(6);
  const kept = values.flatMap(({ measure, value, unit }) =>
    value === null ? [] : [vitalValue(measure, value, unit)],
  );
  expect(kept.filter((one) => 'refusal' in one)).toEqual([]);
  expect(kept.filter((one) => 'value' in one && one.value === null)).toHaveLength(1);
  expect(values.some(({ unit }) => unit === 'kPa')).toBe(true);
});
