import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type DataRecord,
  individual,
  type LinearModel,
  outputsAt,
  simulateRecords,
  solve,
} from '../src/index.ts';
import { relativeDifference } from './models.ts';

/** One compartment, oral; lag, bioavailability, modelled rate and duration on the central compartment alone. */
const model: LinearModel = {
  name: 'nmtest',
  parameters: {
    CL: { value: 1.1, unit: 'L/h' },
    V: { value: 20, unit: 'L' },
    KA: { value: 1.5, unit: '1/h' },
    F2: { value: 1, unit: '1' },
    LAG2: { value: 0, unit: 'h' },
    R2: { value: 10, unit: 'mg/h' },
    D2: { value: 2, unit: 'h' },
  },
  compartments: ['depot', 'central'],
  flows: [
    { from: 'depot', to: 'central', rate: 'KA' },
    { from: 'central', rate: 'CL / V' },
  ],
  inputs: {
    '1': [{ into: 'depot' }],
    '2': [
      { into: 'central', bioavailability: 'F2', lag: 'LAG2', modelledRate: 'R2', modelledDuration: 'D2' },
    ],
  },
  outputs: { cp: { compartment: 'central', volume: 'V', unit: 'ng/mL' } },
};

const reference = new URL('../../../../shared/reference/nmtest_nonmem743.csv', import.meta.url);

/** NONMEM's own values for these are not physical: the lag is longer than the dosing interval. */
const NOT_PHYSICAL = [409, 410, 411, 415, 509, 510, 610, 709, 809, 825, 909, 1009];

function readReference(): Map<number, { cp: number; record: DataRecord }[]> {
  const [header = '', ...lines] = readFileSync(reference, 'utf8').trim().split('\n');
  const names = header.split(',');
  const individuals = new Map<number, { cp: number; record: DataRecord }[]>();
  for (const line of lines) {
    const cells = line.split(',').map(Number);
    const of = (name: string) => cells[names.indexOf(name)]!;
    const record: DataRecord = {
      time: of('time'),
      evid: of('evid') as DataRecord['evid'],
      cmt: String(of('cmt')),
      amt: of('amt'),
      rate: of('rate'),
      ii: of('ii'),
      addl: of('addl'),
      ss: of('ss') as DataRecord['ss'],
      parameters: { F2: of('bioav'), LAG2: of('lagt'), R2: of('rat2'), D2: of('dur2') },
    };
    const id = of('id');
    individuals.set(id, [...(individuals.get(id) ?? []), { cp: of('cp'), record }]);
  }
  return individuals;
}

describe.skipIf(!existsSync(reference))(
  "NONMEM 7.4.3's own answers (nlmixr2data nmtest; skipped where the file is absent)",
  () => {
    const individuals = existsSync(reference) ? readReference() : new Map();
    const valid = [...individuals.keys()].filter((id) => !NOT_PHYSICAL.includes(id));

    it('are 42 individuals', () => {
      expect(valid).toHaveLength(42);
    });

    it.each(valid)('individual %i to 1e-4 relative where cp > 0.5', (id) => {
      const rows = individuals.get(id)!;
      const { cp } = simulateRecords(
        model,
        rows.map(({ record }: { record: DataRecord }) => record),
        ['cp'],
      );
      rows.forEach(({ cp: wanted, record }: { cp: number; record: DataRecord }, index: number) => {
        const found = cp![index]!;
        if (wanted > 0.5) expect(relativeDifference(found, wanted), `at ${record.time} h`).toBeLessThan(1e-4);
        else expect(found, `at ${record.time} h`).toBeLessThan(0.6);
      });
    });

    it.each(NOT_PHYSICAL)('individual %i, where NONMEM is not physical: never negative', (id) => {
      const rows = individuals.get(id)!;
      const { cp } = simulateRecords(
        model,
        rows.map(({ record }: { record: DataRecord }) => record),
        ['cp'],
      );
      expect(cp!.every((value) => value >= 0)).toBe(true);
    });
  },
);

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
