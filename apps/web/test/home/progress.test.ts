import { addDays, foldDiary, type HomeEvent } from '@ketame/care';
import { expect, test } from 'vitest';
import { progressOf } from '../../src/home/progress.ts';

const start = '2026-09-01';
const dayOf = (day: number, painAverage: number | null): HomeEvent => ({
  id: `00000000-0000-4000-8000-${String(day).padStart(12, '0')}`,
  device: '00000000-0000-4000-8000-999999999999',
  author: 'patient',
  at: `${addDays(start, day)}T18:00:00Z`,
  zone: 'UTC',
  content: {
    kind: 'day',
    date: addDays(start, day),
    painAverage,
    painWorst: null,
    reliefPercent: null,
    sleep: null,
    mood: null,
    hindered: null,
    sideEffects: day % 2 === 0 ? ['dizzy'] : [],
    urine: [],
  },
});
/** One value of pain for each week; `null`: nothing answered. */
const course = (...weeks: (number | null)[]) => {
  const events = weeks.flatMap((pain, week) =>
    Array.from({ length: 7 }, (_, day) => dayOf(week * 7 + day, pain)),
  );
  const today = addDays(start, weeks.length * 7 - 1);
  return progressOf(foldDiary(events), today, `${today}T20:00:00Z`);
};

test('progress is told from the first and the last week, and that relief fades is told', () => {
  expect(course(8)).toMatchObject({ first: 8, last: null, verdict: null });
  expect(course(8, 4)).toMatchObject({ first: 8, last: 4, verdict: 'lower' });
  expect(course(8, 3, 5)).toMatchObject({ last: 5, verdict: 'backAgain' });
  expect(course(8, 8)).toMatchObject({ verdict: 'same' });
  expect(course(5, 7)).toMatchObject({ verdict: 'higher' });
  expect(course(8, null)).toMatchObject({ last: null, verdict: null });
});

test('side effects are counted by day over the last seven days alone', () => {
  expect(course(8, 8).sideEffects).toEqual([{ id: 'dizzy', days: 3 }]);
});
