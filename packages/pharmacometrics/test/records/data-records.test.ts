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

  it.each<[DataRecord, RegExp]>([
    [{ time: -1, evid: 0 }, /^records\[1\]\.time/],
    [{ time: Number.NaN, evid: 0 }, /^records\[1\]\.time/],
    [
      { time: 1, evid: 1, cmt: '3', amt: 1 },
      /^records\[1\]\.cmt: one of the model's inputs is needed \(1, 2\), not 3/,
    ],
    [{ time: 1, evid: 1, cmt: '2' }, /^records\[1\]\.amt/],
    [{ time: 1, evid: 1, cmt: '2', amt: 1, rate: -3 }, /^records\[1\]\.rate/],
    [{ time: 1, evid: 1, cmt: '1', amt: 1, rate: -1 }, /^records\[1\]\.rate: RATE -1 needs a modelledRate/],
    [
      { time: 1, evid: 1, cmt: '1', amt: 1, rate: -2 },
      /^records\[1\]\.rate: RATE -2 needs a modelledDuration/,
    ],
    [{ time: 1, evid: 1, cmt: '2', amt: 1, addl: 2 }, /^records\[1\]\.ii/],
    [{ time: 1, evid: 1, cmt: '2', amt: 1, ss: 1 }, /^records\[1\]\.ii/],
    [{ time: 1, evid: 1, cmt: '2', amt: 1, addl: 1.5, ii: 1 }, /^records\[1\]\.addl/],
    [{ time: 1, evid: 1, cmt: '2', amt: 1, addl: 1e7, ii: 1 }, /^records\[1\]\.addl: more than 2000000/],
  ])('%j is refused', (record, message) => {
    expect(() => simulateRecords(model, [{ time: 0, evid: 0 }, record], ['cp'])).toThrow(message);
  });
});
