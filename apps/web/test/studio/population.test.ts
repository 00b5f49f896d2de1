import { eventTimes, publishedRegimens } from '@ketame/ketamine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latestOnly } from '../../src/studio/population/latest-only.ts';
import { populationGrid } from '../../src/studio/population/population-grid.ts';
import { WEEKS } from '../../src/studio/state/axis-window.ts';
import { regimen } from './arbitrary.ts';

describe('the times of a population', () => {
  test('rise over the twelve weeks and hold every start and end of a dose', () => {
    fc.assert(
      fc.property(regimen, (drawn) => {
        const times = [...populationGrid(drawn)];
        expect(times[0]).toBe(0);
        expect(times.at(-1)).toBe(WEEKS.toH);
        expect(times.every((time, index) => index === 0 || time > times[index - 1]!)).toBe(true);
        expect(eventTimes(drawn).every((event) => times.includes(event))).toBe(true);
      }),
    );
  });

  test.each(publishedRegimens.map(({ id, regimen: published }) => [id, published] as const))(
    'have few different gaps, which are what a population costs: %s',
    (_, published) => {
      const times = populationGrid(published);
      const gaps = new Set<string>();
      for (let i = 1; i < times.length; i++) gaps.add((times[i]! - times[i - 1]!).toFixed(6));
      expect(gaps.size).toBeLessThanOrEqual(16);
      expect(times.length).toBeLessThan(900);
    },
  );
});

test('of the questions asked meanwhile only the newest is answered, and failures stop nothing', async () => {
  const started: number[] = [];
  const finish: ((fail?: boolean) => void)[] = [];
  const outcomes: string[] = [];
  const ask = latestOnly(
    (question: number) => {
      started.push(question);
      return new Promise<string>((resolve, reject) => {
        finish.push((fail) => (fail ? reject(new Error('broken')) : resolve(`answer ${question}`)));
      });
    },
    (_, answer) => outcomes.push(answer),
    (question, problem) => outcomes.push(`${question}: ${(problem as Error).message}`),
  );
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  for (const question of [1, 2, 3, 4]) ask(question);
  expect(started).toEqual([1]);
  finish[0]?.();
  await settled();
  expect(started).toEqual([1, 4]);
  finish[1]?.(true);
  await settled();
  ask(5);
  finish[2]?.();
  await settled();
  expect(outcomes).toEqual(['answer 1', '4: broken', 'answer 5']);
});
