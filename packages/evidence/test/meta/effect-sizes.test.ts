import { describe, expect, test } from 'vitest';
import {
  type EventsMeasure,
  eventsEffect,
  freemanTukeyProportion,
  proportionEffect,
  sharedControlEventsCovariance,
} from '../../src/meta/events.ts';
import {
  crossoverMeansEffect,
  type MeansMeasure,
  meansEffect,
  sharedControlMeansCovariance,
  singleMeanEffect,
} from '../../src/meta/means.ts';
import {
  cohenDFromF,
  cohenDFromP,
  cohenDFromT,
  effectFromInterval,
  effectFromP,
  effectFromSe,
  sdFromInterval,
  sdFromSe,
} from '../../src/meta/reported.ts';
import { expectAllClose, expectClose } from './close.ts';
import fixture from './fixtures/effect-sizes.json' with { type: 'json' };

const at = <T>(list: readonly T[], i: number): T => list[i] as T;

describe('effect sizes agree with metafor 3.8', () => {
  const { normand } = fixture;
  const arms = normand.n1.map((n, i) => ({
    first: { n, mean: at(normand.mean1, i), sd: at(normand.sd1, i) },
    second: { n: at(normand.n2, i), mean: at(normand.mean2, i), sd: at(normand.sd2, i) },
  }));

  for (const { measure, yi, vi } of fixture.means) {
    test(`${measure} of dat.normand1999`, () => {
      const effects = arms.map(({ first, second }) =>
        meansEffect(measure as MeansMeasure, 's', first, second),
      );
      expectAllClose(
        effects.map((e) => e.yi),
        yi,
        'yi',
      );
      expectAllClose(
        effects.map((e) => e.vi),
        vi,
        'vi',
      );
    });
  }

  for (const { measure, yi, vi } of fixture.single) {
    test(`${measure}, one arm, of dat.normand1999`, () => {
      const effects = arms.map(({ first }) => singleMeanEffect(measure as 'MN' | 'MNLN', 's', first));
      expectAllClose(
        effects.map((e) => e.yi),
        yi,
        'yi',
      );
      expectAllClose(
        effects.map((e) => e.vi),
        vi,
        'vi',
      );
    });
  }

  const tables = [
    ['dat.bcg', fixture.bcg, fixture.bcgEffects],
    ['tables with empty cells', fixture.zeros, fixture.zerosEffects],
  ] as const;
  for (const [name, data, measures] of tables) {
    for (const { measure, yi, vi } of measures) {
      test(`${measure} of ${name}`, () => {
        const effects = data.a.map((events, i) =>
          eventsEffect(measure as EventsMeasure, {
            study: 's',
            first: { events, n: at(data.n1, i) },
            second: { events: at(data.c, i), n: at(data.n2, i) },
          }),
        );
        expectAllClose(
          effects.map((e) => e.yi),
          yi,
          'yi',
        );
        expectAllClose(
          effects.map((e) => e.vi),
          vi,
          'vi',
        );
      });
    }
  }

  for (const { measure, yi, vi } of fixture.proportionEffects) {
    test(`${measure} of dat.pritz1997 and of 0 of 12 and 7 of 7`, () => {
      const effects = fixture.proportions.x.map((events, i) =>
        proportionEffect(measure as 'PR' | 'PLO' | 'PFT', 's', { events, n: at(fixture.proportions.n, i) }),
      );
      expectAllClose(
        effects.map((e) => e.yi),
        yi,
        'yi',
      );
      expectAllClose(
        effects.map((e) => e.vi),
        vi,
        'vi',
      );
    });
  }

  test('Freeman-Tukey back to a proportion', () => {
    const { t, n, p } = fixture.freemanTukey;
    expectAllClose(
      t.map((value) => freemanTukeyProportion(value, n)),
      p,
      'p',
    );
  });

  test('crossover: mean difference and standardised difference with a correlation', () => {
    const { paired } = fixture;
    const results = (['difference', 'standardised'] as const).map((measure) =>
      paired.n.map((n, i) =>
        crossoverMeansEffect(
          measure,
          's',
          { n, mean: at(paired.m1, i), sd: at(paired.sd1, i) },
          { n, mean: at(paired.m2, i), sd: at(paired.sd2, i) },
          at(paired.r, i),
        ),
      ),
    );
    fixture.pairedEffects.forEach(({ yi, vi }, i) => {
      expectAllClose(
        (results[i] ?? []).map((e) => e.yi),
        yi,
        'yi',
      );
      expectAllClose(
        (results[i] ?? []).map((e) => e.vi),
        vi,
        'vi',
      );
    });
  });
});

