import { describe, expect, it } from 'vitest';
import {
  createSubjectSimulator,
  type DataRecord,
  type Model,
  type ResidualError,
  randomSource,
  type SubjectOptions,
  simulateRecords,
} from '../../src/index.ts';
import { oneCompartment, relativeDifference } from '../models.ts';

const base = oneCompartment(5, 20);
/** Clearance differs between people and occasions, volume between people along with it; F, KA and LAG as logit, Box-Cox, normal. */
const model: Model = {
  ...base,
  parameters: {
    ...base.parameters,
    F: { value: 0.6, unit: '1' },
    LAG: { value: 0.5, unit: 'h' },
    SD: { value: 0.2, unit: '1' },
    FLOOR: { value: 0.05, unit: 'mg/L' },
  },
  randomEffects: {
    deviates: [
      { name: 'eta CL', variance: 0.09 },
      { name: 'eta V', variance: 0.04 },
      { name: 'eta F', variance: 0.25 },
      { name: 'eta KA', variance: 0.1 },
      { name: 'eta LAG', variance: 0.001 },
      { name: 'kappa CL', variance: 0.05, per: 'occasion' },
    ],
    covariances: [{ between: ['eta CL', 'eta V'], value: 0.03 }],
    parameters: {
      CL: { deviates: ['eta CL', 'kappa CL'] },
      V: { deviates: ['eta V'] },
      F: { deviates: ['eta F'], transformation: { kind: 'logit', least: 0, most: 1 } },
      KA: { deviates: ['eta KA'], transformation: { kind: 'Box-Cox', shape: 0.5 } },
      LAG: { deviates: ['eta LAG'], transformation: { kind: 'normal' } },
    },
  },
  residualErrors: {
    C: { kind: 'combined', additive: 'FLOOR', proportional: 'SD', limitOfQuantification: 0.1 },
  },
};
const records: DataRecord[] = [
  { time: 0, evid: 1, cmt: 'oral', amt: 100, ii: 12, addl: 3 },
  { time: 3, evid: 0 },
  { time: 24, evid: 0, occasion: 1 },
  { time: 30, evid: 0, occasion: 1 },
  { time: 40, evid: 0, parameters: { CL: 7 }, occasion: 1 },
];
const source = randomSource(20);

describe('a subject of a data set', () => {
  it('has the parameters of its occasions, over which stand those that a record states', () => {
    const { parameters, values } = createSubjectSimulator(model, { source })(records, 3);
    const { CL, V } = parameters;
    expect(CL![0]).toBe(CL![1]);
    expect(CL![2]).not.toBe(CL![1]);
    expect(CL![2]).toBe(CL![3]);
    expect(CL![4]).toBe(7);
    expect(new Set(V!).size).toBe(1);
    const given = records.map((record, index) => ({
      ...record,
      parameters: Object.fromEntries(Object.entries(parameters).map(([name, list]) => [name, list[index]!])),
    }));
    expect(simulateRecords(model, given, ['C', 'A'])).toEqual(values);
  });

  it('is the typical one, measured as it is, without a source', () => {
    const { values, measured, parameters } = createSubjectSimulator(model)(records, 3);
    expect(values).toEqual(simulateRecords(model, records, ['C', 'A']));
    expect(measured.C!.values).toEqual(values.C);
    expect(parameters).toEqual({});
  });

  it('varies by random effects alone, by residual errors alone, or by both', () => {
    const run = (options: SubjectOptions) =>
      createSubjectSimulator(model, { source, ...options })(records, 3);
    const [both, people, errors] = [run({}), run({ residualErrors: false }), run({ randomEffects: false })];
    expect(people.values).toEqual(both.values);
    expect(people.measured.C!.values).toEqual(both.values.C);
    expect(errors.values).toEqual(simulateRecords(model, records, ['C', 'A']));
    expect(errors.measured.C!.values).not.toEqual(errors.values.C);
  });

  it('is the same whatever came before, whatever else is asked for, and another by another number or seed', () => {
    const simulate = createSubjectSimulator(model, { source });
    const alone = createSubjectSimulator(model, { source, outputs: ['C'] })(records, 7);
    const inOrder = Array.from({ length: 10 }, (_, subject) => simulate(records, subject));
    const reversed = Array.from({ length: 10 }, (_, index) => simulate(records, 9 - index)).reverse();
    expect(reversed).toEqual(inOrder);
    expect(alone.measured.C).toEqual(inOrder[7]!.measured.C);
    expect(new Set(inOrder.map(({ values }) => values.C![1])).size).toBe(10);
    const other = createSubjectSimulator(model, { source: randomSource(21) })(records, 7);
    expect(other.values.C![1]).not.toBe(alone.values.C![1]);
  });

  it('of many: variances and covariances of people and occasions are those of the model', () => {
    const simulate = createSubjectSimulator(model, { source, outputs: [] });
    const count = 3000;
    const drawn = Array.from({ length: count }, (_, subject) => {
      const { CL, V } = simulate(records.slice(1, 3), subject).parameters;
      return [Math.log(CL![0]! / 5), Math.log(CL![1]! / 5), Math.log(V![0]! / 20)] as const;
    });
    const covariance = (left: 0 | 1 | 2, right: 0 | 1 | 2) =>
      drawn.reduce((sum, each) => sum + each[left] * each[right], 0) / count;
    // Four standard errors of a covariance of normal deviates.
    const near = (found: number, wanted: number, spread: number) =>
      expect(Math.abs(found - wanted)).toBeLessThan(4 * Math.sqrt((spread + wanted ** 2) / count));
    near(covariance(0, 0), 0.14, 0.14 ** 2);
    near(covariance(1, 1), 0.14, 0.14 ** 2);
    near(covariance(0, 1), 0.09, 0.14 ** 2);
    near(covariance(0, 2), 0.03, 0.14 * 0.04);
    near(covariance(2, 2), 0.04, 0.04 ** 2);
  });

  it.each([-1, 0.5, 2 ** 32])('number %d, and such an occasion, are refused', (number) => {
    const simulate = createSubjectSimulator(model, { source });
    expect(() => simulate(records, number)).toThrow(/^subject: a whole number from 0/);
    expect(() => simulate([{ time: 0, evid: 0, occasion: number }], 0)).toThrow(
      /^records\[0\]\.occasion: a whole number from 0/,
    );
  });
});

