import { describe, expect, test } from 'vitest';
import {
  createEstimation,
  type DataRecord,
  type Model,
  type PatientRecord,
  sensitivitiesByDeviates,
  sensitivitiesOf,
  simulateRecords,
} from '../../src/index.ts';
import { relativeDifference } from '../models.ts';
import { indirectResponse, saturable } from '../ode/models.ts';

const observe = (time: number): DataRecord => ({ time, evid: 0 });

/** One compartment with every number that a dose can depend on; round numbers that mean no drug. */
const linear: Model = {
  name: 'one compartment',
  parameters: {
    CL: { value: 2, unit: 'L/h' },
    V: { value: 20, unit: 'L' },
    KA: { value: 1.2, unit: '1/h' },
    F: { value: 0.6, unit: '1' },
    LAG: { value: 0.5, unit: 'h' },
    DUR: { value: 3, unit: 'h' },
    RATE: { value: 10, unit: 'mg/h' },
  },
  compartments: ['depot', 'central'],
  flows: [
    { from: 'depot', to: 'central', rate: 'KA' },
    { from: 'central', rate: 'CL / V' },
  ],
  inputs: {
    oral: [{ into: 'depot', bioavailability: 'F', lag: 'LAG' }],
    iv: [
      { into: 'central', bioavailability: 'F', lag: 'LAG', modelledDuration: 'DUR', modelledRate: 'RATE' },
    ],
  },
  outputs: { C: { compartment: 'central', volume: 'V', unit: 'mg/L' } },
};
type Numbers = { CL: number; V: number; KA: number; F: number; LAG: number; DUR: number; RATE: number };
const numbers: Numbers = { CL: 2, V: 20, KA: 1.2, F: 0.6, LAG: 0.5, DUR: 3, RATE: 10 };

/** Concentration after 100 mg by mouth (Bateman's function). */
function bateman({ CL, V, KA, F, LAG }: Numbers, timeH: number): number {
  const k = CL / V;
  const since = timeH - LAG;
  return ((100 * F * KA) / (V * (KA - k))) * (Math.exp(-k * since) - Math.exp(-KA * since));
}
/** The same during and after an infusion at a rate of mg/h over some hours. */
function infused({ CL, V, LAG }: Numbers, timeH: number, rate: number, lasts: number): number {
  const k = CL / V;
  const since = timeH - LAG;
  return (rate / CL) * -Math.expm1(-k * Math.min(since, lasts)) * Math.exp(-k * Math.max(0, since - lasts));
}
/** The derivative of a closed form: central differences of order 6, right to about 1e-11. */
function slopeOf(closed: (numbers: Numbers) => number, name: keyof Numbers): number {
  const step = 2e-3 * numbers[name];
  const at = (times: number) => closed({ ...numbers, [name]: numbers[name] + times * step });
  return (45 * (at(1) - at(-1)) - 9 * (at(2) - at(-2)) + (at(3) - at(-3))) / (60 * step);
}

const times = [1, 2.5, 4, 7.3, 24];
const doses: [string, DataRecord, (numbers: Numbers, timeH: number) => number][] = [
  ['by mouth', { time: 0, evid: 1, cmt: 'oral', amt: 100 }, bateman],
  [
    'a bolus by vein',
    { time: 0, evid: 1, cmt: 'iv', amt: 100 },
    ({ CL, V, F, LAG }, timeH) => ((100 * F) / V) * Math.exp((-CL / V) * (timeH - LAG)),
  ],
  [
    'an infusion over a duration that the model states (RATE -2)',
    { time: 0, evid: 1, cmt: 'iv', amt: 100, rate: -2 },
    (each, timeH) => infused(each, timeH, (100 * each.F) / each.DUR, each.DUR),
  ],
  [
    'an infusion at a rate that the model states (RATE -1)',
    { time: 0, evid: 1, cmt: 'iv', amt: 100, rate: -1 },
    (each, timeH) => infused(each, timeH, each.RATE, (100 * each.F) / each.RATE),
  ],
  [
    'an infusion at a rate that the record states',
    { time: 0, evid: 1, cmt: 'iv', amt: 100, rate: 25 },
    (each, timeH) => infused(each, timeH, 25, (100 * each.F) / 25),
  ],
  [
    'an infusion over a duration that the record states',
    { time: 0, evid: 1, cmt: 'iv', amt: 100, dur: 1.6 },
    (each, timeH) => infused(each, timeH, (100 * each.F) / 1.6, 1.6),
  ],
];

