import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleCovariates } from '../../src/cohort/covariates.ts';
import { createSampler, type RandomEffects } from '../../src/cohort/random-effects.ts';
import { randomSource } from '../../src/random/draws.ts';

const source = randomSource(42);
const effects: RandomEffects = {
  name: 'test',
  deviates: [
    { name: 'volume', variance: 0.0842 },
    { name: 'clearance', variance: 0.026 },
    { name: 'absorption', variance: 0.1, per: 'occasion' },
  ],
  covariances: [{ between: ['volume', 'clearance'], value: 0.0226 }],
  parameters: {
    V: { typical: 133, deviates: ['volume'] },
    VN: { typical: 70, deviates: ['volume'] },
    CL: { typical: 95.2, deviates: ['clearance'] },
    KA: { typical: 2, deviates: ['absorption'] },
  },
};
const subjects = { first: 0, count: 50_000 };
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const covariance = (a: Float64Array, b: Float64Array) => {
  const [meanA, meanB] = [mean(a), mean(b)];
  return a.reduce((sum, value, index) => sum + (value - meanA) * (b[index]! - meanB), 0) / a.length;
};

describe('random effects (issue 3, Populations)', () => {
  const { V, VN, CL, KA } = createSampler(effects, source).parameters(subjects) as Record<
    string,
    Float64Array
  >;
  const logs = (values: Float64Array, typical: number) => values.map((value) => Math.log(value / typical));

  test('log-normal deviates have the variances and the covariance of the table', () => {
    const volume = logs(V!, 133);
    const clearance = logs(CL!, 95.2);
    expect(Math.abs(mean(volume))).toBeLessThan((4 * Math.sqrt(0.0842)) / Math.sqrt(subjects.count));
    for (const [found, expected] of [
      [covariance(volume, volume), 0.0842],
      [covariance(clearance, clearance), 0.026],
      [covariance(volume, clearance), 0.0226],
    ] as const) {
      expect(Math.abs(found / expected - 1)).toBeLessThan(0.04);
    }
  });

  test('parameters that share a deviate move together', () => {
    for (let index = 0; index < 100; index++) expect(VN![index]! / 70).toBeCloseTo(V![index]! / 133, 12);
  });

  test('a deviate of the occasion is drawn anew on each, one of the person is not', () => {
    const second = createSampler(effects, source).parameters(subjects, 1);
    expect(second.V).toEqual(V);
    const correlation = covariance(logs(KA!, 2), logs(second.KA!, 2)) / 0.1;
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(subjects.count));
  });

  test('a patient is the same alone, in any part of the list, and beside any other model', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 50 }), (first, count) => {
        const part = createSampler(effects, source).parameters({ first, count });
        expect(part.V).toEqual(V!.slice(first, first + count));
        expect(part.KA).toEqual(KA!.slice(first, first + count));
      }),
      { numRuns: 20 },
    );
  });

  test('normal, logit and Box-Cox are what they are by definition', () => {
    const of = (transformation: RandomEffects['parameters'][string]['transformation']) =>
      createSampler(
        {
          name: 'test',
          deviates: [{ name: 'x', variance: 0.25 }],
          parameters: {
            P: { typical: 0.54, ...(transformation && { transformation }), deviates: ['x'] },
            x: { typical: 0, transformation: { kind: 'normal' }, deviates: ['x'] },
          },
        },
        source,
      ).parameters({ first: 0, count: 200 });
    const cases = [
      [undefined, (x: number) => 0.54 * Math.exp(x)],
      [{ kind: 'normal' }, (x: number) => 0.54 + x],
      [{ kind: 'logit', least: 0, most: 1 }, (x: number) => 1 / (1 + Math.exp(-(Math.log(0.54 / 0.46) + x)))],
      [{ kind: 'Box-Cox', shape: 0.7 }, (x: number) => 0.54 * Math.exp((Math.exp(x) ** 0.7 - 1) / 0.7)],
    ] as const;
    for (const [transformation, expected] of cases) {
      const { P, x } = of(transformation) as { P: Float64Array; x: Float64Array };
      P.forEach((value, index) => {
        expect(Math.abs(value - expected(x[index]!))).toBeLessThan(1e-14);
      });
    }
  });

  test('what cannot be is refused with its place', () => {
    const refuse = (change: Partial<RandomEffects>, message: RegExp) =>
      expect(() => createSampler({ ...effects, ...change }, source)).toThrow(message);
    refuse({ covariances: [{ between: ['volume', 'clearance'], value: 0.05 }] }, /^covariances: .*too great/);
    refuse(
      { covariances: [{ between: ['volume', 'absorption'], value: 0.01 }] },
      /^covariances\[0\].between: /,
    );
    refuse({ covariances: [{ between: ['volume', 'weight'], value: 0.01 }] }, /^covariances\[0\].between: /);
    refuse({ deviates: [{ name: 'volume', variance: -1 }] }, /^deviates\[0\].variance: /);
    refuse({ parameters: { V: { typical: 1, deviates: ['none'] } } }, /^parameters.V.deviates\[0\]: /);
    refuse(
      {
        parameters: {
          V: { typical: 2, transformation: { kind: 'logit', least: 0, most: 1 }, deviates: ['volume'] },
        },
      },
      /^parameters.V.typical: /,
    );
  });
});

describe('covariates', () => {
  const sampled = sampleCovariates(
    {
      weight: { kind: 'log-normal', mean: 79, standardDeviation: 19, least: 30, most: 200 },
      age: { kind: 'normal', mean: 46, standardDeviation: 12, least: 18, most: 90 },
      female: {
        kind: 'shares',
        of: [
          { value: 1, share: 22 / 30 },
          { value: 0, share: 8 / 30 },
        ],
      },
      height: { kind: 'fixed', value: 170 },
    },
    source,
    subjects,
  );

  test('have the mean, spread and shares asked for', () => {
    const within = (found: number, expected: number) =>
      expect(Math.abs(found / expected - 1)).toBeLessThan(0.02);
    within(mean(sampled.weight), 79);
    within(Math.sqrt(covariance(sampled.weight, sampled.weight)), 19);
    within(mean(sampled.age), 46.2);
    within(mean(sampled.female), 22 / 30);
    expect(new Set(sampled.height)).toEqual(new Set([170]));
  });

  test('stay in their bounds', () => {
    expect(Math.min(...sampled.age.slice(0, 20_000))).toBeGreaterThanOrEqual(18);
    expect(Math.min(...sampled.weight.slice(0, 20_000))).toBeGreaterThanOrEqual(30);
  });

  test('that cannot be are refused with their place', () => {
    const of = (distribution: Parameters<typeof sampleCovariates>[0][string]) => () =>
      sampleCovariates({ weight: distribution }, source, { first: 0, count: 1 });
    expect(of({ kind: 'normal', mean: 0, standardDeviation: 1, least: 50, most: 60 })).toThrow(
      /^covariates.weight: hardly any value/,
    );
    expect(of({ kind: 'log-normal', mean: -1, standardDeviation: 1, least: 0, most: 1 })).toThrow(
      /^covariates.weight.mean: /,
    );
    expect(of({ kind: 'shares', of: [{ value: 0, share: 0.4 }] })).toThrow(/^covariates.weight: the shares/);
  });
});
