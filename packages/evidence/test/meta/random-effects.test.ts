import { describe, expect, test } from 'vitest';
import {
  designMatrix,
  type Method,
  type Moderator,
  metaAnalysis,
  type Test,
} from '../../src/meta/random-effects.ts';
import { generalisedQInterval } from '../../src/meta/tau2-interval.ts';
import { weightedChiSquareCdf } from '../../src/meta/weighted-chi-square.ts';
import { effectsOf, expectAllClose, expectClose } from './close.ts';
import regression from './fixtures/meta-regression.json' with { type: 'json' };
import models from './fixtures/models.json' with { type: 'json' };

interface Fit {
  readonly method: string;
  readonly test: string;
  readonly k: number;
  readonly beta: readonly number[];
  readonly se: readonly number[];
  readonly statistic: readonly (number | null)[];
  readonly p: readonly number[];
  readonly ciLower: number[];
  readonly ciUpper: number[];
  readonly tau2: number;
  readonly I2: number;
  readonly H2: number;
  readonly Q: number;
  readonly pQ: number;
  readonly tau2CiLower: number | null;
  readonly tau2CiUpper: number | null;
  readonly predictionLower: number | null;
  readonly predictionUpper: number | null;
}

function compare(
  fixture: Fit,
  yi: readonly number[],
  vi: readonly number[],
  moderators: readonly Moderator[],
) {
  const fit = metaAnalysis(effectsOf(yi, vi), {
    method: fixture.method as Method,
    test: fixture.test as Test,
    moderators,
  });
  const of = (key: 'estimate' | 'se' | 'p' | 'ciLower' | 'ciUpper') => fit.coefficients.map((c) => c[key]);
  expect(fit.k).toBe(fixture.k);
  expectAllClose(of('estimate'), fixture.beta, 'estimate');
  expectAllClose(of('se'), fixture.se, 'se');
  expectAllClose(of('p'), fixture.p, 'p');
  expectAllClose(of('ciLower'), fixture.ciLower, 'ciLower');
  expectAllClose(of('ciUpper'), fixture.ciUpper, 'ciUpper');
  // A standard error of 0 to rounding makes no statistic to compare.
  if (fixture.se.every((se) => se > 1e-9)) {
    expectAllClose(
      fit.coefficients.map((c) => c.statistic),
      fixture.statistic,
      'statistic',
    );
  }
  expectClose(fit.tau2, fixture.tau2, 'tau2');
  expectClose(fit.I2, fixture.I2, 'I2');
  expectClose(fit.H2, fixture.H2, 'H2');
  expectClose(fit.Q, fixture.Q, 'Q');
  expectClose(fit.pQ, fixture.pQ, 'pQ');
  expectClose(fit.tau2Interval?.lower, fixture.tau2CiLower, 'tau2 lower');
  expectClose(fit.tau2Interval?.upper, fixture.tau2CiUpper, 'tau2 upper');
  expectClose(fit.prediction?.lower, fixture.predictionLower, 'prediction lower');
  expectClose(fit.prediction?.upper, fixture.predictionUpper, 'prediction upper');
  return fit;
}

describe('models agree with metafor 3.8 to 1e-6', () => {
  for (const { name, yi, vi, fits } of models.sets) {
    for (const fixture of fits) {
      test(`${name}: ${fixture.method}, ${fixture.test}`, () => {
        compare(fixture, yi, vi, []);
      });
    }
  }
});

describe('meta-regression agrees with metafor 3.8 to 1e-6', () => {
  for (const { name, yi, vi, moderators, fits } of regression.sets) {
    const columns = Object.entries(moderators).map(([key, values]) => ({ name: key, values }));
    for (const fixture of fits) {
      test(`${name}: ${fixture.method}, ${fixture.test}`, () => {
        const fit = compare(fixture, yi, vi, columns);
        expectClose(fit.moderatorTest?.QM, fixture.QM, 'QM');
        expectClose(fit.moderatorTest?.p, fixture.pQM, 'pQM');
        expectClose(fit.moderatorTest?.R2, fixture.R2, 'R2');
      });
    }
  }
});