describe('issue 3: how outputs depend on parameters', () => {
  const names = Object.keys(numbers) as (keyof Numbers)[];
  describe.each(['exact', 'explicit'] as const)('a linear model, %s', (method) => {
    test.each(doses)('%s: the derivatives of the closed form', (_, dose, closed) => {
      const records = [dose, ...times.map(observe)];
      const found = sensitivitiesOf(linear, records, ['C'], names, { solver: { method } });
      for (const [index, timeH] of times.entries()) {
        expect(relativeDifference(found.values.C![index + 1]!, closed(numbers, timeH))).toBeLessThan(1e-8);
        for (const name of names) {
          const wanted = slopeOf((each) => closed(each, timeH), name);
          const error = Math.abs(found.sensitivities.C![name]![index + 1]! - wanted) * numbers[name];
          expect(error, `${name} at ${timeH} h`).toBeLessThan(2e-8 * closed(numbers, times[0]!));
        }
      }
    });
  });
  describe.each(['exact', 'explicit'] as const)('at steady state, %s', (method) => {
    const overlapping = (dur: number): (typeof doses)[number] => [
      `infusions of ${dur} h every 8 h`,
      { time: 0, evid: 1, cmt: 'iv', amt: 100, dur },
      (each, timeH) => infused(each, timeH, (100 * each.F) / dur, dur),
    ];
    test.each([...doses, overlapping(8), overlapping(19)])(
      '%s: those of the sum of all doses of the past',
      (_, dose, closed) => {
        const seen = [0.2, ...times];
        const records = [{ ...dose, ss: 1 as const, ii: 8 }, ...seen.map(observe)];
        const found = sensitivitiesOf(linear, records, ['C'], names, { solver: { method } });
        for (const [index, timeH] of seen.entries()) {
          const all = (each: Numbers) =>
            Array.from({ length: 60 }, (_, past) => timeH + 8 * past)
              .filter((since) => since > each.LAG)
              .reduce((sum, since) => sum + closed(each, since), 0);
          expect(relativeDifference(found.values.C![index + 1]!, all(numbers))).toBeLessThan(1e-8);
          for (const name of names) {
            const error =
              Math.abs(found.sensitivities.C![name]![index + 1]! - slopeOf(all, name)) * numbers[name];
            expect(error, `${name} at ${timeH} h`).toBeLessThan(2e-8 * all(numbers));
          }
        }
      },
    );
    test('a half-life of 11 days dosed twice a day, an infusion for ever, and one state on top of another', () => {
      const CL = (20 * Math.LN2) / 264;
      const slow = { ...linear, parameters: { ...linear.parameters, CL: { value: CL, unit: 'L/h' } } };
      const iv: DataRecord = { time: 0, evid: 1, cmt: 'iv', amt: 100, ss: 1, ii: 12 };
      const onTop: DataRecord = { ...iv, ss: 2, time: 3 };
      const options = { solver: { method } };
      const course = sensitivitiesOf(slow, [iv, onTop, observe(5)], ['C'], ['CL'], options);
      const each = { ...numbers, CL };
      const wanted = [5, 2]
        .map((since) => (since - 0.5 + 12) % 12)
        .reduce((sum, since) => {
          const k = CL / 20;
          const all = ((100 * each.F) / 20) * (Math.exp(-k * since) / -Math.expm1(-k * 12));
          // ln of it: -k since - ln(1 - exp(-12 k)).
          return sum + (all * (-since - 12 / Math.expm1(k * 12))) / 20;
        }, 0);
      expect(relativeDifference(course.sensitivities.C!.CL![2]!, wanted)).toBeLessThan(1e-7);

      const forever: DataRecord = { time: 0, evid: 1, cmt: 'iv', amt: 0, rate: 10, ss: 1 };
      const { values, sensitivities } = sensitivitiesOf(slow, [forever], ['C'], ['CL', 'V'], options);
      expect(relativeDifference(values.C![0]!, 10 / CL)).toBeLessThan(1e-8);
      expect(relativeDifference(sensitivities.C!.CL![0]!, -10 / CL ** 2)).toBeLessThan(1e-7);
      expect(Math.abs(sensitivities.C!.V![0]!)).toBeLessThan((1e-8 * 10) / CL / 20);
    });
  });
  test('superposition: derivatives of additional doses add up', () => {
    const dose: DataRecord = { time: 0, evid: 1, cmt: 'oral', amt: 100, ii: 6, addl: 2 };
    const { sensitivities } = sensitivitiesOf(linear, [dose, observe(20)], ['C'], ['CL', 'LAG']);
    for (const name of ['CL', 'LAG'] as const) {
      const wanted = [20, 14, 8].reduce(
        (sum, timeH) => sum + slopeOf((each) => bateman(each, timeH), name),
        0,
      );
      expect(relativeDifference(sensitivities.C![name]![1]!, wanted)).toBeLessThan(1e-9);
    }
  });
  test('a parameter of the population moves those of the person, by the chain rule and in its own unit', () => {
    const { CL: _, ...rest } = linear.parameters;
    const scaled: Model = {
      ...linear,
      covariates: { WT: { unit: 'kg' } },
      parameters: { ...rest, TVCL: { value: 40, unit: 'mL/min' } },
      individual: { CL: { expression: 'TVCL * (WT / 70[kg])^0.75', unit: 'L/h' } },
    };
    const covariates = { WT: 50 };
    const records: DataRecord[] = [
      { time: 0, evid: 1, cmt: 'oral', amt: 100, covariates },
      { time: 5, evid: 0, covariates },
    ];
    const { sensitivities } = sensitivitiesOf(scaled, records, ['C'], ['TVCL', 'CL']);
    // An individual parameter that is asked for stands over its expression.
    expect(sensitivities.C!.TVCL![1]).toBe(0);
    const alone = sensitivitiesOf(scaled, records, ['C'], ['TVCL']).sensitivities.C!.TVCL![1]!;
    expect(relativeDifference(alone, sensitivities.C!.CL![1]! * 0.06 * (50 / 70) ** 0.75)).toBeLessThan(
      1e-12,
    );
  });
});

