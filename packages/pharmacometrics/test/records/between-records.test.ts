import { describe, expect, it } from 'vitest';
import {
  type DataRecord,
  type Interpolation,
  type Model,
  type RecordOptions,
  simulateRecords,
} from '../../src/index.ts';
import { oneCompartment, relativeDifference } from '../models.ts';
import { saturable } from '../ode/models.ts';

/** Elimination 0.25 / h at a score of 1, in proportion to it, and a volume that another covariate scales. */
const model: Model = {
  ...oneCompartment(5, 20),
  covariates: { score: { unit: '1' }, size: { unit: '1' } },
  flows: [
    { from: 'depot', to: 'central', rate: 'KA' },
    { from: 'central', rate: 'CL / V * score' },
  ],
  outputs: {
    A: { compartment: 'central', unit: 'mg' },
    C: { compartment: 'central', volume: 'V * size', unit: 'mg/L' },
  },
};

/** 100 mg at 0 h; scores 1, 3, 0.5 at 0, 4 and 10 h. */
const records: DataRecord[] = [
  { time: 0, evid: 1, cmt: 'iv', amt: 100, covariates: { score: 1, size: 1 } },
  { time: 4, evid: 0, covariates: { score: 3, size: 2 } },
  { time: 10, evid: 0, covariates: { score: 0.5, size: 4 } },
];
const left = (...areas: number[]) => 100 * Math.exp(-0.25 * areas.reduce((sum, area) => sum + area, 0));

