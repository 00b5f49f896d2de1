import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Dose,
  individual,
  type LinearSystem,
  outputsAt,
  performance,
  solve,
  type TargetCourse,
  targetAt,
  targetControlled,
} from '../../src/index.ts';
import { oneCompartment, threeCompartments, typicalThree } from '../models.ts';

const hold = (output: string, value: number): TargetCourse => ({ output, points: [{ timeH: 0, value }] });
const freely = (intervalH: number) => ({ intervalH, mostMgPerH: 1e9 });
const valuesAt = (system: LinearSystem, doses: readonly Dose[], output: string, timesH: number[]) =>
  outputsAt(solve(system, doses), timesH, [output])[output]!;
const grid = (untilH: number, count: number) =>
  Array.from({ length: count }, (_, i) => ((i + 1) * untilH) / count);
const greatest = (system: LinearSystem, doses: readonly Dose[], output: string, untilH: number) =>
  Math.max(...valuesAt(system, doses, output, grid(untilH, 4000)));

describe('target-controlled infusion of the plasma (issue 7)', () => {
  test('one compartment: the dead-beat rate, then the rate that balances clearance', () => {
    const [cl, v, k, h, target] = [5, 20, 0.25, 0.1, 3];
    const { steps } = targetControlled(individual(oneCompartment(cl, v)), {
      input: 'iv',
      target: hold('C', target),
      pump: freely(h),
      fromH: 0,
      untilH: 4,
    });
    expect(steps[0]!.rateMgPerH).toBeCloseTo((target * v * k) / -Math.expm1(-k * h), 9);
    for (const { rateMgPerH } of steps.slice(1)) expect(rateMgPerH).toBeCloseTo(target * cl, 6);
  });

  test('three compartments: the target is met at the end of every interval, exactly', () => {
    const system = individual(threeCompartments(typicalThree));
    const { doses } = targetControlled(system, {
      input: 'iv',
      target: hold('C', 0.2),
      pump: freely(1 / 60),
      fromH: 0,
      untilH: 6,
    });
    const values = valuesAt(system, doses, 'C', grid(6, 360));
    for (const value of values) expect(value).toBeCloseTo(0.2, 10);
  });

  test('a course of targets: held, rising straight, and falling by giving nothing', () => {
    const system = individual(threeCompartments(typicalThree));
    const target: TargetCourse = {
      output: 'C',
      between: 'linear',
      points: [
        { timeH: 0, value: 0.1 },
        { timeH: 2, value: 0.3 },
        { timeH: 4, value: 0.3 },
        { timeH: 4.01, value: 0.05 },
      ],
    };
    const { doses, steps } = targetControlled(system, {
      input: 'iv',
      target,
      pump: freely(1 / 60),
      fromH: 0,
      untilH: 6,
    });
    const times = grid(3.9, 234);
    const values = valuesAt(system, doses, 'C', times);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(targetAt(target, times[i]!), 6);
    });
    const after = steps.find(({ timeH }) => timeH >= 4);
    expect(after?.rateMgPerH).toBe(0);
  });
});

/** The greatest first rate found by halving, each candidate followed by the solver: independent of the controller. */
function bisected(system: LinearSystem, output: string, target: number, intervalH: number): number {
  let [low, high] = [0, 1e7];
  for (let round = 0; round < 60; round++) {
    const rate = (low + high) / 2;
    const top = greatest(
      system,
      [{ input: 'iv', timeH: 0, rateMgPerH: rate, durationH: intervalH }],
      output,
      8,
    );
    if (top > target) high = rate;
    else low = rate;
  }
  return low;
}

