import { describe, expect, it } from 'vitest';
import { type DataRecord, individual, outputsAt, simulateRecords, solve } from '../../src/index.ts';
import { relativeDifference } from '../models.ts';
import { model } from './model.ts';

describe('data records', () => {
  it('give what doses give', () => {
    const times = [0, 1, 5, 12, 13, 24, 30];
    const records: DataRecord[] = [
      { time: 0, evid: 1, cmt: '2', amt: 60, rate: 20, ii: 12, addl: 1 },
      ...times.map((time) => ({ time, evid: 0 as const })),
    ];
    const doses = [{ input: '2', timeH: 0, amountMg: 60, rateMgPerH: 20, everyH: 12, additional: 1 }];
    const wanted = outputsAt(solve(individual(model), doses), times).cp!;
    const found = simulateRecords(model, records, ['cp']).cp!.subarray(1);
    for (const [index, value] of wanted.entries())
      expect(relativeDifference(found[index]!, value)).toBeLessThan(1e-13);
  });

  it('a parameter that changes holds from the record before up to its own', () => {
    const half = { CL: 20 };
    const { cp } = simulateRecords(
      model,
      [
        { time: 0, evid: 1, cmt: '2', amt: 20 },
        { time: 1, evid: 0, parameters: half },
        { time: 3, evid: 2 },
      ],
      ['cp'],
    );
    expect(relativeDifference(cp![1]!, 1000 * Math.exp(-1))).toBeLessThan(1e-13);
    expect(relativeDifference(cp![2]!, 1000 * Math.exp(-1 - 2 * 0.055))).toBeLessThan(1e-13);
  });

  it('a reset ends infusions and doses still to come', () => {
    const { cp } = simulateRecords(
      model,
      [
        { time: 0, evid: 1, cmt: '2', amt: 100, rate: 2, ii: 24, addl: 5 },
        { time: 10, evid: 3 },
        { time: 30, evid: 0 },
        { time: 30, evid: 4, cmt: '2', amt: 20 },
      ],
      ['cp'],
    );
    expect([...cp!]).toEqual([0, 0, 0, 1000]);
  });

  it('time may start anew at a reset, and only there', () => {
    const dose: DataRecord = { time: 50, evid: 1, cmt: '2', amt: 20, ii: 12, addl: 5 };
    const { cp } = simulateRecords(
      model,
      [dose, { time: 0, evid: 4, cmt: '2', amt: 40 }, { time: 20, evid: 0 }],
      ['cp'],
    );
    expect(relativeDifference(cp![2]!, 2000 * Math.exp(-0.055 * 20))).toBeLessThan(1e-13);
  });

  it('DUR: an infusion over that time, whose rate bioavailability changes', () => {
    const parameters = { F2: 0.5 };
    const at = (time: number): DataRecord => ({ time, evid: 0, parameters });
    const run = (given: Partial<DataRecord>) =>
      simulateRecords(
        model,
        [{ time: 0, evid: 1, cmt: '2', amt: 100, parameters, ...given }, at(3), at(6)],
        ['cp'],
      ).cp!;
    expect(run({ dur: 5 })).toEqual(run({ amt: 50, rate: 10, parameters: {} }));
    expect(relativeDifference(run({ dur: 5 })[1]!, (10 / 1.1) * -Math.expm1(-0.055 * 3) * 1000)).toBeLessThan(
      1e-12,
    );
    expect(run({ dur: 5 })[1]!).toBeLessThan(run({ rate: 20 })[1]!);
  });
});