describe('issue 3: sensitivities of models that are not linear', () => {
  const [VMAX, KM, V] = [10, 2, 20];
  const withLag: Model = {
    ...saturable,
    parameters: { ...saturable.parameters, LAG: { value: 1, unit: 'h' } },
    inputs: { ...saturable.inputs, late: [{ into: 'central', lag: 'LAG' }] },
  };
  /**
   * Saturable elimination satisfies KM ln(C / C0) + C - C0 + VMAX t / V = 0 (Michaelis and Menten, integrated), so that the
   * derivatives of C follow from those of this left side.
   */
  test('saturable elimination: the derivatives of the implicit solution, a late dose on top', () => {
    const records: DataRecord[] = [
      { time: 0, evid: 1, cmt: 'iv', amt: 100 },
      { time: 2, evid: 1, cmt: 'late', amt: 60 },
      observe(2.5),
      observe(9),
    ];
    const { values, sensitivities } = sensitivitiesOf(withLag, records, ['C'], ['VMAX', 'KM', 'V', 'LAG']);
    /** C and its derivatives, t hours after it was `from`; `later` is how the start moves with each parameter. */
    const follow = (
      C: number,
      from: number,
      before: readonly number[],
      t: number,
      later: readonly number[],
    ) => {
      const direct = [t / V, Math.log(C / from), (-VMAX * t) / V ** 2, 0];
      return direct.map((each, index) => {
        const byStart = -(KM / from + 1) * before[index]! - (VMAX / V) * later[index]!;
        return -(each + byStart) / (KM / C + 1);
      });
    };
    const still = [0, 0, 0, 0];
    const start = [0, 0, -100 / V ** 2, 0];
    const check = (record: number, wanted: readonly number[]) => {
      ['VMAX', 'KM', 'V', 'LAG'].forEach((name, index) => {
        const found = sensitivities.C![name]![record]!;
        expect(Math.abs(found - wanted[index]!), `${name} at record ${record}`).toBeLessThan(1e-8);
      });
    };
    check(2, follow(values.C![2]!, 100 / V, start, 2.5, still));
    const { C } = simulateRecords(withLag, [records[0]!, observe(3)], ['C']);
    const arriving = C![1]!;
    const onArrival = follow(arriving, 100 / V, start, 3, still);
    const fall = (-VMAX * arriving) / (KM + arriving) / V;
    const after = [onArrival[0]!, onArrival[1]!, onArrival[2]! - 60 / V ** 2, fall];
    check(3, follow(values.C![3]!, arriving + 60 / V, after, 6, [0, 0, 0, 1]));
  });
  test('a turnover at rest: its initial value is its steady one whatever the parameters', () => {
    const model = indirectResponse('KIN * (1 - EMAX * C / (C50 + C))', 'KOUT');
    const { sensitivities } = sensitivitiesOf(
      model,
      [observe(0), observe(100)],
      ['response'],
      ['KIN', 'KOUT', 'EMAX'],
    );
    const { KIN, KOUT, EMAX } = sensitivities.response!;
    for (const record of [0, 1]) {
      expect(relativeDifference(KIN![record]!, 1 / 0.1)).toBeLessThan(1e-9);
      expect(relativeDifference(KOUT![record]!, -5 / 0.1 ** 2)).toBeLessThan(1e-9);
      expect(EMAX![record]).toBe(0);
    }
  });
  test('an inverse Gaussian: what has been absorbed scales with time over the mean, and follows its lag', () => {
    const gut: Model = {
      ...linear,
      parameters: { ...linear.parameters, MAT: { value: 3, unit: 'h' }, RD: { value: 0.4, unit: '1' } },
      flows: [],
      inputs: {
        oral: [{ into: 'central', lag: 'LAG', inverseGaussian: { mean: 'MAT', relativeDispersion: 'RD' } }],
      },
      outputs: { A: { compartment: 'central', unit: 'mg' } },
    };
    const dose: DataRecord = { time: 0, evid: 1, cmt: 'oral', amt: 1 };
    const { sensitivities } = sensitivitiesOf(
      gut,
      [dose, observe(3), observe(6)],
      ['A'],
      ['MAT', 'RD', 'LAG'],
    );
    for (const [index, timeH] of [3, 6].entries()) {
      const since = timeH - 0.5;
      // The density of an inverse Gaussian, and what t f(t) says of how its distribution moves with the mean.
      const density = (dispersion: number) => (t: number) =>
        Math.sqrt(3 / (2 * Math.PI * dispersion * t ** 3)) * Math.exp(-((t - 3) ** 2) / (6 * dispersion * t));
      expect(Math.abs(sensitivities.A!.LAG![index + 1]! + density(0.4)(since))).toBeLessThan(1e-8);
      expect(Math.abs(sensitivities.A!.MAT![index + 1]! + (since / 3) * density(0.4)(since))).toBeLessThan(
        1e-8,
      );
      const distribution = (dispersion: number) => simpson(density(dispersion), 1e-9, since);
      const byDispersion = (distribution(0.4004) - distribution(0.3996)) / 0.0008;
      expect(Math.abs(sensitivities.A!.RD![index + 1]! - byDispersion)).toBeLessThan(1e-6);
    }
  });
});

