import { describe, expect, test } from 'vitest';
import { type BandRequest, individual, outputsAt, robustRates, solve } from '../../src/index.ts';
import { oneCompartment } from '../models.ts';

const request: BandRequest = {
  input: 'iv',
  output: 'C',
  low: 2,
  high: 3,
  intervalH: 0.5,
  intervals: 16,
  countsFromH: 1,
  mostMgPerH: 500,
};
const flat = (rate: number) => new Float64Array(request.intervals).fill(rate);

describe('rates that keep as many as possible within a band (issue 7)', () => {
  test('of one individual all of it can be met', () => {
    const found = robustRates([individual(oneCompartment(5, 20))], request, flat(5));
    expect(found.shareAtStart).toBeLessThan(0.2);
    expect(found.shareWithin).toBe(1);
  });

  test('at steady state the best rate is the one between two individuals that both can bear', () => {
    // Clearances 4 and 6: a steady rate r gives r/4 and r/6, both within 2 to 3 for r = 12 alone.
    const systems = [individual(oneCompartment(4, 0.4)), individual(oneCompartment(6, 0.6))];
    const found = robustRates(systems, { ...request, low: 1.99, high: 3.01, countsFromH: 4 }, flat(10));
    expect(found.shareWithin).toBe(1);
    for (const rate of found.ratesMgPerH.slice(9)) expect(rate).toBeCloseTo(12, 0);
  });

  test('the shares are those that the solver finds, and add up to 1', () => {
    const systems = [3, 5, 8].map((cl) => individual(oneCompartment(cl, 20)));
    const found = robustRates(systems, request, flat(12));
    expect(found.shareWithin).toBeGreaterThanOrEqual(found.shareAtStart);
    const doses = Array.from(found.ratesMgPerH, (rateMgPerH, j) => ({
      input: 'iv',
      timeH: j * request.intervalH,
      rateMgPerH,
      durationH: request.intervalH,
    })).filter(({ rateMgPerH }) => rateMgPerH > 0);
    const within = new Float64Array(found.timesH.length);
    for (const system of systems) {
      const { C } = outputsAt(solve(system, doses), found.timesH, ['C']);
      C!.forEach((value, m) => {
        if (value >= 2 && value <= 3) within[m] = within[m]! + 1 / 3;
      });
    }
    found.timesH.forEach((_, m) => {
      expect(found.within[m]).toBeCloseTo(within[m]!, 9);
      expect(found.below[m]! + found.within[m]! + found.above[m]!).toBeCloseTo(1, 12);
    });
  });

  test.each([
    ['no individuals', [], request, flat(1), /^systems: /],
    ['a band upside down', undefined, { ...request, low: 3, high: 2 }, flat(1), /^band: /],
    ['too few rates', undefined, request, new Float64Array(3), /^start: 16 rates/],
  ])('%s is refused by name', (_, systems, wrong, start, message) => {
    expect(() => robustRates(systems ?? [individual(oneCompartment(5, 20))], wrong, start)).toThrow(message);
  });
});
