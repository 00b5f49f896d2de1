import { describe, expect, test } from 'vitest';
import {
  eggerTest,
  type FunnelRegression,
  mixedFunnelTest,
  rankTest,
  trimAndFill,
} from '../../src/meta/funnel.ts';
import { kendall } from '../../src/meta/kendall.ts';
import type { Method } from '../../src/meta/random-effects.ts';
import { subgroups } from '../../src/meta/subgroups.ts';
import { effectsOf, expectAllClose, expectClose } from './close.ts';
import fixture from './fixtures/sensitivity.json' with { type: 'json' };
import groups from './fixtures/subgroups.json' with { type: 'json' };

describe('asymmetry of the funnel agrees with metafor 3.8 to 1e-6', () => {
  for (const set of fixture.funnels) {
    const effects = effectsOf(set.yi, set.vi);
    const method = set.method as Method;
    const same = (actual: FunnelRegression, expected: typeof set.egger) => {
      expectClose(actual.statistic, expected.statistic, 'statistic');
      expectClose(actual.p, expected.p, 'p');
      expectClose(actual.limit.estimate, expected.limit, 'limit');
      expectClose(actual.limit.lower, expected.limitLower, 'lower');
      expectClose(actual.limit.upper, expected.limitUpper, 'upper');
    };
    test(`${set.name}: Egger's regression and its limit`, () => same(eggerTest(effects), set.egger));
    test(`${set.name}: mixed model on the standard error and on the variance, and their limits`, () => {
      same(mixedFunnelTest(effects, method), set.mixed);
      same(mixedFunnelTest(effects, method, 'variance'), set.mixedVariance);
    });
    test(`${set.name}: rank test`, () => {
      const { tau, p } = rankTest(effects);
      expectClose(tau, set.rank.tau, 'tau');
      expectClose(p, set.rank.p, 'p');
    });
    for (const fill of set.trimFill) {
      test(`${set.name}: trim and fill, ${fill.estimator}, ${fill.side}`, () => {
        const side = fill.side as 'left' | 'right';
        const result = trimAndFill(effects, {
          method: set.fillMethod as Method,
          side,
          estimator: fill.estimator as 'L0' | 'R0',
        });
        expect(result.missing).toBe(fill.k0);
        expectClose(result.missingSe, fill.se0, 'se of the number');
        expectClose(result.fit.coefficients[0]?.estimate, fill.estimate, 'estimate');
        expectClose(result.fit.coefficients[0]?.se, fill.se, 'se');
        const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);
        expectAllClose(ascending(result.filled.map(({ yi }) => yi)), ascending(fill.filled), 'filled');
      });
    }
    test(`${set.name}: trim and fill finds the side itself`, () => {
      const result = trimAndFill(effects, { method: set.fillMethod as Method });
      expect(result.side).toBe(set.auto.side);
      expect(result.missing).toBe(set.auto.k0);
    });
  }
});

test("Kendall's tau with ties and without, as R's cor.test", () => {
  const tied = kendall([1, 2, 2, 3, 4, 4, 5], [2, 1, 1, 3, 3, 5, 4]);
  expectClose(tied.tau, 0.6315789473684, 'tau');
  expectClose(tied.p, 0.0594211895872, 'p');
  const exact = kendall([1, 2, 3, 4, 5, 6], [1, 3, 2, 6, 4, 5]);
  expectClose(exact.tau, 0.6, 'tau');
  expectClose(exact.p, 0.136111111111, 'p');
});

test('subgroups of dat.bcg by allocation agree with metafor 3.8', () => {
  const result = subgroups(effectsOf(groups.yi, groups.vi), groups.group);
  expect(result.groups.map(({ name }) => name)).toEqual(groups.names);
  expectAllClose(
    result.groups.map(({ fit }) => fit.coefficients[0]?.estimate),
    groups.estimate,
    'estimate',
  );
  expectAllClose(
    result.groups.map(({ fit }) => fit.coefficients[0]?.se),
    groups.se,
    'se',
  );
  expectAllClose(
    result.groups.map(({ fit }) => fit.tau2),
    groups.tau2,
    'tau2',
  );
  expectClose(result.Q, groups.Q, 'Q');
  expectClose(result.p, groups.p, 'p');
});
