import { expect, test } from 'vitest';
import {
  createEstimation,
  type Estimation,
  type MapEstimate,
  type Model,
  mapEstimate,
  type PatientRecord,
} from '../../src/index.ts';

/*
 * Single patients that other engines have fitted, their answers as published in the tests of two R packages:
 * posologyr (github.com/levenc/posologyr, tests/testthat/test_map_nm.R, test_map_mlx.R, test_map_nlmixr.R) and PKPDmap
 * (github.com/InsightRX/PKPDmap, tests/testthat/test-nonmem-vcov-comparison.R).
 */

const observed = (time: number, value: number): PatientRecord => ({
  time,
  evid: 0,
  observations: [{ output: 'C', value }],
});

function fitOf(model: Model, records: readonly PatientRecord[]): { of: Estimation; fit: MapEstimate } {
  const of = createEstimation(model, records);
  const fit = mapEstimate(of);
  if (fit.failure) throw new Error(fit.failure.message);
  return { of, fit };
}

/** The estimates are those printed, to their last digit but one part in a thousand. */
function expectNear(found: number | undefined, printed: number, within = 1e-3): void {
  expect(Math.abs((found ?? Number.NaN) / printed - 1), `${found}, not ${printed}`).toBeLessThan(within);
}

test('NONMEM: covariates that change between the samples (issue 7)', () => {
  const model: Model = {
    name: 'covariates in time',
    covariates: { weight: { unit: 'kg' }, sex: { unit: '1' } },
    parameters: { CL: { value: 4, unit: 'L/h' }, V: { value: 70, unit: 'L' } },
    compartments: ['central'],
    flows: [{ from: 'central', rate: 'CL / V * (weight / 75[kg])^1.5 * 0.75^sex' }],
    inputs: { iv: [{ into: 'central' }] },
    outputs: { C: { compartment: 'central', volume: 'V', unit: 'mg/L' } },
    randomEffects: {
      deviates: ['CL', 'V'].map((name) => ({ name, variance: 0.2 })),
      parameters: { CL: { deviates: ['CL'] }, V: { deviates: ['V'] } },
    },
    residualErrors: { C: { kind: 'proportional', proportional: 'sqrt(0.05)' } },
  };
  const [weights, sexes] = [
    [77, 113, 92, 132, 126],
    [0, 0, 1, 0, 1],
  ];
  const records: PatientRecord[] = [
    { time: 0, evid: 1, cmt: 'iv', amt: 10_000, rate: 10_000 },
    observed(1.5, 107.267),
    observed(4.4, 100.995),
    observed(7.1, 54.0546),
    observed(24.6, 5.97081),
  ];
  const { fit } = fitOf(
    model,
    records.map((record, i) => ({ ...record, covariates: { weight: weights[i]!, sex: sexes[i]! } })),
  );
  const [clearance, volume] = fit.deviates;
  expectNear(clearance?.value, 0.398845969, 1e-5);
  expectNear(volume?.value, 0.0762201167, 1e-5);
});

test.each([
  [1, [0.424754, -0.143394], [0.00544459, 0.00161879, 0.0137097]],
  [3, [0.440662, -0.149905], [0.00240794, 0.00288528, 0.013344]],
] as const)(
  'NONMEM 7.5.1: two samples, the later %d times, with their errors (issue 7)',
  (times, etas, errors) => {
    const model: Model = {
      name: 'two samples',
      parameters: { CL: { value: 5, unit: 'L/h' }, V: { value: 50, unit: 'L' } },
      compartments: ['central'],
      flows: [{ from: 'central', rate: 'CL / V' }],
      inputs: { iv: [{ into: 'central' }] },
      outputs: { C: { compartment: 'central', volume: 'V', unit: 'mg/L' } },
      randomEffects: {
        deviates: ['CL', 'V'].map((name) => ({ name, variance: 0.1 })),
        parameters: { CL: { deviates: ['CL'] }, V: { deviates: ['V'] } },
      },
      residualErrors: { C: { kind: 'combined', additive: '0.1[mg/L]', proportional: '0.1' } },
    };
    const later = Array.from({ length: times }, () => observed(8, 6));
    const { of, fit } = fitOf(model, [
      { time: 0, evid: 1, cmt: 'iv', amt: 1000, rate: 1000 },
      observed(2, 18),
      ...later,
    ]);
    etas.forEach((eta, index) => {
      expectNear(fit.deviates[index]?.value, eta, 1e-4);
    });
    // NONMEM's errors are those of the expected curvature.
    const [[a = 0, b = 0] = [], [, c = 0] = []] = of.derivatives(fit.z).information;
    const scale = 0.1 / (a * c - b * b);
    errors.forEach((error, index) => {
      expectNear([c, -b, a][index]! * scale, error, 0.02);
    });
  },
);

