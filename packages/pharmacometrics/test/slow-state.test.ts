import { describe, expect, it } from 'vitest';
import { areaUnder, individual, type LinearModel, outputsAt, peak, solve, timeAbove } from '../src/index.ts';
import { relativeDifference } from './models.ts';

const model = (elimination: number, rate: number): LinearModel => ({
  name: 'slow',
  parameters: {
    KE: { value: elimination, unit: '1/h' },
    K: { value: rate, unit: '1/h' },
    V: { value: 10, unit: 'L' },
    C50: { value: 0.1, unit: 'mg/L' },
  },
  compartments: ['central'],
  flows: [{ from: 'central', rate: 'KE' }],
  inputs: { iv: [{ into: 'central' }] },
  slowStates: { R: { of: 'C', rate: 'K', halfMaximum: 'C50' } },
  outputs: {
    C: { compartment: 'central', volume: 'V', unit: 'mg/L' },
    R: { slowState: 'R', unit: '1' },
    percent: { slowState: 'R', unit: '%' },
  },
});

const grids: Record<string, number[]> = {
  'a fine grid': Array.from({ length: 400 }, (_, index) => index / 4),
  'a coarse grid': [0, 50, 100],
  'irregular times': [0, 0.001, 0.3, 2, 2.1, 17, 63.7, 99, 100],
};

describe('a slow state driven by C / (C + C50), to 1e-11', () => {
  it.each(Object.entries(grids))('constant C on %s: f (1 - e^(-kt))', (_, times) => {
    const solution = solve(individual(model(0, 0.03)), [{ input: 'iv', timeH: 0, amountMg: 3 }]);
    const found = outputsAt(solution, times);
    for (const [index, timeH] of times.entries()) {
      expect(relativeDifference(found.R![index]!, -0.75 * Math.expm1(-0.03 * timeH))).toBeLessThan(1e-11);
      expect(found.percent![index]).toBeCloseTo(100 * found.R![index]!, 10);
    }
  });

  it.each(
    [0.02, 0.3, 2].flatMap((rate) =>
      Object.entries(grids).map(([name, times]) => [rate, name, times] as const),
    ),
  )(
    'C falling at %d /h, the rate of the state itself, on %s: C0/C50 e^(-kt) ln((C0 + C50 e^(kt)) / (C0 + C50))',
    (rate, _, times) => {
      // (e^(kt) R)' = k C0 e^(kt) / (C0 + C50 e^(kt)), which has this integral.
      const [c0, c50] = [2, 0.1];
      const solution = solve(individual(model(rate, rate)), [{ input: 'iv', timeH: 0, amountMg: 20 }]);
      const found = outputsAt(solution, times).R!;
      for (const [index, timeH] of times.entries()) {
        const wanted =
          (c0 / c50) * Math.exp(-rate * timeH) * Math.log1p((c50 * Math.expm1(rate * timeH)) / (c0 + c50));
        expect(relativeDifference(found[index]!, wanted), `at ${timeH} h`).toBeLessThan(1e-11);
      }
    },
  );

  it('a bolus between two times of the grid counts from its own time', () => {
    const solution = solve(individual(model(0, 0.03)), [{ input: 'iv', timeH: 10.5, amountMg: 3 }]);
    const found = outputsAt(solution, [10, 11, 40]).R!;
    expect(found[0]).toBe(0);
    expect(relativeDifference(found[2]!, -0.75 * Math.expm1(-0.03 * 29.5))).toBeLessThan(1e-11);
  });

  it('the area under it: the integral of f less what it has gained over k', () => {
    const solution = solve(individual(model(0, 0.03)), [{ input: 'iv', timeH: 0, amountMg: 3 }]);
    const until = (t: number) => 0.75 * (t + Math.expm1(-0.03 * t) / 0.03);
    expect(relativeDifference(areaUnder(solution, 'R', 0, 100), until(100))).toBeLessThan(1e-11);
    expect(relativeDifference(areaUnder(solution, 'R', 20, 50), until(50) - until(20))).toBeLessThan(1e-11);
    expect(relativeDifference(areaUnder(solution, 'percent', 0, 100), 100 * until(100))).toBeLessThan(1e-11);
  });

  it('the time above a level: ln(f / (f - level)) / k to rise to it', () => {
    const solution = solve(individual(model(0, 0.03)), [{ input: 'iv', timeH: 0, amountMg: 3 }]);
    const riseH = Math.log(0.75 / (0.75 - 0.3)) / 0.03;
    expect(timeAbove(solution, 'R', 0.3, 0, 100)).toBeCloseTo(100 - riseH, 9);
    expect(timeAbove(solution, 'percent', 30, 0, 100)).toBeCloseTo(100 - riseH, 9);
    expect(timeAbove(solution, 'R', 0.8, 0, 1000)).toBe(0);
    expect(timeAbove(solution, 'R', 1.2, 0, 1000)).toBe(0);
    expect(timeAbove(solution, 'R', 0, 0, 100)).toBeCloseTo(100, 9);
  });

  it('peaks and times above agree with a dense grid over rising and falling drive', () => {
    const solution = solve(individual(model(0.3, 0.05)), [
      { input: 'iv', timeH: 1, amountMg: 4, everyH: 24, additional: 3 },
      { input: 'iv', timeH: 40, rateMgPerH: 0.3, durationH: 9 },
    ]);
    const perHour = 200;
    const grid = Float64Array.from({ length: 200 * perHour + 1 }, (_, index) => index / perHour);
    const { R } = outputsAt(solution, grid);
    const highest = R!.reduce((top, value) => Math.max(top, value), 0);
    expect(relativeDifference(peak(solution, 'R', 0, 200).value, highest)).toBeLessThan(1e-5);
    expect(peak(solution, 'R', 0, 200).value).toBeGreaterThanOrEqual(highest);
    for (const share of [0.1, 0.6, 0.9, 0.99]) {
      const level = share * highest;
      const counted = R!.reduce((count, value) => count + (value > level ? 1 : 0), 0) / perHour;
      expect(Math.abs(timeAbove(solution, 'R', level, 0, 200) - counted)).toBeLessThan(20 / perHour);
    }
    // The area by trapezoid on the same grid, good to about its step squared.
    const area =
      R!.reduce((sum, value, index) => sum + value * (index === 0 || index === R!.length - 1 ? 0.5 : 1), 0) /
      perHour;
    expect(relativeDifference(areaUnder(solution, 'R', 0, 200), area)).toBeLessThan(1e-5);
  });
});
