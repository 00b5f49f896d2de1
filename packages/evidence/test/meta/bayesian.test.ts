import { describe, expect, test } from 'vitest';
import { bayesianMetaAnalysis, type TauPrior } from '../../src/meta/bayesian.ts';
import { effectsOf, expectClose } from './close.ts';
import fixture from './fixtures/bayes.json' with { type: 'json' };

describe("Bayesian random effects agree with R's adaptive quadrature", () => {
  for (const expected of fixture.fits) {
    const prior: TauPrior = { shape: expected.prior as TauPrior['shape'], scale: expected.scale };
    test(`${expected.yi.length} studies, ${prior.shape} of scale ${prior.scale}`, () => {
      const fit = bayesianMetaAnalysis(effectsOf(expected.yi, expected.vi), prior);
      expectClose(fit.mean, expected.mean, 'mean');
      expectClose(fit.sd, expected.sd, 'sd');
      expectClose(fit.lower, expected.lower, 'lower');
      expectClose(fit.upper, expected.upper, 'upper');
      expectClose(fit.probabilityBelow0, expected.below0, 'P(mean < 0)');
      expectClose(fit.tau.median, expected.tauMedian, 'tau median');
      expectClose(fit.tau.upper, expected.tauUpper, 'tau upper');
      expectClose(fit.prediction.lower, expected.predictionLower, 'prediction lower');
      expectClose(fit.prediction.upper, expected.predictionUpper, 'prediction upper');
    });
  }
  test('densities integrate to 1', () => {
    const fit = bayesianMetaAnalysis(effectsOf([0.1, 0.8, 0.4], [0.1, 0.1, 0.2]), {
      shape: 'half-normal',
      scale: 0.5,
    });
    const area = (f: (x: number) => number, from: number, to: number) =>
      Array.from({ length: 1000 }, (_, i) => f(from + ((i + 0.5) * (to - from)) / 1000)).reduce(
        (a, b) => a + b,
        0,
      ) *
      ((to - from) / 1000);
    expect(area(fit.tauDensity, 0, 5)).toBeCloseTo(1, 6);
    expect(area(fit.meanDensity, -8, 8)).toBeCloseTo(1, 6);
  });
  test('one study, or a scale of 0, is refused', () => {
    expect(() => bayesianMetaAnalysis(effectsOf([1], [1]), { shape: 'half-cauchy', scale: 1 })).toThrow(
      /At least 2/,
    );
    expect(() => bayesianMetaAnalysis(effectsOf([1, 2], [1, 1]), { shape: 'half-cauchy', scale: 0 })).toThrow(
      /above 0/,
    );
  });
});
