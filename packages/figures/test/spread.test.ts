import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from '../src/spread.ts';

const boxes = fc.array(
  fc.record({
    wanted: fc.double({ min: -50, max: 150, noNaN: true }),
    height: fc.double({ min: 1, max: 10, noNaN: true }),
  }),
  { maxLength: 10 },
);

test('boxes keep their order, stay inside and do not overlap', () => {
  fc.assert(
    fc.property(boxes, (list) => {
      const middles = spread(list, 0, 100);
      const placed = list
        .map((box, index) => ({ box, middle: middles[index] ?? Number.NaN }))
        .sort((a, b) => a.middle - b.middle);
      for (const [index, { box, middle }] of placed.entries()) {
        expect(middle - box.height / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(middle + box.height / 2).toBeLessThanOrEqual(100 + 1e-9);
        const next = placed[index + 1];
        if (!next) continue;
        expect(next.middle - next.box.height / 2).toBeGreaterThanOrEqual(middle + box.height / 2 - 1e-9);
        expect(next.box.wanted).toBeGreaterThanOrEqual(box.wanted);
      }
    }),
  );
});

test('two boxes that want one place share the way', () => {
  const both = [
    { wanted: 50, height: 10 },
    { wanted: 50, height: 10 },
  ];
  expect(spread(both, 0, 100)).toEqual([45, 55]);
});

test('boxes that are free stay where they want to be', () => {
  const free = [
    { wanted: 80, height: 10 },
    { wanted: 20, height: 10 },
  ];
  expect(spread(free, 0, 100)).toEqual([80, 20]);
});

test('what cannot fit is refused', () => {
  expect(() => spread([{ wanted: 0, height: 11 }], 0, 10)).toThrow(RangeError);
});