describe('effects from what papers report', () => {
  test('P = 0.25 with 20 and 20 people is d = 0.369, P = 0.54 is 0.196 (Amr 2010)', () => {
    expect(cohenDFromP(0.25, 20, 20, 1)).toBeCloseTo(0.3694, 4);
    expect(cohenDFromP(0.54, 20, 20, 1)).toBeCloseTo(0.1956, 3);
    expect(cohenDFromP(0.0001, 20, 20, 1)).toBeGreaterThan(1.37);
  });

  test('t, F and P of one test give one d', () => {
    const { yi } = meansEffect('SMDd', 's', { n: 12, mean: 5, sd: 2 }, { n: 15, mean: 3, sd: 3 });
    const t = yi / Math.sqrt(1 / 12 + 1 / 15);
    expectClose(cohenDFromT(t, 12, 15), yi, 'd from t');
    expectClose(cohenDFromF(t * t, 12, 15, 1), yi, 'd from F');
    expect(() => cohenDFromP(0, 12, 15, 1)).toThrow(/P must lie above 0/);
  });

  test('Sigtermans 2009 week 1: standard errors 0.51 and 0.48 make d 1.021 and g 1.008', () => {
    const ketamine = { n: 30, mean: 2.68, sd: sdFromSe(0.51, 30) };
    const placebo = { n: 30, mean: 5.45, sd: sdFromSe(0.48, 30) };
    expect(ketamine.sd).toBeCloseTo(2.79, 2);
    expect(placebo.sd).toBeCloseTo(2.63, 2);
    expect(meansEffect('SMDd', 's', placebo, ketamine).yi).toBeCloseTo(1.0212, 4);
    expect(meansEffect('SMD', 's', placebo, ketamine).yi).toBeCloseTo(1.008, 3);
  });

  test('interval, standard error and P of one estimate give one variance', () => {
    const { yi, vi } = effectFromInterval('s', 1.05, 10.09, 'ratio');
    expectClose(Math.exp(yi), Math.sqrt(1.05 * 10.09), 'centre');
    const p = 2 * (1 - 0.9798178);
    expectClose(effectFromSe('s', yi, Math.sqrt(vi)).vi, vi, 'vi');
    expect(effectFromP('s', yi, p).vi).toBeCloseTo(vi, 2);
    expectClose(sdFromInterval(5 - 2.262157163, 5 + 2.262157163, 10), Math.sqrt(10), 'sd');
    expect(() => effectFromInterval('s', 0, 2, 'ratio')).toThrow(/above 0/);
  });
});

describe('shared control arms (Gleser and Olkin 2009)', () => {
  test('the covariance is the part of both variances that the control arm makes', () => {
    const control = { n: 32, mean: 0, sd: 2 };
    expect(sharedControlMeansCovariance('MD', control, { n: 10, yi: 1 }, { n: 9, yi: 2 })).toBe(4 / 32);
    expect(sharedControlMeansCovariance('SMD', control, { n: 10, yi: 1 }, { n: 9, yi: 2 })).toBe(
      1 / 32 + 2 / 102,
    );
    const events = { events: 13, n: 32 };
    const { vi } = eventsEffect('RR', { study: 's', first: { events: 25, n: 30 }, second: events });
    expectClose(vi - sharedControlEventsCovariance('RR', events), 1 / 25 - 1 / 30, 'treated part');
    expectClose(sharedControlEventsCovariance('OR', events), 1 / 13 + 1 / 19, 'OR');
    expect(() => sharedControlEventsCovariance('RR', { events: 0, n: 9 })).toThrow(/no covariance/);
  });
});

test('impossible numbers are refused with study, number and reason', () => {
  const arm = { n: 10, mean: 1, sd: 1 };
  expect(() => meansEffect('MD', 'Amr', { ...arm, n: 1 }, arm)).toThrow(/Amr: an arm needs .* at least 2/);
  expect(() => meansEffect('SMD', 'Amr', { ...arm, sd: 0 }, arm)).toThrow(/Amr: the standard deviation/);
  expect(() => meansEffect('ROM', 'Amr', { ...arm, mean: -1 }, arm)).toThrow(/same sign/);
  const table = { study: 'Amr', first: { events: 11, n: 10 }, second: { events: 1, n: 10 } };
  expect(() => eventsEffect('RR', table)).toThrow(/from 0 to 10, not 11/);
  expect(() => crossoverMeansEffect('difference', 'Amr', arm, arm, 1)).toThrow(/between -1 and 1/);
});
