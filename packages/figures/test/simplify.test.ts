import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changes, simplify } from '../src/simplify.ts';
import { type Point, windowOf } from '../src/window.ts';

const point = (time: number, value: number): Point => ({ time, value, low: value, high: value });

test('the line through what is kept passes every sample within the tolerance', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 60 }),
      fc.double({ min: 0.001, max: 20, noNaN: true }),
      (values, tolerance) => {
        const points = values.map((value, index) => point(index, value));
        const kept = simplify(points, tolerance);
        for (const { time, value } of points) {
          const after = kept.find((one) => one.time >= time) ?? expect.unreachable();
          const before = kept.findLast((one) => one.time <= time) ?? expect.unreachable();
          const share = after === before ? 0 : (time - before.time) / (after.time - before.time);
          expect(Math.abs(before.value + share * (after.value - before.value) - value)).toBeLessThanOrEqual(
            tolerance + 1e-9,
          );
        }
      },
    ),
  );
});

test('a jump at one instant and a gap survive', () => {
  const jump = [point(0, 0), point(1, 0), point(1, 5), point(2, 5)];
  expect(simplify(jump, 0.1)).toEqual(jump);
  const gap = [point(0, 0), point(1, 0), point(2, Number.NaN), point(3, 0), point(4, 0)];
  expect(simplify(gap, 0.1)).toEqual(gap);
});

test('a held value is kept where it changes, and at the end', () => {
  const held = [point(0, 5), point(1, 5), point(2, 9), point(3, 9), point(4, 9)];
  expect(changes(held).map(({ time }) => time)).toEqual([0, 2, 4]);
});

test('a window reads the value at its edges: on the line, or held', () => {
  const samples = { times: [0, 2, 4], values: [0, 10, 20] };
  expect(windowOf(samples, 1, 3, 'linear').map(({ value }) => value)).toEqual([5, 10, 15]);
  expect(windowOf(samples, 1, 3, 'held').map(({ value }) => value)).toEqual([0, 10, 10]);
  expect(windowOf(samples, 1, 3, 'nothing').map(({ value }) => value)).toEqual([10]);
  expect(windowOf(samples, 2.5, 3.5, 'linear').map(({ value }) => value)).toEqual([12.5, 17.5]);
});
