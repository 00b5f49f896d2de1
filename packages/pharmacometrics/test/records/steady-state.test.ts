import { describe, expect, it } from 'vitest';
import { type DataRecord, type LinearModel, simulateRecords } from '../../src/index.ts';
import { relativeDifference } from '../models.ts';
import { model } from './model.ts';

describe('steady state by solving', () => {
  const observe = (time: number): DataRecord => ({ time, evid: 0 });
  const many = 4000;

  it.each([
    ['a bolus', {}],
    ['an infusion', { rate: 30 }],
    ['an infusion longer than the interval', { rate: 6 }],
    ['an infusion as long as the interval', { rate: 100 / 12 }],
    ['with a lag', { parameters: { LAG2: 5 } }],
    ['with a lag as long as the interval', { parameters: { LAG2: 12 } }],
    ['with a lag beyond the interval', { parameters: { LAG2: 29.5 } }],
    ['an infusion longer than the interval with a lag beyond it', { rate: 6, parameters: { LAG2: 17 } }],
  ])('%s: as after thousands of doses', (_, given) => {
    const dose = { evid: 1 as const, cmt: '2', amt: 100, ii: 12, ...given };
    const parameters = 'parameters' in given ? { parameters: given.parameters } : {};
    const times = [0, 1, 3.7, 5, 11, 12, 13, 24, 29.5, 31, 40, 60];
    const steady = simulateRecords(
      model,
      [{ ...dose, time: 0, ss: 1, addl: 3 }, ...times.map((time) => ({ ...observe(time), ...parameters }))],
      ['cp'],
    );
    const startH = -12 * many;
    const repeated = simulateRecords(
      model,
      [
        { ...dose, time: startH, addl: many + 3 },
        ...times.map((time) => ({ ...observe(time), ...parameters })),
      ],
      ['cp'],
    );
    for (let index = 1; index <= times.length; index++) {
      expect(
        relativeDifference(steady.cp![index]!, repeated.cp![index]!),
        `at ${times[index - 1]} h`,
      ).toBeLessThan(1e-9);
    }
  });

  it('of a bolus in one compartment: dose / V / (1 - e^(-kT)) just after it', () => {
    const { cp } = simulateRecords(model, [{ time: 0, evid: 1, cmt: '2', amt: 100, ii: 8, ss: 1 }], ['cp']);
    expect(relativeDifference(cp![0]!, 5000 / -Math.expm1(-0.055 * 8))).toBeLessThan(1e-13);
  });

  it('with a half-life of 11 days, dosed twice a day: exact too', () => {
    const k = Math.LN2 / (11 * 24);
    const parameters = { CL: 20 * k };
    const { cp } = simulateRecords(
      model,
      [{ time: 0, evid: 1, cmt: '2', amt: 100, ii: 12, ss: 1, parameters }],
      ['cp'],
    );
    expect(relativeDifference(cp![0]!, 5000 / -Math.expm1(-k * 12))).toBeLessThan(1e-11);
  });

  it('ss 2 adds to what is there', () => {
    const first: DataRecord = { time: 0, evid: 1, cmt: '1', amt: 100 };
    const second: DataRecord = { time: 6, evid: 1, cmt: '2', amt: 50, ii: 24 };
    const both = simulateRecords(model, [first, { ...second, ss: 2 }, observe(9)], ['cp']).cp![2]!;
    const alone = simulateRecords(model, [first, observe(9)], ['cp']).cp![1]!;
    const steady = simulateRecords(model, [{ ...second, ss: 1 }, observe(9)], ['cp']).cp![1]!;
    expect(relativeDifference(both, alone + steady)).toBeLessThan(1e-13);
  });

  it('of a slow state is that of years of doses', () => {
    const slow: LinearModel = {
      ...model,
      parameters: { ...model.parameters, K: { value: 0.02, unit: '1/h' }, C50: { value: 1, unit: 'mg/L' } },
      slowStates: { R: { of: 'cp', rate: 'K', halfMaximum: 'C50' } },
      outputs: { ...model.outputs, R: { slowState: 'R', unit: '1' } },
    };
    const dose: DataRecord = { time: 0, evid: 1, cmt: '1', amt: 100, ii: 24 };
    const steady = simulateRecords(slow, [{ ...dose, ss: 1 }, observe(7)], ['R']).R![1]!;
    const years = simulateRecords(slow, [{ ...dose, time: -24 * 200, addl: 200 }, observe(7)], ['R']).R![1]!;
    expect(relativeDifference(steady, years)).toBeLessThan(1e-10);
  });

  it('is refused where drug has no way out', () => {
    const closed: LinearModel = { ...model, flows: [{ from: 'depot', to: 'central', rate: 'KA' }] };
    expect(() =>
      simulateRecords(closed, [{ time: 0, evid: 1, cmt: '2', amt: 1, ii: 8, ss: 1 }], ['cp']),
    ).toThrow(/^records\[0\]\.ss: there is no steady state/);
  });
});