describe('target-controlled infusion of an effect site and of a metabolite (issue 7)', () => {
  const system = individual(threeCompartments(typicalThree));

  test.each([
    ['Ce', 0.2],
    ['M', 0.1],
  ])('%s: the first rate is the greatest that does not overshoot, found by halving too', (output, target) => {
    const { steps } = targetControlled(system, {
      input: 'iv',
      target: hold(output, target),
      pump: freely(0.05),
      fromH: 0,
      untilH: 0.05,
    });
    expect(steps[0]!.rateMgPerH / bisected(system, output, target, 0.05)).toBeCloseTo(1, 4);
  });

  test.each([
    ['Ce', 0.2],
    ['M', 0.1],
  ])('%s comes to its target, stays there and never exceeds it', (output, target) => {
    const { doses } = targetControlled(system, {
      input: 'iv',
      target: hold(output, target),
      pump: freely(1 / 60),
      fromH: 0,
      untilH: 8,
    });
    expect(greatest(system, doses, output, 8)).toBeLessThanOrEqual(target * (1 + 1e-5));
    const late = valuesAt(system, doses, output, [4, 5, 6, 7]);
    for (const value of late) expect(value).toBeGreaterThan(0.995 * target);
  });

  test('no patient and no target is exceeded, whatever the pump can do (property)', () => {
    const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          CL: between(10, 120),
          V1: between(5, 80),
          Q2: between(5, 150),
          V2: between(10, 200),
          Q3: between(1, 60),
          V3: between(50, 500),
        }),
        fc.constantFrom('C', 'Ce', 'M'),
        between(0.01, 1),
        between(1 / 120, 0.2),
        between(5, 5000),
        (parameters, output, value, intervalH, mostMgPerH) => {
          const patient = individual(threeCompartments(parameters));
          const { doses, steps } = targetControlled(patient, {
            input: 'iv',
            target: hold(output, value),
            pump: { intervalH, mostMgPerH },
            fromH: 0,
            untilH: 40 * intervalH,
          });
          expect(greatest(patient, doses, output, 60 * intervalH)).toBeLessThanOrEqual(value * (1 + 1e-4));
          for (const { rateMgPerH } of steps) expect(rateMgPerH).toBeLessThanOrEqual(mostMgPerH);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the bedside (issue 7)', () => {
  const system = individual(threeCompartments(typicalThree));
  const request = {
    input: 'iv',
    target: hold('Ce', 0.2),
    pump: { intervalH: 5 / 60, mostMgPerH: 600, stepMgPerH: 5 },
    fromH: 0,
    untilH: 4,
  } as const;

  test('asked again after what was really given, it goes on as if it had never stopped', () => {
    const whole = targetControlled(system, { ...request, pump: freely(5 / 60) });
    const half = targetControlled(system, { ...request, pump: freely(5 / 60), untilH: 2 });
    const rest = targetControlled(system, { ...request, pump: freely(5 / 60), fromH: 2, given: half.doses });
    const joined = [...half.doses, ...rest.doses];
    const times = grid(4, 100);
    const one = valuesAt(system, whole.doses, 'Ce', times);
    const other = valuesAt(system, joined, 'Ce', times);
    other.forEach((value, i) => {
      expect(value).toBeCloseTo(one[i]!, 9);
    });
  });

  test('after a pause it gives more than it would have, and does not overshoot', () => {
    const before = targetControlled(system, { ...request, pump: freely(5 / 60), untilH: 2 });
    const after = targetControlled(system, {
      ...request,
      pump: freely(5 / 60),
      fromH: 2.5,
      given: before.doses,
    });
    const uninterrupted = targetControlled(system, { ...request, pump: freely(5 / 60) });
    const rateThen = uninterrupted.steps.findLast(({ timeH }) => timeH <= 2.5)!.rateMgPerH;
    expect(after.steps[0]!.rateMgPerH).toBeGreaterThan(rateThen);
    expect(greatest(system, [...before.doses, ...after.doses], 'Ce', 4)).toBeLessThanOrEqual(
      0.2 * (1 + 1e-5),
    );
  });

  test('whole steps are kept, said to be the reason, and their loss can be told', () => {
    const { steps, doses } = targetControlled(system, request);
    for (const { rateMgPerH } of steps) expect(rateMgPerH % 5).toBeCloseTo(0, 9);
    expect(steps.some(({ limited }) => limited.includes('whole steps'))).toBe(true);
    const exact = targetControlled(system, { ...request, pump: freely(5 / 60) });
    const loss = performance(system, doses, request.target, 0, 4);
    const without = performance(system, exact.doses, request.target, 0, 4);
    expect(loss.greatestOverPercent).toBeLessThan(0.01);
    expect(loss.medianAbsoluteErrorPercent).toBeGreaterThanOrEqual(without.medianAbsoluteErrorPercent);
    expect(loss.withinFivePercentH).toBeGreaterThanOrEqual(without.withinFivePercentH ?? 9);
  });

  test('a syringe runs empty, is changed during a pause, and no milligram comes from nowhere', () => {
    const syringe = { fullMg: 20, leftMg: 12, changeH: 10 / 60 };
    const { steps, doses } = targetControlled(system, {
      ...request,
      pump: { intervalH: 5 / 60, mostMgPerH: 600, syringe },
    });
    const changes = steps.filter(({ changesSyringe }) => changesSyringe);
    expect(changes.length).toBeGreaterThan(0);
    const mg = (from: number, until: number) =>
      doses.reduce((sum, { timeH, rateMgPerH = 0, durationH = 0 }) => {
        const overlap = Math.min(timeH + durationH, until) - Math.max(timeH, from);
        return sum + Math.max(0, overlap) * rateMgPerH;
      }, 0);
    expect(mg(0, changes[0]!.timeH)).toBeCloseTo(12, 6);
    expect(mg(changes[0]!.timeH, changes[1]!.timeH)).toBeCloseTo(20, 6);
    expect(mg(changes[0]!.timeH - 10 / 60, changes[0]!.timeH)).toBe(0);
  });

  test.each([
    ['a wrong target', { target: hold('Ce', -1) }, /^target\.points\[0\]\.value: a number from 0/],
    ['an unknown output', { target: hold('nothing', 1) }, /^outputs: .*no output "nothing"/],
    ['an input with a lag', { input: 'oral' }, /^input: "oral" lags/],
    ['a pump that gives nothing', { pump: { intervalH: 1, mostMgPerH: 0 } }, /^pump\.mostMgPerH: /],
    ['no time', { untilH: 0 }, /^untilH: /],
    [
      'something that still runs',
      { fromH: 1, given: [{ input: 'iv', timeH: 0, rateMgPerH: 1, durationH: 2 }] },
      /^given: something given lasts until 2 h/,
    ],
  ])('%s is refused by name', (_, wrong, message) => {
    expect(() => targetControlled(system, { ...request, ...wrong })).toThrow(message);
  });
});
