import { expect } from 'vitest';

/** Agreement with metafor: 1e-6, relative above 1 and absolute below. */
export function expectClose(
  actual: number | null | undefined,
  expected: number | null | undefined,
  what: string,
): void {
  if (expected === null || expected === undefined) {
    expect(actual ?? null, what).toBeNull();
    return;
  }
  const tolerance = 1e-6 * Math.max(1, Math.abs(expected));
  const difference = Math.abs((actual ?? Number.NaN) - expected);
  expect(difference <= tolerance, `${what}: ${actual} against ${expected}`).toBe(true);
}

/** Agreement of two lists, entry by entry. */
export function expectAllClose(
  actual: readonly (number | null | undefined)[],
  expected: readonly (number | null)[],
  what: string,
): void {
  expect(actual.length, what).toBe(expected.length);
  expected.forEach((value, i) => {
    expectClose(actual[i], value, `${what}[${i}]`);
  });
}

/** Effects from two parallel lists, named by number. */
export const effectsOf = (yi: readonly number[], vi: readonly number[]) =>
  yi.map((y, i) => ({ study: `Study ${i + 1}`, yi: y, vi: vi[i] ?? Number.NaN }));
