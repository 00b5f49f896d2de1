import { describe, expect, it } from 'vitest';
import { createPattern, createRow, exponential } from '../src/solve/exponential.ts';
import { relativeDifference } from './models.ts';

/** Digits after the binary point: entries down to e-250 keep 20 decimal digits. */
const BITS = 960n;
const ONE = 1n << BITS;

/** A double as a fixed-point number, exactly (doubles are binary fractions). */
function exact(value: number): bigint {
  let [scaled, shift] = [value, 0n];
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift++;
  }
  return (BigInt(scaled) << BITS) >> shift;
}

function toNumber(value: bigint): number {
  const digits = value.toString(2).length;
  const drop = BigInt(Math.max(0, digits - 60));
  return Number(value >> drop) * 2 ** Number(drop - BITS / 2n) * 2 ** -Number(BITS / 2n);
}

/** exp(A h) in integer arithmetic, independent of the engine: Taylor of A h / 2^40 with 40 squarings. */
function exactExponential(matrix: number[][], stepH: number): number[][] {
  const n = matrix.length;
  const halvings = 40n;
  const a = matrix.map((row) => row.map((each) => (exact(each) * exact(stepH)) >> (BITS + halvings)));
  const multiply = (x: bigint[][], y: bigint[][]) =>
    x.map((row) => row.map((_, j) => row.reduce((sum, each, k) => sum + each * y[k]![j]!, 0n) >> BITS));
  const unit = a.map((row, i) => row.map((_, j) => (i === j ? ONE : 0n)));
  let sum = unit;
  let term = unit;
  for (let order = 1n; order < 40n; order++) {
    term = multiply(term, a).map((row) => row.map((each) => each / order));
    sum = sum.map((row, i) => row.map((each, j) => each + term[i]![j]!));
  }
  for (let round = 0n; round < halvings; round++) sum = multiply(sum, sum);
  expect(n).toBe(sum.length);
  return sum.map((row) => row.map(toNumber));
}

function computed(matrix: number[][], stepH: number): number[][] {
  const n = matrix.length;
  const direct = matrix.flatMap((row, i) => row.flatMap((each, j) => (each !== 0 ? [[i, j] as const] : [])));
  const pattern = createPattern(n, direct);
  const rates = new Float64Array(pattern.column.length);
  for (const [i, j] of direct) rates[pattern.place[i * n + j]!] = matrix[i]![j]!;
  const entries = exponential(pattern, rates, stepH);
  return matrix.map((row, i) =>
    row.map((_, j) => (pattern.place[i * n + j]! < 0 ? 0 : entries[pattern.place[i * n + j]!]!)),
  );
}

const worst = (found: number[][], wanted: number[][]) =>
  Math.max(...found.flatMap((row, i) => row.map((each, j) => relativeDifference(each, wanted[i]![j]!))));

const mammillary = [
  [-34.6, 4.28, 0.51, 0],
  [15.4, -4.28, 0, 0],
  [9.2, 0, -0.51, 0],
  [10, 0, 0, -0.7],
];
const equalRates = [
  [-3, 0, 0, 0],
  [3, -3, 0, 0],
  [0, 3, -3, 0],
  [0, 0, 3, -3],
];
const nearlyEqual = [
  [-3, 0, 0],
  [3, -3.0000000001, 0],
  [0, 3, -3.0000000002],
];
const cyclic = [
  [-2, 0, 1.5],
  [2, -2, 0],
  [0, 2, -2],
];
const constantInput = [
  [-7, 1],
  [0, 0],
];

describe('exponentials of rate matrices, against integer arithmetic at 960 bits', () => {
  it.each([
    ['a parent and its metabolite, one minute', mammillary, 1 / 60],
    ['one hour', mammillary, 1],
    ['one day', mammillary, 24],
    ['twelve hours of equal rates (a Jordan block)', equalRates, 12],
    ['a second of equal rates', equalRates, 1 / 3600],
    ['nearly equal rates', nearlyEqual, 5],
    ['a cycle (complex modes)', cyclic, 3],
    ['a constant input', constantInput, 2],
  ])('%s: every entry to 1e-12 relative', (_, matrix, stepH) => {
    expect(worst(computed(matrix, stepH), exactExponential(matrix, stepH))).toBeLessThan(1e-12);
  });

  it('keeps tails of 1e-180 to 1e-12 relative', () => {
    const wanted = exactExponential(equalRates, 140);
    expect(wanted[0]![0]).toBeLessThan(1e-180);
    expect(worst(computed(equalRates, 140), wanted)).toBeLessThan(1e-12);
  });

  it('gives the same rows one at a time', () => {
    const pattern = createPattern(4, [
      [0, 1],
      [1, 0],
      [0, 2],
      [2, 0],
      [3, 0],
    ]);
    const rates = new Float64Array(pattern.column.length);
    for (const [i, row] of mammillary.entries()) {
      for (const [j, each] of row.entries()) if (each !== 0) rates[pattern.place[i * 4 + j]!] = each;
    }
    const row = createRow(pattern, rates, Float64Array.of(0.5, 0, 0, 2));
    for (const stepH of [0, 1 / 60, 1, 4, 24]) {
      const into = new Float64Array(4);
      row(stepH, into);
      const wanted = exactExponential(mammillary, stepH);
      for (let j = 0; j < 4; j++) {
        expect(relativeDifference(into[j]!, 0.5 * wanted[0]![j]! + 2 * wanted[3]![j]!)).toBeLessThan(1e-12);
      }
    }
  });
});