const twoCompartments: Omit<Model, 'name' | 'parameters' | 'flows' | 'residualErrors'> = {
  compartments: ['central', 'peripheral'],
  inputs: { iv: [{ into: 'central' }] },
  outputs: { C: { compartment: 'central', volume: 'V', unit: 'mg/L' } },
};

test('Monolix: tobramycin, two rate constants without spread (issue 7)', () => {
  const model: Model = {
    ...twoCompartments,
    name: 'tobramycin',
    parameters: {
      k: { value: 0.21 * (80 / 67.8) ** 0.89 * (65 / 66.4) ** -1.09, unit: '1/h' },
      V: { value: 19.8 * (65 / 66.4) ** 0.8, unit: 'L' },
      k12: { value: 0.041, unit: '1/h' },
      k21: { value: 0.12, unit: '1/h' },
    },
    flows: [
      { from: 'central', rate: 'k' },
      { from: 'central', to: 'peripheral', rate: 'k12' },
      { from: 'peripheral', to: 'central', rate: 'k21' },
    ],
    randomEffects: {
      deviates: [
        { name: 'k', variance: 0.08075 },
        { name: 'V', variance: 0.01203 },
      ],
      parameters: { k: { deviates: ['k'] }, V: { deviates: ['V'] } },
    },
    residualErrors: { C: { kind: 'proportional', proportional: '0.198' } },
  };
  const { fit } = fitOf(model, [
    { time: 0, evid: 1, cmt: 'iv', amt: 500, dur: 0.5 },
    observed(1, 25),
    observed(14, 5.5),
  ]);
  expectNear(fit.parameters[0]?.values.k, 0.1258);
  expectNear(fit.parameters[0]?.values.V, 18.21);
});

test('nlmixr: amikacin, four deviates with all their covariances (issue 7)', () => {
  const names = ['CL', 'V', 'V2', 'Q'];
  const covariances: readonly [number, number, number][] = [
    [0, 1, 0.01],
    [0, 2, 0.01],
    [1, 2, 0.02],
    [0, 3, -0.06],
    [1, 3, 0.004],
    [2, 3, 0.003],
  ];
  const model: Model = {
    ...twoCompartments,
    name: 'amikacin',
    parameters: {
      CL: { value: 4.3 * (50 / 82) ** 0.7, unit: 'L/h' },
      V: { value: 15.9 * (62 / 78) ** 0.9, unit: 'L' },
      V2: { value: 21.4, unit: 'L' },
      Q: { value: 12.1, unit: 'L/h' },
    },
    flows: [
      { from: 'central', rate: 'CL / V' },
      { from: 'central', to: 'peripheral', rate: 'Q / V' },
      { from: 'peripheral', to: 'central', rate: 'Q / V2' },
    ],
    randomEffects: {
      deviates: [0.1, 0.05, 0.2, 0.08].map((variance, i) => ({ name: names[i]!, variance })),
      covariances: covariances.map(([i, j, value]) => ({ between: [names[i]!, names[j]!], value })),
      parameters: Object.fromEntries(names.map((name) => [name, { deviates: [name] }])),
    },
    residualErrors: { C: { kind: 'combined', additive: '0.2[mg/L]', proportional: '0.1' } },
  };
  const { fit } = fitOf(model, [
    { time: 0, evid: 1, cmt: 'iv', amt: 1600, dur: 0.5 },
    observed(1, 75),
    observed(6, 32),
  ]);
  const { CL, V, V2, Q } = fit.parameters[0]?.values ?? {};
  expectNear(CL, 2.62);
  expectNear(V, 11.01);
  expectNear(V2, 14.57);
  expectNear(Q, 11.96);
});
