import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/meta/effect.ts';
import { eventsEffect } from '../../src/meta/events.ts';
import { mantelHaenszel, petoOddsRatio } from '../../src/meta/pooled-tables.ts';
import { type Method, metaAnalysis } from '../../src/meta/random-effects.ts';

const methods: readonly Method[] = ['EE', 'DL', 'HE', 'HS', 'SJ', 'ML', 'REML', 'EB', 'PM'];
const effects = fc.array(
  fc.record({
    study: fc.constant('s'),
    yi: fc.double({ min: -3, max: 3, noNaN: true }),
    vi: fc.double({ min: 0.005, max: 2, noNaN: true }),
  }),
  { minLength: 2, maxLength: 12 },
);
const method = fc.constantFrom(...methods);
const near = (a: number, b: number, tolerance = 1e-7) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(b)));
const estimate = (list: readonly Effect[], by: Method) =>
  metaAnalysis(list, { method: by }).coefficients[0]?.estimate ?? Number.NaN;

describe('properties of every model', () => {
  test('the order of the studies does not matter', () => {
    fc.assert(
      fc.property(effects, method, (list, by) => {
        near(estimate([...list].reverse(), by), estimate(list, by));
      }),
      {
        // Whole steps of the scoring circle here.
        examples: [
          [
            [
              { study: 's', yi: 0, vi: 0.02529695410135716 },
              { study: 's', yi: 0, vi: 0.030425782246915594 },
              { study: 's', yi: 0, vi: 0.03125351619700439 },
              { study: 's', yi: 0.18293624378358259, vi: 0.005 },
              { study: 's', yi: 0, vi: 0.02702444943579799 },
            ],
            'REML',
          ],
        ],
      },
    );
  });
  test('a shift shifts the estimate and leaves tau2; a change of unit scales both', () => {
    fc.assert(
      fc.property(effects, method, fc.double({ min: -5, max: 5, noNaN: true }), (list, by, shift) => {
        const plain = metaAnalysis(list, { method: by });
        const moved = metaAnalysis(
          list.map((effect) => ({ ...effect, yi: effect.yi + shift })),
          { method: by },
        );
        near(
          moved.coefficients[0]?.estimate ?? Number.NaN,
          (plain.coefficients[0]?.estimate ?? Number.NaN) + shift,
        );
        near(moved.tau2, plain.tau2, 1e-6);
        const scaled = metaAnalysis(
          list.map((effect) => ({ ...effect, yi: 10 * effect.yi, vi: 100 * effect.vi })),
          { method: by },
        );
        near(scaled.tau2, 100 * plain.tau2, 1e-5);
        near(scaled.I2, plain.I2, 1e-5);
      }),
    );
  });
  test('the estimate lies among the effects, tau2 is not negative, the floor never narrows', () => {
    fc.assert(
      fc.property(effects, method, (list, by) => {
        const z = metaAnalysis(list, { method: by });
        const values = list.map(({ yi }) => yi);
        const pooled = z.coefficients[0]?.estimate ?? Number.NaN;
        expect(pooled).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(pooled).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        expect(z.tau2).toBeGreaterThanOrEqual(0);
        const width = (test: 'z' | 'adhoc') => {
          const [c] = metaAnalysis(list, { method: by, test }).coefficients;
          return (c?.ciUpper ?? Number.NaN) - (c?.ciLower ?? Number.NaN);
        };
        expect(width('adhoc')).toBeGreaterThanOrEqual(width('z') - 1e-9);
      }),
    );
  });
  test('the Q-profile interval holds the Paule-Mandel estimate', () => {
    fc.assert(
      fc.property(effects, (list) => {
        const { tau2, tau2Interval } = metaAnalysis(list, { method: 'PM' });
        expect(tau2Interval?.lower).toBeLessThanOrEqual(tau2 + 1e-9);
        // The degrees of freedom, at which Q puts the estimate, lie between the quantiles of chi-square.
        expect(tau2Interval?.upper).toBeGreaterThanOrEqual(tau2 - 1e-9);
      }),
    );
  });
});

describe('properties of tables', () => {
  const arm = fc
    .integer({ min: 2, max: 60 })
    .chain((n) => fc.record({ n: fc.constant(n), events: fc.integer({ min: 1, max: n - 1 }) }));
  const study = fc.record({ study: fc.constant('s'), first: arm, second: arm });
  const swapped = <T>({ first, second, ...rest }: { first: T; second: T; study: string }) => ({
    ...rest,
    first: second,
    second: first,
  });
  test('exchanging the arms turns the sign', () => {
    fc.assert(
      fc.property(fc.array(study, { minLength: 1, maxLength: 8 }), (studies) => {
        for (const measure of ['RR', 'OR', 'RD'] as const) {
          near(
            mantelHaenszel(measure, studies.map(swapped)).estimate.estimate,
            -mantelHaenszel(measure, studies).estimate.estimate,
          );
        }
        near(
          petoOddsRatio(studies.map(swapped)).estimate.estimate,
          -petoOddsRatio(studies).estimate.estimate,
        );
      }),
    );
  });
  test('of one table Mantel-Haenszel gives the plain effect', () => {
    fc.assert(
      fc.property(study, (one) => {
        for (const measure of ['RR', 'OR', 'RD'] as const) {
          near(mantelHaenszel(measure, [one]).estimate.estimate, eventsEffect(measure, one).yi);
        }
      }),
    );
  });
});