describe('covariates between records', () => {
  it.each<[string, Interpolation | undefined, number, number]>([
    ['next value back, as NONMEM does, when nothing is said', undefined, 4 * 3, 6 * 0.5],
    ['next value back', 'next value back', 4 * 3, 6 * 0.5],
    ['last value forward', 'last value forward', 4 * 1, 6 * 3],
    ['linear: the area under the line', 'linear', 4 * 2, 6 * 1.75],
  ])('%s', (_, interpolation, first, second) => {
    for (const solver of [{}, { method: 'switching' as const }]) {
      const { A, C } = simulateRecords(model, records, ['A', 'C'], { interpolation, solver });
      expect(relativeDifference(A![1]!, left(first))).toBeLessThan(1e-8);
      expect(relativeDifference(A![2]!, left(first, second))).toBeLessThan(1e-8);
      // At the time of a record its own values hold, whatever holds between.
      expect(relativeDifference(C![1]!, A![1]! / 40)).toBeLessThan(1e-14);
    }
  });

  it('one covariate by another rule than the rest', () => {
    const options: RecordOptions = {
      interpolation: 'last value forward',
      interpolationOf: { score: 'linear' },
    };
    const scaled: Model = {
      ...model,
      flows: [{ from: 'central', rate: 'CL / V * score * size' }],
    };
    const { A } = simulateRecords(scaled, records, ['A'], options);
    expect(relativeDifference(A![2]!, left(4 * 2 * 1, 6 * 1.75 * 2))).toBeLessThan(1e-8);
  });

  it('parameters of records follow next value back, and last value forward when all does', () => {
    const own = records.map((record, index) => ({ ...record, parameters: { CL: [5, 10, 20][index]! } }));
    const run = (interpolation: Interpolation) =>
      simulateRecords(model, own, ['A'], { interpolation }).A![1]!;
    expect(relativeDifference(run('next value back'), left(4 * 3 * 2))).toBeLessThan(1e-12);
    expect(relativeDifference(run('last value forward'), left(4 * 1))).toBeLessThan(1e-12);
    expect(relativeDifference(run('linear'), left(4 * 2 * 2))).toBeLessThan(1e-8);
  });

  // Into y' = R - k(t) y with k on a line from 0.25 to 1.75 per hour in 2 h: by a power series of its own.
  it('a line during an infusion, where no closed form helps: as by a series in powers of time', () => {
    const given: DataRecord[] = [
      { time: 0, evid: 1, cmt: 'iv', amt: 20, rate: 10, covariates: { score: 1, size: 1 } },
      { time: 2, evid: 0, covariates: { score: 7, size: 1 } },
    ];
    const [rate, start, slope] = [10, 0.25, 0.75];
    // y = sum a_n t^n: (n + 1) a_(n+1) = rate [n = 0] - start a_n - slope a_(n-1).
    const series = [0, rate];
    for (let n = 1; n < 80; n++) {
      series.push((-start * series[n]! - slope * series[n - 1]!) / (n + 1));
    }
    const wanted = series.reduceRight((sum, each) => sum * 2 + each, 0);
    for (const method of ['exact', 'explicit', 'stiff'] as const) {
      const { A } = simulateRecords(model, given, ['A'], { interpolation: 'linear', solver: { method } });
      expect(relativeDifference(A![1]!, wanted), method).toBeLessThan(1e-8);
    }
  });

  it('a line that goes steeply through a fast absorption is cut until it fits', () => {
    const given: DataRecord[] = [
      { time: 0, evid: 1, cmt: 'oral', amt: 100, covariates: { score: 0.01, size: 1 } },
      { time: 24, evid: 0, covariates: { score: 100, size: 1 } },
      { time: 48, evid: 0, covariates: { score: 0.01, size: 1 } },
      { time: 50, evid: 1, cmt: 'oral', amt: 100, covariates: { score: 0.02, size: 1 } },
      { time: 51, evid: 0, covariates: { score: 0.5, size: 1 } },
    ];
    const run = (method: 'exact' | 'explicit') =>
      simulateRecords(model, given, ['A'], { interpolation: 'linear', solver: { method } }).A![4]!;
    expect(relativeDifference(run('exact'), run('explicit'))).toBeLessThan(1e-8);
  });

  it('a line of what is not linear is what many short records make of it', () => {
    const changing: Model = {
      ...saturable,
      covariates: { score: { unit: '1' } },
      flows: [{ from: 'central', to: 'gone', rate: 'VMAX * score / (KM + C) / V' }],
    };
    const at = (time: number) => ({ score: 1 + time / 5 });
    const dose: DataRecord = { time: 0, evid: 1, cmt: 'iv', amt: 200, covariates: at(0) };
    const coarse = simulateRecords(changing, [dose, { time: 10, evid: 0, covariates: at(10) }], ['C'], {
      interpolation: 'linear',
    }).C![1]!;
    const midpoints = (count: number) => {
      const steps = Array.from(
        { length: count },
        (_, index): DataRecord => ({
          time: (10 * (index + 1)) / count,
          evid: 2,
          covariates: at((10 * (index + 0.5)) / count),
        }),
      );
      return simulateRecords(changing, [dose, ...steps], ['C']).C![count]!;
    };
    // The error of midpoints falls with the square of their number.
    const [few, many] = [midpoints(50), midpoints(100)];
    expect(relativeDifference(coarse, many + (many - few) / 3)).toBeLessThan(1e-6);
  });

  it.each<[string, RecordOptions, DataRecord[], RegExp]>([
    [
      'a rule that does not exist',
      { interpolation: 'LOCF' as Interpolation },
      records,
      /^interpolation: one of next value back, last value forward, linear is needed, not LOCF/,
    ],
    [
      'a rule of one covariate that does not exist',
      { interpolationOf: { size: 'spline' as Interpolation } },
      records,
      /^interpolationOf\.size/,
    ],
    [
      'a covariate the model does not have',
      { interpolationOf: { wieght: 'linear' } },
      records,
      /^interpolationOf\.wieght: the model "one compartment" has no such covariate/,
    ],
    [
      'a line from nowhere',
      { interpolation: 'linear' },
      [records[0]!, { time: 1, evid: 0, covariates: { score: Number.NaN, size: 1 } }],
      /^records\[1\]\.covariates\.score: this and the record before need a finite number/,
    ],
  ])('%s is refused', (_, options, given, message) => {
    expect(() => simulateRecords(model, given, ['A'], options)).toThrow(message);
  });
});
