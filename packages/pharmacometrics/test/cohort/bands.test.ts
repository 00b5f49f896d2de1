import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile, quantileBands, shareWithin, timeWithin } from '../../src/cohort/bands.ts';
import { createQuantileSketch } from '../../src/cohort/quantile-sketch.ts';

describe('exact quantiles (issue 3, Populations)', () => {
  test.each([
    // R 4: quantile(c(1, 3, 4, 10, 20), c(0.05, 0.25, 0.5, 0.95)), type 7.
    [0.05, 1.4],
    [0.25, 3],
    [0.5, 4],
    [0.95, 18],
  ])('of %f as R gives it', (probability, expected) => {
    expect(quantile(Float64Array.of(1, 3, 4, 10, 20), probability)).toBeCloseTo(expected, 12);
  });

  const population = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 60 });

  test('do not change when individuals change places, and rise with the probability', () => {
    fc.assert(
      fc.property(population, (list) => {
        const bands = quantileBands(Float64Array.from(list), 1, [0, 0.05, 0.5, 0.95, 1]);
        expect(quantileBands(Float64Array.from(list).reverse(), 1, [0, 0.05, 0.5, 0.95, 1])).toEqual(bands);
        const ordered = bands.map((band) => band[0]!);
        expect([...ordered].sort((a, b) => a - b)).toEqual(ordered);
        expect(ordered[0]).toBe(Math.min(...list));
        expect(ordered[4]).toBe(Math.max(...list));
      }),
    );
  });

  test('are what sorting gives, of so many that the pivots come from samples, some of them equal', () => {
    const many = fc.array(fc.oneof(fc.nat(20), fc.double({ min: 0, max: 20, noNaN: true })), {
      minLength: 700,
      maxLength: 1500,
      size: 'max',
    });
    fc.assert(
      fc.property(many, (list) => {
        const sorted = [...list].sort((a, b) => a - b);
        const bands = quantileBands(Float64Array.from(list), 1, [0.95, 0.05, 0.5]);
        for (const [index, probability] of [0.95, 0.05, 0.5].entries()) {
          const place = (list.length - 1) * probability;
          const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
          expect(bands[index]![0]).toBeCloseTo(low + (high - low) * (place % 1), 12);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('are what sorting gives, at every time by itself', () => {
    const courses = fc.array(fc.array(fc.nat(30), { minLength: 11, maxLength: 11 }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(courses, fc.double({ min: 0, max: 1, noNaN: true }), (list, probability) => {
        const [band] = quantileBands(Float64Array.from(list.flat()), 11, [probability]);
        for (let time = 0; time < 11; time++) {
          const sorted = list.map((course) => course[time]!).sort((a, b) => a - b);
          const place = (sorted.length - 1) * probability;
          const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
          expect(band![time]).toBeCloseTo(low + (high - low) * (place % 1), 9);
        }
      }),
    );
  });

  test('a probability that is none, or no individuals, is refused', () => {
    expect(() => quantileBands(Float64Array.of(1, 2), 1, [0.5, 1.1])).toThrow(/^probabilities\[1\]: /);
    expect(() => quantileBands(new Float64Array(0), 3, [0.5])).toThrow(/^values: /);
    expect(() => quantileBands(new Float64Array(4), 3, [0.5])).toThrow(/^values: /);
    expect(() => quantileBands(Float64Array.of(1, Number.NaN), 1, [0.5])).toThrow(/^values: /);
  });
});

describe('share and time within a range', () => {
  test('below, between and at least add up to everybody', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1 }), fc.nat(20), fc.nat(20), (list, a, b) => {
        const values = Float64Array.from(list);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const total = [{ below: low }, { least: low, below: high }, { least: high }]
          .map((range) => shareWithin(values, 1, range)[0]!)
          .reduce((sum, share) => sum + share, 0);
        expect(total).toBeCloseTo(1, 12);
      }),
    );
  });

  test('at each time its own share', () => {
    const values = Float64Array.of(1, 5, 3, 5, 5, 9);
    expect([...shareWithin(values, 2, { least: 3, below: 6 })]).toEqual([2 / 3, 2 / 3]);
  });

  test('a straight rise and fall spends the time in a range that geometry says', () => {
    // Up from 0 to 10 in 4 h, level for 2 h, down to 0 in 5 h.
    const timesH = Float64Array.of(0, 4, 6, 11);
    const course = Float64Array.of(0, 10, 10, 0);
    const hours = (range: Parameters<typeof timeWithin>[2]) => timeWithin(course, timesH, range)[0]!;
    expect(hours({ least: 5 })).toBeCloseTo(2 + 2 + 2.5, 12);
    expect(hours({ below: 5 })).toBeCloseTo(2 + 2.5, 12);
    expect(hours({ least: 2, below: 5 })).toBeCloseTo(0.3 * 4 + 0.3 * 5, 12);
    expect(hours({})).toBe(11);
  });
});

describe('streaming quantiles (DDSketch)', () => {
  const values = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-300, max: 1e300, noNaN: true })), {
    minLength: 1,
    maxLength: 300,
  });
  const errors = fc.constantFrom(0.001, 0.01, 0.1);
  const sketchOf = (list: readonly number[], error: number) => {
    const sketch = createQuantileSketch(error);
    for (const value of list) sketch.add(value);
    return sketch;
  };

  test('every quantile is within the stated relative error of the value of that rank', () => {
    fc.assert(
      fc.property(values, errors, fc.double({ min: 0, max: 1, noNaN: true }), (list, error, probability) => {
        const exact = [...list].sort((a, b) => a - b)[Math.floor(probability * (list.length - 1))]!;
        const found = sketchOf(list, error).quantile(probability);
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(error * exact * (1 + 1e-9));
      }),
    );
  });

  test('parts, in any order, add up to the whole bit for bit', () => {
    fc.assert(
      fc.property(values, fc.nat(300), (list, cut) => {
        const whole = sketchOf(list, 0.01);
        const merged = sketchOf(list.slice(cut), 0.01);
        merged.merge(sketchOf(list.slice(0, cut), 0.01));
        expect(merged.count).toBe(list.length);
        for (const probability of [0, 0.05, 0.5, 0.95, 1]) {
          expect(merged.quantile(probability)).toBe(whole.quantile(probability));
        }
      }),
    );
  });

  test('what it cannot count is refused', () => {
    const sketch = createQuantileSketch(0.01);
    for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => sketch.add(value)).toThrow(/^value: /);
    expect(() => sketch.merge(createQuantileSketch(0.02))).toThrow(/^relativeError: /);
    expect(() => createQuantileSketch(1)).toThrow(/^relativeError: /);
    expect(sketch.quantile(0.5)).toBeNaN();
  });
});
