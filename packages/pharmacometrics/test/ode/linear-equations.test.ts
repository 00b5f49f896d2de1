import fc from 'fast-check';
import { expect, it } from 'vitest';
import { factor, solveFactored } from '../../src/ode/linear-equations.ts';

it('solves any equations that can be solved, whatever rows must be exchanged', () => {
  const entry = fc.integer({ min: -9, max: 9 });
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 25, maxLength: 25 }),
      fc.array(entry, { minLength: 5, maxLength: 5 }),
      (entries, wanted) => {
        const matrix = Float64Array.from(entries);
        const right = Float64Array.from({ length: 5 }, (_, row) =>
          wanted.reduce((sum, value, column) => sum + entries[row * 5 + column]! * value, 0),
        );
        const exchanged = new Int32Array(5);
        fc.pre(factor(matrix, 5, exchanged));
        // Whole numbers: the determinant is one too, and near 0 only where rounding hides a 0.
        const determinant = matrix.reduce(
          (product, value, index) => (index % 6 === 0 ? product * value : product),
          1,
        );
        fc.pre(Math.abs(determinant) > 0.5);
        solveFactored(matrix, 5, exchanged, right);
        wanted.forEach((value, index) => {
          expect(right[index]).toBeCloseTo(value, 7);
        });
      },
    ),
  );
});

it('says so when there is no single answer', () => {
  expect(factor(Float64Array.of(1, 2, 2, 4), 2, new Int32Array(2))).toBe(false);
  expect(factor(Float64Array.of(Number.NaN, 2, 2, 4), 2, new Int32Array(2))).toBe(false);
});