describe('issue 3: sensitivities at steady state are those after many doses', () => {
  const absorbed: Model = {
    ...saturable,
    // Without a place where what has left gathers.
    flows: saturable.flows.map(({ to: _, ...leaving }) => leaving),
    parameters: {
      ...saturable.parameters,
      MAT: { value: 3, unit: 'h' },
      RD: { value: 0.4, unit: '1' },
      LAG: { value: 1, unit: 'h' },
    },
    inputs: {
      ...saturable.inputs,
      oral: [{ into: 'central', lag: 'LAG', inverseGaussian: { mean: 'MAT', relativeDispersion: 'RD' } }],
    },
  };
  test.each<[string, Partial<DataRecord>, readonly string[]]>([
    ['boluses', { cmt: 'iv' }, ['VMAX', 'KM', 'V']],
    ['infusions that overlap', { cmt: 'iv', dur: 11 }, ['VMAX', 'KM']],
    ['inverse Gaussians', { cmt: 'oral' }, ['VMAX', 'MAT', 'RD', 'LAG']],
  ])('of saturable elimination: %s', (_, dose, parameters) => {
    const given = { time: 0, evid: 1, amt: 30, ii: 8, ...dose } as const;
    const seen = [1.5, 4, 7.5];
    const found = sensitivitiesOf(absorbed, [{ ...given, ss: 1 }, ...seen.map(observe)], ['C'], parameters);
    const many = { ...given, addl: 40 };
    const wanted = sensitivitiesOf(
      absorbed,
      [many, ...seen.map((timeH) => observe(40 * 8 + timeH))],
      ['C'],
      parameters,
    );
    for (const name of parameters) {
      for (const record of [1, 2, 3]) {
        const [here, there] = [found, wanted].map(({ sensitivities }) => sensitivities.C![name]![record]!);
        expect(Math.abs(here! - there!), `${name} at record ${record}`).toBeLessThan(1e-7);
      }
    }
  });
});

