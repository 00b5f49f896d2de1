import { describe, expect, it } from 'vitest';
import { type DataRecord, type Model, simulateRecords } from '../../src/index.ts';
import { oneCompartment, relativeDifference } from '../models.ts';
import { indirectResponse, saturable } from '../ode/models.ts';
import { model } from './model.ts';

const dose = (given: Partial<DataRecord>): DataRecord => ({ time: 1, evid: 1, cmt: '2', amt: 1, ...given });
const infinite = Number.POSITIVE_INFINITY;

describe('a record that means nothing is refused with its place', () => {
  it.each<[DataRecord, RegExp]>([
    [{ time: -1, evid: 0 }, /^records\[1\]\.time: a finite time in hours, not before the last record,/],
    [{ time: Number.NaN, evid: 0 }, /^records\[1\]\.time/],
    [{ time: infinite, evid: 0 }, /^records\[1\]\.time/],
    [{ time: -infinite, evid: 3 }, /^records\[1\]\.time/],
    [{ time: 1, evid: 5 as 0 }, /^records\[1\]\.evid: 0, 1, 2, 3 or 4 is needed, not 5/],
    [dose({ cmt: '3' }), /^records\[1\]\.cmt: one of the model's inputs is needed \(1, 2\), not 3/],
    [dose({ cmt: undefined }), /^records\[1\]\.cmt/],
    [dose({ amt: undefined }), /^records\[1\]\.amt: an amount above 0 mg/],
    [dose({ amt: 0 }), /^records\[1\]\.amt: an amount above 0 mg/],
    [dose({ amt: -5 }), /^records\[1\]\.amt: an amount of at least 0 mg is needed, not -5/],
    [dose({ amt: Number.NaN }), /^records\[1\]\.amt/],
    [dose({ amt: infinite }), /^records\[1\]\.amt/],
    [dose({ amt: 1e308, parameters: { F2: 10 } }), /^records\[1\]\.amt: the amount is infinite/],
    [dose({ amt: 1e308, ii: 1, addl: 1 }), /^records\[2\]: more is in the body than a number can hold/],
    [dose({ rate: -3 }), /^records\[1\]\.rate: a rate in mg\/h, -1 or -2 is needed, not -3/],
    [dose({ rate: infinite }), /^records\[1\]\.rate/],
    [dose({ rate: Number.NaN }), /^records\[1\]\.rate/],
    [dose({ rate: 1e20 }), /^records\[1\]: an infusion of 1e-20 h is too short to be told apart at 1 h/],
    [dose({ rate: 5e-324 }), /^records\[1\]: it lasts beyond all time/],
    [dose({ cmt: '1', rate: -1 }), /^records\[1\]\.rate: RATE -1 needs a modelledRate/],
    [dose({ cmt: '1', rate: -2 }), /^records\[1\]\.rate: RATE -2 needs a modelledDuration/],
    [dose({ rate: -1, parameters: { R2: 0 } }), /^records\[1\]\.rate: RATE -1 needs a modelledRate above 0/],
    [dose({ dur: -1 }), /^records\[1\]\.dur: a duration of at least 0 h is needed, not -1/],
    [dose({ dur: infinite }), /^records\[1\]\.dur/],
    [dose({ dur: 1, rate: 1 }), /^records\[1\]\.rate: either a rate or a dur/],
    [dose({ dur: 1e-20 }), /^records\[1\]: an infusion of 1e-20 h is too short/],
    [dose({ addl: 2 }), /^records\[1\]\.ii: an interval above 0 h \(with addl\)/],
    [dose({ ss: 1 }), /^records\[1\]\.ii: an interval above 0 h \(with ss and an amount\)/],
    [dose({ ss: 2, ii: -1 }), /^records\[1\]\.ii: an interval of at least 0 h/],
    [dose({ ss: 3 as 2, ii: 1 }), /^records\[1\]\.ss: 0, 1 or 2 is needed, not 3/],
    [dose({ amt: 0, rate: 5, ss: 1, ii: 12 }), /^records\[1\]\.amt/],
    [dose({ addl: 1.5, ii: 1 }), /^records\[1\]\.addl: a whole number/],
    [dose({ addl: -1, ii: 1 }), /^records\[1\]\.addl/],
    [dose({ addl: 1e7, ii: 1 }), /^records\[1\]\.addl: more than 2000000/],
    [dose({ addl: 1e12, ii: 1e-300 }), /^records\[1\]\.addl: more than 2000000/],
    [dose({ addl: 9, ii: 1e308 }), /^records\[1\]: it lasts beyond all time/],
    [dose({ rate: 1e-9, ii: 1, ss: 1 }), /^records\[1\]\.addl: more than 2000000 single doses/],
  ])('%j', (record, message) => {
    const late: DataRecord = { time: 50, evid: 0 };
    expect(() => simulateRecords(model, [{ time: 0, evid: 0 }, record, late], ['cp'])).toThrow(message);
  });
});

describe('numbers that mean nothing are refused with the record that gives them', () => {
  it.each<[Record<string, number>, RegExp]>([
    [{ CL: -1 }, /^records\[1\]: flows\[1\]\.rate: a rate must be a finite number of at least 0; .* -0\.05/],
    [{ V: 0 }, /^records\[1\]: flows\[1\]\.rate: .* comes out as Infinity/],
    [{ V: -20 }, /^records\[1\]: flows\[1\]\.rate/],
    [{ KA: Number.NaN }, /^records\[1\]\.parameters\.KA: a finite number is needed, not NaN/],
    [{ CL: infinite }, /^records\[1\]\.parameters\.CL: a finite number/],
    [{ F2: -0.1 }, /^records\[1\]: inputs\.2\[0\]\.bioavailability: .* at least 0/],
    [{ LAG2: -1 }, /^records\[1\]: inputs\.2\[0\]\.lag/],
    [{ LAG: 1 }, /^records\[1\]\.parameters\.LAG: the model "nmtest" has no such parameter/],
  ])('parameters %j', (parameters, message) => {
    const records = [dose({ time: 0 }), dose({ parameters })];
    expect(() => simulateRecords(model, records, ['cp'])).toThrow(message);
    expect(() => simulateRecords(model, records, ['cp'], { solver: { method: 'switching' } })).toThrow(
      message,
    );
  });

  it('clearance, absorption and bioavailability of 0 are nothing special', () => {
    const parameters = { CL: 0, KA: 0, F2: 0 };
    const records: DataRecord[] = [
      dose({ time: 0, cmt: '1', parameters }),
      dose({ time: 0, rate: 1, parameters }),
      { time: 9, evid: 0, parameters },
    ];
    expect([...simulateRecords(model, records, ['cp']).cp!]).toEqual([0, 0, 0]);
  });

  it('a covariate that is missing, unknown or no number', () => {
    const weighed: Model = { ...oneCompartment(5, 20), covariates: { weight: { unit: 'kg' } } };
    const run = (covariates: Record<string, number>) => () =>
      simulateRecords(weighed, [{ time: 0, evid: 0, covariates }], ['C']);
    expect(run({})).toThrow(/^records\[0\]\.covariates\.weight: the model .* needs it, in kg/);
    expect(run({ weight: Number.NaN })).toThrow(/^records\[0\]\.covariates\.weight: a finite number/);
    expect(run({ weight: 70, wieght: 70 })).toThrow(
      /^records\[0\]\.covariates\.wieght: .* no such covariate/,
    );
  });

  it('of a model that is not linear: a rate below 0, a response that runs away, an exact solution', () => {
    const bolus: DataRecord = { time: 0, evid: 1, cmt: 'iv', amt: 100 };
    expect(() => simulateRecords(saturable, [{ ...bolus, parameters: { VMAX: -1 } }], ['C'])).toThrow(
      /^records\[0\]: flows\[0\]\.rate: a rate must be at least 0; at 0 h/,
    );
    const explosive: Model = {
      ...indirectResponse('KIN', 'KOUT'),
      turnovers: { R: { unit: '1', initial: '1', production: 'KOUT * R * R', loss: '0[1/h]' } },
      outputs: { response: { expression: 'R', unit: '1' } },
    };
    const records: DataRecord[] = [
      { time: 0, evid: 0 },
      { time: 100, evid: 0 },
    ];
    expect(() => simulateRecords(explosive, records, ['response'])).toThrow(
      /^records\[1\]: the course cannot be computed beyond (9\.99|10)/,
    );
    expect(() => simulateRecords(saturable, [bolus], ['C'], { solver: { method: 'exact' } })).toThrow(
      /^solver\.method: the model "saturable elimination" is not linear/,
    );
    expect(() => simulateRecords(saturable, [bolus], ['D'])).toThrow(/^outputs: .* no output "D"; it has C/);
  });
});

// Anything that grows with the square of their number would not come to an end here.
describe('a million doses', () => {
  it('of one record, among observations: the sum of a geometric series', () => {
    const count = 1_000_000;
    const k = 0.25;
    const observations = Array.from(
      { length: 20_000 },
      (_, index): DataRecord => ({ time: 50 * index, evid: 0 }),
    );
    const { A } = simulateRecords(
      oneCompartment(5, 20),
      [
        { time: 0, evid: 1, cmt: 'iv', amt: 1, ii: 1, addl: count - 1 },
        ...observations,
        { time: count - 1, evid: 0 },
      ],
      ['A'],
    );
    expect(relativeDifference(A!.at(-1)!, 1 / -Math.expm1(-k))).toBeLessThan(1e-10);
  });

  it('in infusions of which all run at the same time: their rates add up, and none is left', () => {
    const count = 100_000;
    const closed: Model = { ...oneCompartment(5, 20), flows: [] };
    const infusions = Array.from(
      { length: count },
      (_, index): DataRecord => ({ time: index / count, evid: 1, cmt: 'iv', amt: 0.1 + (index % 7), dur: 2 }),
    );
    const given = infusions.reduce((sum, { amt = 0 }) => sum + amt, 0);
    const { A } = simulateRecords(
      closed,
      [...infusions, { time: 3, evid: 0 }, { time: 1e6, evid: 0 }],
      ['A'],
    );
    expect(relativeDifference(A!.at(-2)!, given)).toBeLessThan(1e-9);
    expect(A!.at(-1)!).toBe(A!.at(-2)!);
  });
});
