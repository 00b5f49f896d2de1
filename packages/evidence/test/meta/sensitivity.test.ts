import { describe, test } from 'vitest';
import { type Method, metaAnalysis, type Test } from '../../src/meta/random-effects.ts';
import { baujat, cumulative, influence, leaveOneOut } from '../../src/meta/sensitivity.ts';
import { effectsOf, expectAllClose } from './close.ts';
import fixture from './fixtures/sensitivity.json' with { type: 'json' };

const influenceKeys = [
  'rstudent',
  'dffits',
  'cookD',
  'covarianceRatio',
  'tau2',
  'Q',
  'hat',
  'weight',
] as const;

describe('leave-one-out, cumulative, influence and Baujat agree with metafor 3.8 to 1e-6', () => {
  for (const set of fixture.sets) {
    const effects = effectsOf(set.yi, set.vi);
    const options = { method: set.method as Method, test: set.test as Test };
    const label = `${set.name}: ${set.method}, ${set.test}`;
    test(`${label}: leave-one-out`, () => {
      const fits = leaveOneOut(effects, options);
      const { estimate, se, ciLower, Q, tau2, I2 } = set.leaveOneOut;
      expectAllClose(
        fits.map((fit) => fit.coefficients[0]?.estimate),
        estimate,
        'estimate',
      );
      expectAllClose(
        fits.map((fit) => fit.coefficients[0]?.se),
        se,
        'se',
      );
      expectAllClose(
        fits.map((fit) => fit.coefficients[0]?.ciLower),
        ciLower,
        'ciLower',
      );
      expectAllClose(
        fits.map((fit) => fit.Q),
        Q,
        'Q',
      );
      // metafor records no tau2 for a common effect.
      expectAllClose(
        fits.map((fit) => fit.tau2),
        tau2 ?? fits.map(() => 0),
        'tau2',
      );
      expectAllClose(
        fits.map((fit) => fit.I2),
        I2,
        'I2',
      );
    });
    test(`${label}: cumulative`, () => {
      const fits = cumulative(effects, options);
      expectAllClose(
        fits.map((fit) => fit.coefficients[0]?.estimate),
        set.cumulative.estimate,
        'estimate',
      );
      expectAllClose(
        fits.map((fit) => fit.coefficients[0]?.se),
        set.cumulative.se,
        'se',
      );
      expectAllClose(
        fits.map((fit) => fit.coefficients[0]?.p),
        set.cumulative.p,
        'p',
      );
      expectAllClose(
        fits.map((fit) => fit.tau2),
        set.cumulative.tau2 ?? fits.map(() => 0),
        'tau2',
      );
    });
    test(`${label}: influence`, () => {
      const rows = influence(metaAnalysis(effects, options));
      for (const key of influenceKeys) {
        expectAllClose(
          rows.map((row) => row[key]),
          set.influence[key],
          key,
        );
      }
      expectAllClose(
        rows.map((row) => row.dfbetas[0]),
        set.influence.dfbetas.intrcpt,
        'dfbetas',
      );
    });
    test(`${label}: Baujat`, () => {
      const points = baujat(metaAnalysis(effects, options));
      expectAllClose(
        points.map((point) => point.contribution),
        set.baujat.x,
        'x',
      );
      expectAllClose(
        points.map((point) => point.influence),
        set.baujat.y,
        'y',
      );
    });
  }

  test('influence with a moderator', () => {
    const set = fixture.withModerator;
    const moderators = [{ name: 'ablat', values: set.moderators.ablat }];
    const rows = influence(metaAnalysis(effectsOf(set.yi, set.vi), { moderators }), moderators);
    // With moderators metafor's weight is that of the study alone, as here.
    for (const key of influenceKeys) {
      expectAllClose(
        rows.map((row) => row[key]),
        set.influence[key],
        key,
      );
    }
    expectAllClose(
      rows.map((row) => row.dfbetas[0]),
      set.influence.dfbetas.intrcpt,
      'dfbetas',
    );
    expectAllClose(
      rows.map((row) => row.dfbetas[1]),
      set.influence.dfbetas.ablat,
      'dfbetas',
    );
  });
});
