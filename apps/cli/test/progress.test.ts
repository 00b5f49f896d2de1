import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress } from '../src/dataset/progress.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const shownOf = (total: number | undefined) => {
  const lines: string[] = [];
  return { lines, progress: createProgress((line) => lines.push(line), total) };
};

test('issue 3: long work tells how far it is and how long it will take, in a line that is cleared at the end', () => {
  const { lines, progress } = shownOf(1_000_000);
  vi.advanceTimersByTime(10_000);
  progress.add(250_000);
  // Too soon for another line.
  progress.add(1);
  progress.end();
  expect(lines).toEqual(['250,000 of 1,000,000 subjects (25 %), 30 s left', '']);
});

test('where nobody knows how many there are, it counts', () => {
  const { lines, progress } = shownOf(undefined);
  vi.advanceTimersByTime(300);
  progress.add(1200);
  expect(lines).toEqual(['1,200 subjects']);
});

test('short work tells nothing', () => {
  const { lines, progress } = shownOf(10);
  progress.add(10);
  progress.end();
  expect(lines).toEqual([]);
});
