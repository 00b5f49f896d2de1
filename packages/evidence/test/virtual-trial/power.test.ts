import { describe, expect, test } from 'vitest';
import {
  detectableDifference,
  halfLifeBetween,
  noncentralTCdf,
  peoplePerArm,
  tTestPower,
} from '../../src/index.ts';

describe('power of a t test (issue 4, virtual trials)', () => {
  test.each([
    [2.1, 17, 1.3, 0.765448332540712],
    [-0.4, 5, 2, 0.0090566907600006],
    [1, 1, 0.5, 0.59274773644],
    [3, 200, 2.5, 0.68819768385],
  ])(
    'non-central t: P(T <= %d) with %d degrees of freedom and %d as R’s pt',
    (t, df, noncentrality, expected) => {
      expect(noncentralTCdf(t, df, noncentrality)).toBeCloseTo(expected, 9);
    },
  );

  test.each([
    [30, 1 / 2.7, 0.29179547588],
    [20, 0.39, 0.225094290876],
    [3, 3, 0.782554387058],
    [500, 0.1, 0.352044448633],
  ])('%i per arm, d %d: power as R’s power.t.test, strict', (n, d, expected) => {
    expect(tTestPower(n, n, d, 0.05)).toBeCloseTo(expected, 9);
  });

  test.each([
    [0.39, 0.8, 105],
    [1.5 / 2.7, 0.9, 70],
    [3, 0.8, 4],
  ])('d %d with power %d needs %i per arm, as R says', (d, power, expected) => {
    expect(peoplePerArm(d, { alpha: 0.05, power })).toBe(expected);
    expect(peoplePerArm(-d, { alpha: 0.05, power })).toBe(expected);
  });

  test('no difference is never found, and the detectable one has the power asked for', () => {
    expect(peoplePerArm(0, { alpha: 0.05, power: 0.8 })).toBeNull();
    const d = detectableDifference(30, 20, { alpha: 0.05, power: 0.8 });
    expect(tTestPower(30, 20, d, 0.05)).toBeCloseTo(0.8, 9);
    expect(() => tTestPower(1, 20, 1, 0.05)).toThrow(/^n: at least 2/);
  });

  test('the pooled effects of the review decay with a half-life of 12.8 days', () => {
    expect(halfLifeBetween(7, 1.22, 28, 0.39)).toBeCloseTo(12.8, 1);
    expect(halfLifeBetween(7, 0.4, 28, 0.5)).toBeNull();
  });
});