describe('generalised Q interval of tau2', () => {
  // Jackson, Turner, Rhodes, Viechtbauer, J Stat Comput Simul 2014;84:2471-86: example 1 and 2, to the printed
  // four decimals.
  const first = {
    yi: [
      0.0267, 0.8242, 0.393, 2.4405, 2.1401, 1.2528, 2.4849, 0.3087, 1.4246, 0.1823, 1.1378, 1.2321, 2.0695,
      4.0237, 1.4383, 1.6021,
    ],
    vi: [
      0.1285, 0.0315, 0.0931, 2.0967, 1.0539, 0.1602, 1.0235, 0.0218, 0.5277, 0.0556, 0.3304, 0.1721, 0.4901,
      2.02, 0.3399, 0.183,
    ],
    xi: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
    byVariance: [0.0029, 0.6907],
    byError: [0, 1.1245],
  };
  const second = {
    yi: [
      0.54, 0.4, 0.64, 0.365, 0.835, 0.02, 0.12, 0.085, 1.18, 0.08, 0.18, 0.325, 0.06, 0.715, 0.065, 0.245,
      0.24, 0.06, 0.19,
    ],
    vi: [
      0.0176, 0.019, 0.0906, 0.0861, 0.0063, 0.0126, 0.0126, 0.0041, 0.0759, 0.0126, 0.0104, 0.0242, 0.0026,
      0.2629, 0.0169, 0.0156, 0.0481, 0.0084, 0.0044,
    ],
    xi: [
      1986, 1987, 1988, 1988, 1998, 1999, 2000, 2000, 2000, 2001, 2001, 2001, 2002, 2002, 2002, 2002, 2003,
      2003, 2003,
    ],
    byVariance: [0.017, 0.1393],
    byError: [0.018, 0.1375],
  };
  // The paper's own solutions stop within one unit of the last printed digit.
  const expectPrinted = (actual: number, printed: number | undefined) =>
    expect(Math.abs(actual - (printed ?? Number.NaN)) <= 1e-4, `${actual} against ${printed}`).toBe(true);
  for (const { yi, vi, xi, byVariance, byError } of [first, second]) {
    test(`published example with ${yi.length} studies`, () => {
      const effects = effectsOf(yi, vi);
      const design = designMatrix(yi.length, [{ name: 'x', values: xi }]);
      const inverse = generalisedQInterval(
        effects,
        design,
        vi.map((v) => 1 / v),
      );
      expectPrinted(inverse.lower, byVariance[0]);
      expectPrinted(inverse.upper, byVariance[1]);
      const root = generalisedQInterval(
        effects,
        design,
        vi.map((v) => 1 / Math.sqrt(v)),
      );
      expectPrinted(root.lower, byError[0]);
      expectPrinted(root.upper, byError[1]);
    });
  }

  test('a sum of equal terms is a plain chi-square; two unequal ones follow their integral', () => {
    expectClose(weightedChiSquareCdf(7.814727903251179 * 2, [2, 2, 2]), 0.95, '3 equal');
    // Two exponentials: pairs of equal terms have a closed form.
    const [x, a, b] = [3.1, 1.5, 0.4];
    const closed = 1 - (a * Math.exp(-x / (2 * a)) - b * Math.exp(-x / (2 * b))) / (a - b);
    expectClose(weightedChiSquareCdf(x, [a, a, b, b]), closed, 'pairs');
  });
});

describe('what cannot be fitted is refused', () => {
  const effects = effectsOf([0.1, 0.4, 0.3], [0.1, 0.2, 0.1]);
  test('one study under random effects', () => {
    expect(() => metaAnalysis(effects.slice(0, 1))).toThrow(/need at least 2 studies, not 1/);
    expect(metaAnalysis(effects.slice(0, 1), { method: 'EE' }).coefficients[0]?.estimate).toBeCloseTo(
      0.1,
      12,
    );
  });
  test('redundant or short moderators', () => {
    const constant = [{ name: 'dose', values: [2, 2, 2] }];
    expect(() => metaAnalysis(effects, { method: 'EE', moderators: constant })).toThrow(/redundant/);
    const short = [{ name: 'dose', values: [2, 3] }];
    expect(() => metaAnalysis(effects, { moderators: short })).toThrow(
      /dose: expected one number for each of the 3/,
    );
  });
});
