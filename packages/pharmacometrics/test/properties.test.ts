import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dose, individual, massBalance, outputsAt, solve } from '../src/index.ts';
import { relativeDifference, threeCompartments } from './models.ts';

const times = Float64Array.from({ length: 60 }, (_, index) => index ** 2 / 25);
const names = ['C', 'M', 'Ce'] as const;

const size = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const system = fc
  .record({
    CL: size(1, 200),
    V1: size(1, 50),
    Q2: size(1, 300),
    V2: size(5, 100),
    Q3: size(0.1, 100),
    V3: size(10, 500),
  })
  .map((parameters) => individual(threeCompartments(parameters)));
const dose: fc.Arbitrary<Dose> = fc.oneof(
  fc.record({ input: fc.constant('iv'), timeH: size(0, 50), amountMg: size(0.1, 100) }),
  fc.record({
    input: fc.constant('iv'),
    timeH: size(0, 50),
    rateMgPerH: size(0.1, 50),
    durationH: size(0.01, 40),
  }),
  fc.record({
    input: fc.constantFrom('oral', 'film'),
    timeH: size(0, 50),
    amountMg: size(0.1, 100),
    everyH: size(1, 24),
    additional: fc.nat(5),
  }),
);
const doses = fc.array(dose, { minLength: 1, maxLength: 5 });

/** The largest relative difference of any output at any time. */
const worst = (
  found: Record<string, Float64Array>,
  wanted: (name: string, index: number) => number,
): number =>
  Math.max(
    ...names.flatMap((name) =>
      [...found[name]!].map((value, index) => relativeDifference(value, wanted(name, index))),
    ),
  );

const valuesOf = (given: Parameters<typeof solve>[0], list: readonly Dose[]) =>
  outputsAt(solve(given, list), times);

describe('what holds for every linear model', () => {
  it('superposition: doses together = the sum of each alone, in any order', () => {
    fc.assert(
      fc.property(system, doses, (given, list) => {
        const together = valuesOf(given, [...list].reverse());
        const alone = list.map((each) => valuesOf(given, [each]));
        const sum = (name: string, index: number) =>
          alone.reduce((total, values) => total + values[name]![index]!, 0);
        expect(worst(together, sum)).toBeLessThan(1e-10);
      }),
    );
  });

  it('proportionality: three times the doses, three times the course', () => {
    fc.assert(
      fc.property(system, doses, (given, list) => {
        const once = valuesOf(given, list);
        const thrice = valuesOf(
          given,
          list.map((each) => ({
            ...each,
            ...(each.amountMg !== undefined && { amountMg: 3 * each.amountMg }),
            ...(each.rateMgPerH !== undefined && { rateMgPerH: 3 * each.rateMgPerH }),
          })),
        );
        expect(worst(thrice, (name, index) => 3 * once[name]![index]!)).toBeLessThan(1e-12);
      }),
    );
  });

  it('time shift: a course that starts a whole number of hours later is the same course later', () => {
    // Whole and half hours, so that the shifted times are the same doubles.
    const onHours = fc.array(
      fc.record({ input: fc.constantFrom('iv', 'film'), timeH: fc.nat(40), amountMg: size(1, 100) }),
      { minLength: 1, maxLength: 5 },
    );
    const halves = Float64Array.from({ length: 200 }, (_, index) => index / 2);
    fc.assert(
      fc.property(system, onHours, fc.integer({ min: -500, max: 500 }), (given, list, shiftH) => {
        const now = outputsAt(solve(given, list), halves);
        const later = outputsAt(
          solve(
            given,
            list.map((each) => ({ ...each, timeH: each.timeH + shiftH })),
          ),
          halves.map((each) => each + shiftH),
        );
        expect(worst(later, (name, index) => now[name]![index]!)).toBeLessThan(1e-9);
      }),
    );
  });

  it('an infusion split in two is the same infusion', () => {
    fc.assert(
      fc.property(system, size(0.5, 30), size(0.01, 0.99), (given, durationH, share) => {
        const whole = valuesOf(given, [{ input: 'iv', timeH: 1, rateMgPerH: 7, durationH }]);
        const first = durationH * share;
        const split = valuesOf(given, [
          { input: 'iv', timeH: 1, rateMgPerH: 7, durationH: first },
          { input: 'iv', timeH: 1 + first, rateMgPerH: 7, durationH: durationH - first },
        ]);
        expect(worst(split, (name, index) => whole[name]![index]!)).toBeLessThan(1e-9);
      }),
    );
  });

  it('nothing is ever negative', () => {
    fc.assert(
      fc.property(system, doses, (given, list) => {
        const values = valuesOf(given, list);
        for (const name of names) expect(values[name]!.every((each) => each >= 0)).toBe(true);
      }),
    );
  });

  it('mass balance to 1e-12: what entered is in the body or has left', () => {
    fc.assert(
      fc.property(system, doses, size(0.001, 2016), (given, list, timeH) => {
        const { enteredMg, inBodyMg, leftMg } = massBalance(solve(given, list), timeH);
        expect(relativeDifference(inBodyMg + leftMg, enteredMg)).toBeLessThan(1e-12);
      }),
    );
  });
});
