import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { individual, type LinearModel, outputsAt, peak, solve, timeAbove } from '../src/index.ts';
import { modesOf } from '../src/solve/eigenvalues.ts';
import { equalChain, oneCompartment, relativeDifference, threeCompartments, typicalThree } from './models.ts';

describe('peak', () => {
  it('of an oral dose: at ln(ka / ke) / (ka - ke)', () => {
    const [ka, ke] = [1.5, 0.25];
    const solution = solve(individual(oneCompartment(5, 20, ka)), [
      { input: 'oral', timeH: 1, amountMg: 100 },
    ]);
    const tmax = Math.log(ka / ke) / (ka - ke);
    const found = peak(solution, 'A', 0, 100);
    expect(found.timeH).toBeCloseTo(1 + tmax, 7);
    expect(relativeDifference(found.value, 100 * (ka / ke) ** (-ke / (ka - ke)))).toBeLessThan(1e-13);
  });

  it('of a bolus: just after it; of a decline: at the start of the span', () => {
    const solution = solve(individual(oneCompartment(5, 20)), [{ input: 'iv', timeH: 2, amountMg: 100 }]);
    expect(peak(solution, 'C', 0, 100)).toEqual({ value: 5, timeH: 2 });
    expect(peak(solution, 'C', 4, 100).timeH).toBe(4);
    expect(peak(solution, 'C', 0, 1)).toEqual({ value: 0, timeH: 0 });
  });

  it('of the n-th of equal rates: at n / k', () => {
    const solution = solve(individual(equalChain(6, 2)), [{ input: 'iv', timeH: 0, amountMg: 1 }]);
    for (let n = 1; n < 6; n++) expect(peak(solution, `a${n}`, 0, 50).timeH).toBeCloseTo(n / 2, 6);
  });
});

describe('time above a level', () => {
  it('of a bolus: ln(C0 / level) / k', () => {
    const solution = solve(individual(oneCompartment(5, 20)), [{ input: 'iv', timeH: 0, amountMg: 100 }]);
    expect(timeAbove(solution, 'C', 1, 0, 1000)).toBeCloseTo(Math.log(5) / 0.25, 10);
    expect(timeAbove(solution, 'C', 1, 2, 1000)).toBeCloseTo(Math.log(5) / 0.25 - 2, 10);
    expect(timeAbove(solution, 'C', 6, 0, 1000)).toBe(0);
    expect(timeAbove(solution, 'C', 0, 0, 1000)).toBeCloseTo(1000, 10);
  });

  it('sees a peak that stays above for a second only', () => {
    const [ka, ke] = [1.5, 0.25];
    const solution = solve(individual(oneCompartment(5, 20, ka)), [
      { input: 'oral', timeH: 0, amountMg: 100 },
    ]);
    const top = 100 * (ka / ke) ** (-ke / (ka - ke));
    // Near the top A = top (1 - ka ke (t - tmax)^2 / 2).
    const halfWidth = 0.5 / 3600;
    const level = top * (1 - (ka * ke * halfWidth ** 2) / 2);
    expect(relativeDifference(timeAbove(solution, 'A', level, 0, 2016), 2 * halfWidth)).toBeLessThan(1e-3);
  });

  it('agrees with a dense grid over days of repeated doses and infusions', () => {
    const solution = solve(individual(threeCompartments(typicalThree)), [
      { input: 'film', timeH: 0.3, amountMg: 80, everyH: 6, additional: 11 },
      { input: 'iv', timeH: 5, rateMgPerH: 8, durationH: 4, everyH: 24, additional: 2 },
    ]);
    const perHour = 1200;
    const grid = Float64Array.from({ length: 100 * perHour + 1 }, (_, index) => index / perHour);
    const values = outputsAt(solution, grid);
    for (const name of ['C', 'M', 'Ce']) {
      const highest = values[name]!.reduce((top, each) => Math.max(top, each), 0);
      for (const share of [0.05, 0.3, 0.7, 0.95]) {
        const level = share * highest;
        const counted = values[name]!.reduce((count, each) => count + (each > level ? 1 : 0), 0) / perHour;
        expect(Math.abs(timeAbove(solution, name, level, 0, 100) - counted)).toBeLessThan(60 / perHour);
      }
      expect(peak(solution, name, 0, 100).value).toBeGreaterThanOrEqual(highest * (1 - 1e-12));
      expect(relativeDifference(peak(solution, name, 0, 100).value, highest)).toBeLessThan(1e-3);
    }
  });

  it('follows curves that swing: drug going round a cycle has complex modes', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const cycle: LinearModel = {
      name: 'cycle',
      parameters: { K: { value: 6, unit: '1/h' }, KE: { value: 0.05, unit: '1/h' } },
      compartments: names,
      flows: [
        ...names.map((from, index) => ({ from, to: names[(index + 1) % 6], rate: 'K' })),
        { from: 'a', rate: 'KE' },
      ],
      inputs: { iv: [{ into: 'a' }] },
      outputs: { A: { compartment: 'a', unit: 'mg' } },
    };
    const solution = solve(individual(cycle), [{ input: 'iv', timeH: 0, amountMg: 6 }]);
    const grid = Float64Array.from({ length: 100_001 }, (_, index) => index / 10_000);
    const values = outputsAt(solution, grid).A!;
    for (const level of [0.5, 0.99, 1, 1.02, 1.2]) {
      const counted = values.reduce((count, each) => count + (each > level ? 1 : 0), 0) / 10_000;
      expect(Math.abs(timeAbove(solution, 'A', level, 0, 10) - counted)).toBeLessThan(2e-3);
    }
    // The second time round.
    const second = values.subarray(5_000, 15_000).reduce((top, each) => Math.max(top, each), 0);
    expect(relativeDifference(peak(solution, 'A', 0.5, 1.5).value, second)).toBeLessThan(1e-6);
  });
});

describe('modes of a matrix', () => {
  it('of a triangle are its diagonal; of a rotation a complex pair', () => {
    expect(
      modesOf([
        [-3, 0],
        [1, -2],
      ])
        .map(({ decay }) => decay)
        .sort(),
    ).toEqual([2, 3]);
    expect(
      modesOf([
        [-1, -2],
        [2, -1],
      ]),
    ).toEqual([{ decay: 1, frequency: 2 }]);
  });

  it('have the sum and the sum of squares that the matrix has (trace of A and of A^2)', () => {
    const size = fc.integer({ min: 1, max: 7 });
    const matrices = size.chain((n) =>
      fc.array(
        fc.array(
          fc.integer({ min: -20, max: 20 }).map((each) => each / 2),
          { minLength: n, maxLength: n },
        ),
        {
          minLength: n,
          maxLength: n,
        },
      ),
    );
    fc.assert(
      fc.property(matrices, (matrix) => {
        const modes = modesOf(matrix);
        const trace = matrix.reduce((sum, row, i) => sum + row[i]!, 0);
        const squares = matrix.reduce(
          (sum, row, i) => sum + row.reduce((s, each, j) => s + each * matrix[j]![i]!, 0),
          0,
        );
        const twice = (frequency: number) => (frequency > 0 ? 2 : 1);
        const sum = modes.reduce((s, { decay, frequency }) => s - twice(frequency) * decay, 0);
        const sumOfSquares = modes.reduce(
          (s, { decay, frequency }) => s + twice(frequency) * (decay * decay - frequency * frequency),
          0,
        );
        expect(Math.abs(sum - trace)).toBeLessThan(1e-11);
        expect(Math.abs(sumOfSquares - squares)).toBeLessThan(1e-9);
      }),
    );
  });
});
