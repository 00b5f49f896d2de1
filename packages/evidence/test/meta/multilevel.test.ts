import { describe, expect, test } from 'vitest';
import {
  type MultilevelFit,
  multilevel,
  nestedWithin,
  type RandomFactor,
} from '../../src/meta/multilevel.ts';
import { metaAnalysis } from '../../src/meta/random-effects.ts';
import { effectsOf, expectAllClose, expectClose } from './close.ts';
import fixture from './fixtures/multilevel.json' with { type: 'json' };

function same(fit: MultilevelFit, expected: Omit<typeof fixture.konstantopoulos.reml, 'weights'>) {
  // metafor's optimiser stops about 1e-7 from the variances, which the coefficients inherit.
  expectAllClose(
    fit.coefficients.map(({ estimate }) => estimate),
    expected.beta,
    'beta',
  );
  expectAllClose(
    fit.coefficients.map(({ se }) => se),
    expected.se,
    'se',
  );
  expectAllClose(
    fit.coefficients.map(({ p }) => p),
    expected.p,
    'p',
  );
  expectAllClose(
    fit.coefficients.map(({ ciLower }) => ciLower),
    expected.ciLower,
    'ciLower',
  );
  expectAllClose(
    fit.variances.map(({ sigma2 }) => sigma2),
    expected.sigma2,
    'sigma2',
  );
  expectClose(fit.Q, expected.Q, 'Q');
  expectClose(fit.pQ, expected.pQ, 'pQ');
  expectClose(fit.logLikelihood, expected.logLikelihood, 'log-likelihood');
}

describe('multilevel models agree with metafor 3.8 (rma.mv) to 1e-6', () => {
  const kon = fixture.konstantopoulos;
  const effects = effectsOf(kon.yi, kon.vi);
  const district: RandomFactor = { name: 'district', groups: kon.district };
  const factors = [district, nestedWithin(district, { name: 'school', groups: kon.school })];
  test('dat.konstantopoulos2011, schools in districts, REML', () =>
    same(multilevel(effects, factors), kon.reml));
  test('the same by ML', () => same(multilevel(effects, factors, { method: 'ML' }), kon.ml));
  test('the same with a moderator', () => {
    same(multilevel(effects, factors, { moderators: [{ name: 'year', values: kon.year }] }), kon.year1);
  });

  const ber = fixture.berkey;
  const outcomes = effectsOf(
    ber.yi,
    ber.V.map((row, i) => row[i] as number),
  );
  const moderators = [{ name: 'PD', values: ber.isPD }];
  test('dat.berkey1998, two correlated outcomes per trial, nested random effects', () => {
    const trial: RandomFactor = { name: 'trial', groups: ber.trial };
    const nested = [trial, nestedWithin(trial, { name: 'outcome', groups: ber.outcome })];
    same(multilevel(outcomes, nested, { moderators, samplingCovariance: ber.V }), ber.nested);
  });
  test('dat.berkey1998, common effects with their covariance', () => {
    same(multilevel(outcomes, [], { moderators, samplingCovariance: ber.V }), { ...ber.common, sigma2: [] });
  });

  test('one factor with a group per effect is the random-effects model', () => {
    const each: RandomFactor = { name: 'effect', groups: kon.yi.map((_, i) => String(i)) };
    const fit = multilevel(effects, [each]);
    const plain = metaAnalysis(effects);
    expectClose(fit.variances[0]?.sigma2, plain.tau2, 'tau2');
    expectClose(fit.coefficients[0]?.estimate, plain.coefficients[0]?.estimate, 'estimate');
  });

  test('a variance at 0 stays there', () => {
    const alike = effectsOf([0.3, 0.31, 0.29, 0.305], [0.04, 0.09, 0.02, 0.05]);
    const fit = multilevel(alike, [{ name: 'trial', groups: ['a', 'a', 'b', 'b'] }]);
    expect(fit.variances[0]?.sigma2).toBe(0);
  });

  test('a factor with one group, or a covariance of the wrong shape, is refused', () => {
    const one = [{ name: 'trial', groups: kon.yi.map(() => 'a') }];
    expect(() => multilevel(effects, one)).toThrow(/trial has one group only/);
    expect(() => multilevel(effects, factors, { samplingCovariance: [[1]] })).toThrow(/56 by 56/);
  });
});