describe('residual error', () => {
  const flat: Model = { ...base, flows: [], inputs: { iv: [{ into: 'central' }] } };
  const many: DataRecord[] = [
    { time: 0, evid: 1, cmt: 'iv', amt: 80 },
    ...Array.from({ length: 20_000 }, (_, index) => ({ time: index, evid: 0 as const })),
  ];
  const drawn = (error: ResidualError) => {
    const simulate = createSubjectSimulator({ ...flat, residualErrors: { C: error } }, { source });
    return simulate(many, 0).measured.C!.values;
  };
  const moments = (values: Float64Array) => {
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length;
    return { mean, deviation: Math.sqrt(variance) };
  };
  // The concentration is 4 mg/L throughout; four standard errors of mean and deviation are allowed.
  it.each<[string, ResidualError, number]>([
    ['additive, in another unit', { kind: 'additive', additive: '500[ng/mL]' }, 0.5],
    ['proportional', { kind: 'proportional', proportional: '15[%]' }, 0.6],
    ['combined', { kind: 'combined', additive: '0.8[mg/L]', proportional: '0.15' }, 1],
    ['combined1', { kind: 'combined1', additive: '0.8[mg/L]', proportional: '0.15' }, 1.4],
  ])('%s', (_, error, wanted) => {
    const { mean, deviation } = moments(drawn(error));
    expect(Math.abs(mean - 4)).toBeLessThan((4 * wanted) / Math.sqrt(many.length));
    expect(Math.abs(deviation - wanted)).toBeLessThan((4 * wanted) / Math.sqrt(2 * many.length));
  });
  it('log: normal about the logarithm, never below 0', () => {
    const values = drawn({ kind: 'log', log: '1.5' });
    const { mean, deviation } = moments(values.map((value) => Math.log(value / 4)));
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.abs(mean)).toBeLessThan((4 * 1.5) / Math.sqrt(many.length));
    expect(Math.abs(deviation - 1.5)).toBeLessThan((4 * 1.5) / Math.sqrt(2 * many.length));
  });
  it('follows parameters of the record and of the subject', () => {
    const error: ResidualError = { kind: 'proportional', proportional: 'F' };
    const simulate = createSubjectSimulator({ ...flat, residualErrors: { C: error } }, { source });
    const of = (F: number) =>
      simulate([many[0]!, { time: 1, evid: 0, parameters: { F } }], 0).measured.C!.values[1]! - 4;
    expect(relativeDifference(of(0.3), 3 * of(0.1))).toBeLessThan(1e-12);
  });
  it('a deviation below 0 is refused with its place', () => {
    expect(() => drawn({ kind: 'additive', additive: '-1[mg/L]' })).toThrow(
      /^residualErrors\.C\.additive: a standard deviation of at least 0 is needed; it comes out as -1/,
    );
  });
  // Philox4x32-10, FNV-1a and Wichura's quantile in Python gave the same to 1e-15.
  it('the numbers of a seed stay what they are, to the last bit', () => {
    const simulate = createSubjectSimulator(
      { ...flat, residualErrors: { C: { kind: 'log', log: '0.3' } } },
      { source: randomSource(2026) },
    );
    expect([...simulate(many.slice(0, 4), 11).measured.C!.values]).toEqual([
      3.230706457910572, 4.281861021038148, 5.92591134990493, 4.4426720877679875,
    ]);
  });
});

describe('limit of quantification', () => {
  const simulate = createSubjectSimulator(model, { source });
  const late = [records[0]!, ...[60, 70, 80, 90, 100].map((time): DataRecord => ({ time, evid: 0 }))];
  it('values below it are marked and stay as drawn, also below 0', () => {
    const all = Array.from({ length: 20 }, (_, subject) => simulate(late, subject).measured.C!);
    for (const { values, isBelowLimit, limitOfQuantification } of all) {
      expect(limitOfQuantification).toBe(0.1);
      expect([...isBelowLimit]).toEqual([...values].map((value) => (value < 0.1 ? 1 : 0)));
    }
    expect(all.some(({ values }) => values.some((value) => value < 0))).toBe(true);
  });
  it('of a data set stands over that of the model, and over outputs without residual error', () => {
    const limited = createSubjectSimulator(model, { source, limitsOfQuantification: { C: 2, A: 30 } });
    const { measured, values } = limited(records, 0);
    expect(measured.C!.limitOfQuantification).toBe(2);
    expect(measured.A!.values).toEqual(values.A);
    expect([...measured.A!.isBelowLimit]).toEqual([...values.A!].map((value) => (value < 30 ? 1 : 0)));
  });
  it.each([0, -1, Number.NaN])('%d is refused, and one of an output that is not simulated', (limit) => {
    expect(() => createSubjectSimulator(model, { limitsOfQuantification: { C: limit } })).toThrow(
      /^limitsOfQuantification\.C: a number above 0 is needed/,
    );
    expect(() => createSubjectSimulator(model, { outputs: ['A'], limitsOfQuantification: { C: 1 } })).toThrow(
      /^limitsOfQuantification\.C: no output of this name is simulated/,
    );
  });
});