function simpson(of: (t: number) => number, from: number, to: number): number {
  const parts = 4000;
  const width = (to - from) / parts;
  let sum = of(from) + of(to);
  for (let part = 1; part < parts; part++) sum += (part % 2 === 1 ? 4 : 2) * of(from + part * width);
  return (sum * width) / 3;
}

const varied: Model = {
  ...linear,
  randomEffects: {
    deviates: [
      { name: 'eta CL', variance: 0.09 },
      { name: 'eta V', variance: 0.04 },
      { name: 'eta F', variance: 0.25 },
      { name: 'eta KA', variance: 0.04 },
      { name: 'eta LAG', variance: 0.01 },
    ],
    parameters: {
      CL: { deviates: ['eta CL'] },
      V: { deviates: ['eta V', 'eta CL'] },
      F: { deviates: ['eta F'], transformation: { kind: 'logit', least: 0, most: 1 } },
      KA: { deviates: ['eta KA'], transformation: { kind: 'Box-Cox', shape: 0.5 } },
      LAG: { deviates: ['eta LAG'], transformation: { kind: 'normal' } },
    },
  },
  residualErrors: { C: { kind: 'additive', additive: '0.1[mg/L]' } },
};

test('issue 3: by deviates they are what the fit of a patient finds by differences', () => {
  const records: PatientRecord[] = [
    { time: 0, evid: 1, cmt: 'oral', amt: 100 },
    { time: 3, evid: 0, observations: [{ output: 'C', value: 2.2 }] },
    { time: 9, evid: 0, observations: [{ output: 'C', value: 1.4 }] },
  ];
  const estimation = createEstimation(varied, records);
  const z = Float64Array.of(0.7, -0.4, 0.3, -1.1, 0.6);
  const names = estimation.sought.map(({ name }) => name);
  const deviations = estimation.sought.map(({ standardDeviation }) => standardDeviation);
  const deviates = Object.fromEntries(names.map((name, index) => [name, z[index]! * deviations[index]!]));
  const { values, sensitivities } = sensitivitiesByDeviates(varied, records, ['C'], deviates);
  const found = estimation.derivatives(z);
  for (const [measurement, record] of [1, 2].entries()) {
    expect(relativeDifference(found.predictions[measurement]!, values.C![record]!)).toBeLessThan(1e-12);
    names.forEach((name, index) => {
      const wanted = found.sensitivities[measurement]![index]!;
      const error = sensitivities.C![name]![record]! * deviations[index]! - wanted;
      expect(Math.abs(error), name).toBeLessThan(1e-8);
    });
  }
});

describe('what has no sensitivities is refused', () => {
  const dose: DataRecord = { time: 0, evid: 1, cmt: 'iv', amt: 100 };
  test.each([
    [
      'a steady state that is none',
      [{ ...dose, amt: 0, rate: 5, ss: 1 as const, parameters: { CL: 0 } }],
      ['CL'],
      {},
      'records[0].ss: there is no steady state',
    ],
    ['no such parameter', [dose], ['CLX'], {}, 'parameters[0]: one of CL, V'],
    ['a parameter twice', [dose], ['CL', 'CL'], {}, 'parameters[1]: one of CL, V'],
    [
      'a stiff method',
      [dose],
      ['CL'],
      { solver: { method: 'stiff' as const } },
      'solver.method: sensitivities',
    ],
  ])('%s', (_, records, parameters, options, message) => {
    expect(() => sensitivitiesOf(linear, records, ['C'], parameters, options)).toThrow(message);
  });
  const records = [{ ...dose, cmt: 'oral' }];
  test.each([
    ['no such deviate', records, { 'eta X': 0 }, 'deviates.eta X: there is no such deviate'],
    [
      'a parameter stated',
      [{ ...records[0]!, parameters: { V: 2 } }],
      {},
      'records[0].parameters.V: it follows',
    ],
  ])('by deviates: %s', (_, given, deviates, message) => {
    expect(() => sensitivitiesByDeviates(varied, given, ['C'], deviates)).toThrow(message);
  });
});
