import { describe, expect, test } from 'vitest';
import { logNormalCdf } from '../../src/estimation/normal.ts';
import { courseOf, type DataRecord, type Model, measuresOf, simulateRecords } from '../../src/index.ts';
import { relativeDifference } from '../models.ts';

const K = 0.1;

/** One compartment by mouth, with round numbers that mean no drug. */
const model: Model = {
  name: 'absorption by an inverse Gaussian',
  parameters: {
    K: { value: K, unit: '1/h' },
    F: { value: 0.5, unit: '1' },
    LAG: { value: 0, unit: 'h' },
    MAT: { value: 3, unit: 'h' },
    RD: { value: 0.4, unit: '1' },
  },
  compartments: ['central'],
  flows: [{ from: 'central', rate: 'K' }],
  inputs: {
    oral: [
      {
        into: 'central',
        bioavailability: 'F',
        lag: 'LAG',
        inverseGaussian: { mean: 'MAT', relativeDispersion: 'RD' },
      },
    ],
    iv: [{ into: 'central' }],
  },
  outputs: { A: { compartment: 'central', unit: 'mg' } },
};

/** The distribution of an inverse Gaussian (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1, 15). */
function distribution(meanH: number, dispersion: number, timeH: number): number {
  const root = Math.sqrt(meanH / (dispersion * timeH));
  const first = Math.exp(logNormalCdf(root * (timeH / meanH - 1)));
  return first + Math.exp(2 / dispersion + logNormalCdf(-root * (timeH / meanH + 1)));
}

/**
 * The amount left of 1 mg that is absorbed so and leaves at a rate k below 1 / (2 mean dispersion): the density times e^(kt) is
 * another inverse Gaussian's times its moment generating function (the same, 15).
 */
function amountAt(k: number, meanH: number, dispersion: number, timeH: number): number {
  const tilt = Math.sqrt(1 - 2 * k * meanH * dispersion);
  return Math.exp((1 - tilt) / dispersion - k * timeH) * distribution(meanH / tilt, dispersion / tilt, timeH);
}

const times = [0.3, 1, 2.2, 3, 6, 11, 24, 48];
const observe = (time: number): DataRecord => ({ time, evid: 0 });
const dose: DataRecord = { time: 0, evid: 1, cmt: 'oral', amt: 100 };

describe('issue 3: absorption times that follow an inverse Gaussian', () => {
  test.each([
    ['as slow as the gut', 3, 0.4],
    ['wide', 1, 3],
    ['narrow', 20, 1e-3],
    ['so narrow that a step could pass over it', 20, 1e-7],
  ])('%s: the amount is that of the closed form', (_, meanH, dispersion) => {
    const parameters = { MAT: meanH, RD: dispersion };
    const { A } = simulateRecords(
      model,
      [dose, ...times.map(observe)].map((each) => ({ ...each, parameters })),
      ['A'],
    );
    for (const [index, timeH] of times.entries()) {
      const wanted = 50 * amountAt(K, meanH, dispersion, timeH);
      expect(Math.abs(A![index + 1]! - wanted), `at ${timeH} h`).toBeLessThan(50 * 1e-8);
    }
  });
  test('all of F times the dose is absorbed, at the mean after the mean absorption time', () => {
    // What has not left after t is there for 1 - what left: its area is the mean time in gut and body together.
    const collecting: Model = {
      ...model,
      compartments: ['central', 'gone'],
      flows: [{ from: 'central', to: 'gone', rate: 'K' }],
      outputs: { gone: { compartment: 'gone', unit: 'mg' } },
    };
    const doses = [{ input: 'oral', timeH: 0, amountMg: 100 }];
    const endH = 1000;
    const measures = measuresOf(collecting, { doses, fromH: 0, toH: endH });
    if (measures.failure) throw new Error(measures.failure.reason);
    const { area, peak } = measures.outputs.gone!;
    expect(relativeDifference(peak.value, 50)).toBeLessThan(1e-9);
    expect(relativeDifference(endH - area / 50, 3 + 1 / K)).toBeLessThan(1e-8);
  });
  test('superposition: doses with their own numbers, lag and additional ones beside a bolus', () => {
    const single = (sinceH: number, meanH: number) => (sinceH > 0 ? 50 * amountAt(K, meanH, 0.4, sinceH) : 0);
    const { A } = simulateRecords(
      model,
      [
        { ...dose, ii: 8, addl: 3, parameters: { LAG: 1.5 } },
        { time: 5, evid: 1, cmt: 'iv', amt: 10 },
        { ...dose, time: 6, parameters: { MAT: 1 } },
        ...[10, 20, 40].map(observe),
      ],
      ['A'],
    );
    for (const [index, timeH] of [10, 20, 40].entries()) {
      const repeated = [0, 8, 16, 24].reduce((sum, at) => sum + single(timeH - at - 1.5, 3), 0);
      const wanted = repeated + single(timeH - 6, 1) + 10 * Math.exp(-K * (timeH - 5));
      expect(relativeDifference(A![index + 3]!, wanted), `at ${timeH} h`).toBeLessThan(1e-8);
    }
  });
  test('at steady state, also with a lag beyond the interval: as after hundreds of doses', () => {
    for (const LAG of [0, 15]) {
      const parameters = { LAG };
      const records = [0, 1, 3, 8, 12, 20].map((time) => ({ ...observe(time), parameters }));
      const of = (first: DataRecord) =>
        simulateRecords(model, [{ ...first, parameters }, ...records], ['A']).A!;
      const steady = of({ ...dose, ii: 8, ss: 1, addl: 1 });
      const repeated = of({ ...dose, time: -8 * 60, ii: 8, addl: 61 });
      for (let index = 1; index < steady.length; index++) {
        expect(relativeDifference(steady[index]!, repeated[index]!)).toBeLessThan(1e-8);
      }
    }
  });
  test('a list of doses comes to the same as data records', () => {
    const doses = [{ input: 'oral', timeH: 0, amountMg: 100, everyH: 8, additional: 3 }];
    const course = courseOf(model, { doses, timesH: times });
    const { A } = simulateRecords(model, [{ ...dose, ii: 8, addl: 3 }, ...times.map(observe)], ['A']);
    expect(course).toMatchObject({ failure: null, solvedBy: 'adaptive' });
    if (course.failure) return;
    for (let index = 0; index < times.length; index++) {
      expect(Math.abs(course.outputs.A![index]! - A![index + 1]!)).toBeLessThan(50 * 1e-8);
    }
  });
  test.each([
    ['a rate', { ...dose, rate: 5 }, 'records[0].rate: "oral" is absorbed by an inverse Gaussian'],
    ['a duration', { ...dose, dur: 5 }, 'records[0].dur: "oral" is absorbed by an inverse Gaussian'],
    [
      'no mean',
      { ...dose, parameters: { MAT: 0 } },
      'a mean absorption time must be a finite number above 0',
    ],
  ])('%s is refused', (_, record, message) => {
    expect(() => simulateRecords(model, [record], ['A'])).toThrow(message);
  });
});
