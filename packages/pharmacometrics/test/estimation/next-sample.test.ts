import { describe, expect, test } from 'vitest';
import {
  createEstimation,
  mapEstimate,
  nextSample,
  type PatientRecord,
  samplePosterior,
} from '../../src/index.ts';
import { infusion, line, lineRecords, threeCompartments } from './models.ts';

const records: PatientRecord[] = [
  infusion,
  { time: 0.5, evid: 0, observations: [{ output: 'C', value: 150 }] },
  { time: 1, evid: 0, observations: [{ output: 'C', value: 60 }] },
];
const candidatesH = [0.4, 0.75, 1.5, 3, 6, 10];

describe('where to sample next (issue 7)', () => {
  test('of a model that is linear in its deviates the variance left is that of a fit with the sample', () => {
    const estimation = createEstimation(line, lineRecords);
    const fit = mapEstimate(estimation);
    if (fit.failure) throw new Error(fit.failure.message);
    const { candidates, deviation } = nextSample(estimation, fit, {
      candidatesH: [1, 4, 12],
      output: 'score',
      quantity: ({ slope }) => 1 + 10 * slope!,
    });
    const slope = fit.deviates.find(({ name }) => name === 'slope');
    expect(deviation).toBeCloseTo(10 * slope!.standardError, 6);
    for (const candidate of candidates) {
      const { timeH } = candidate;
      const after = lineRecords.findIndex(({ time }) => time > timeH);
      const more = lineRecords.toSpliced(after < 0 ? lineRecords.length : after, 0, {
        ...{ time: timeH, evid: 0 },
        observations: [{ output: 'score', value: 5 }],
      });
      const refitted = mapEstimate(createEstimation(line, more));
      if (refitted.failure) throw new Error(refitted.failure.message);
      const left = refitted.deviates.find(({ name }) => name === 'slope');
      expect(candidate.deviation).toBeCloseTo(10 * left!.standardError, 6);
    }
  });

  test('agrees with simulated samples: fits to them leave the variance of the clearance that was expected', () => {
    const estimation = createEstimation(threeCompartments, records);
    const posterior = samplePosterior(estimation, { seed: 9 });
    if (posterior.failure) throw new Error(posterior.failure.message);
    const { best, candidates, value } = nextSample(estimation, posterior.estimate, {
      candidatesH,
      output: 'C',
      quantity: ({ CL }) => Math.log(CL!),
    });
    expect(value).toBeCloseTo(Math.log(posterior.estimate.parameters[0]!.values.CL!), 10);
    /** Mean posterior variance of ln CL after a sample, over samples drawn from the posterior. */
    const simulated = candidatesH.map((timeH) => {
      const variances = Array.from({ length: 40 }, (_, index) => {
        const draw = index * 97;
        const size = estimation.sought.length;
        const planned = createEstimation(threeCompartments, [
          ...records.filter(({ time }) => time <= timeH),
          { time: timeH, evid: 0, observations: [{ output: 'C', value: 10 }] },
          ...records.filter(({ time }) => time > timeH),
        ]);
        const at = planned.measurements.findIndex((measurement) => measurement.timeH === timeH);
        const predicted = planned.predict(posterior.draws.z.slice(draw * size, (draw + 1) * size), 1)[at]!;
        const noisy = Math.max(1, predicted * (1 + 0.1 * Math.sin(12.9898 * index)));
        const fit = mapEstimate(
          createEstimation(threeCompartments, [
            ...records.filter(({ time }) => time <= timeH),
            { time: timeH, evid: 0, observations: [{ output: 'C', value: noisy }] },
            ...records.filter(({ time }) => time > timeH),
          ]),
        );
        return fit.failure ? [] : fit.deviates.find(({ name }) => name === 'CL')!.standardError ** 2;
      }).flat();
      return Math.sqrt(variances.reduce((sum, each) => sum + each, 0) / variances.length);
    });
    candidates.forEach(({ deviation }, index) => {
      expect(Math.abs(deviation / simulated[index]! - 1)).toBeLessThan(0.12);
    });
    expect(Math.min(...simulated)).toBe(simulated[candidatesH.indexOf(best.timeH)]);
  });

  test.each([
    [[], 'candidatesH: at least one time is needed'],
    [[2, -1], 'candidatesH[1]: hours not before the records begin'],
  ])('candidates of %j are refused', (hours, message) => {
    const estimation = createEstimation(line, lineRecords);
    const fit = mapEstimate(estimation);
    if (fit.failure) throw new Error(fit.failure.message);
    expect(() =>
      nextSample(estimation, fit, { candidatesH: hours, output: 'score', quantity: () => 1 }),
    ).toThrow(message);
  });
});
