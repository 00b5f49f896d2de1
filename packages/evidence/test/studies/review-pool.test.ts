import { describe, expect, test } from 'vitest';
import { hedgesCorrection, standardisedEffect } from '../../src/meta/means.ts';
import { type Method, metaAnalysis, type Test } from '../../src/meta/random-effects.ts';
import { leaveOneOut } from '../../src/meta/sensitivity.ts';
import { poolable } from '../../src/studies/poolable.ts';
import { pooledEffects } from '../../src/studies/pooled-effects.ts';
import {
  backSolvedSets,
  feasibleInputs,
  impliedHalfLife,
  publishedPools,
} from '../../src/studies/review-pool.ts';

// Sets solved back from the published pools; their intervals were computed with metafor.
const set = (name: string) => {
  const found = backSolvedSets.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`No set ${name}.`);
  return found;
};
const effectsOf = (name: string) =>
  pooledEffects('SMDd', set(name).outcomes, { backSolvedDemonstration: true, sameConstruct: true }).effects;
const pooled = (name: string, method: Method, test: Test = 'z') => {
  const fit = metaAnalysis(effectsOf(name), { method, test });
  const [c] = fit.coefficients;
  const printed = [c?.estimate, c?.ciLower, c?.ciUpper].map(
    (value) => Math.round(100 * (value ?? Number.NaN)) / 100,
  );
  return { printed, p: c?.p ?? Number.NaN, I2: fit.I2 };
};

describe("the review's pools come out of the back-solved inputs (issue 4: the review's own numbers)", () => {
  test('week 1: 1.22 (0.82 to 1.61) under a common effect, from every set', () => {
    for (const name of ['week 1, A', 'week 1, B', 'week 1, C']) {
      expect(pooled(name, 'EE').printed).toEqual([1.22, 0.82, 1.61]);
      expect(pooled(name, 'EE').p).toBeLessThan(0.001);
    }
    expect(pooled('week 1, A', 'REML').printed).toEqual([1.22, 0.82, 1.61]);
    expect(pooled('week 1, B', 'DL').printed).toEqual([1.24, 0.71, 1.76]);
    expect(Math.round(pooled('week 1, B', 'DL').I2)).toBe(38);
    expect(pooled('week 1, C', 'DL').printed).toEqual([1.23, 0.43, 2.03]);
    expect(pooled('week 1, C', 'REML').printed).toEqual([1.23, 0.39, 2.06]);
  });
  test('week 4: 0.39 (0.03 to 0.75), P = 0.036, by any model', () => {
    for (const method of ['EE', 'DL', 'REML'] as const) {
      const { printed, p } = pooled('week 4', method);
      expect(printed).toEqual([0.39, 0.03, 0.75]);
      expect(p).toBeCloseTo(0.0359, 4);
    }
  });
  test('how fragile: Hartung-Knapp', () => {
    expect(pooled('week 1, A', 'DL', 'knha').printed).toEqual([1.22, 0.48, 1.95]);
    expect(pooled('week 1, B', 'DL', 'knha').printed).toEqual([1.24, 0.08, 2.39]);
    expect(pooled('week 1, C', 'DL', 'knha').printed).toEqual([1.23, -0.64, 3.1]);
    // Without the floor nearly equal effects make an absurdly narrow interval; with it the interval is wide.
    expect(pooled('week 4', 'DL', 'knha').printed).toEqual([0.39, 0.32, 0.46]);
    const [, lower, upper] = pooled('week 4', 'DL', 'adhoc').printed;
    expect(lower).toBeLessThan(-0.4);
    expect(upper).toBeGreaterThan(1.1);
  });
  test('the identified set: 147 and 44 cells at week 1, 37 and 35 at week 4', () => {
    const [week1, week4] = publishedPools;
    if (!week1 || !week4) throw new Error('Two pools were published.');
    const common = feasibleInputs(week1, 'EE');
    expect(common).toHaveLength(147);
    expect(common[0]).toMatchObject({ schwartzman: 0.42, amr: 2.23 });
    expect(common.at(-1)).toMatchObject({ schwartzman: 1.57, amr: 1.38 });
    expect(feasibleInputs(week1, 'DL')).toHaveLength(44);
    expect(feasibleInputs(week4, 'EE')).toHaveLength(37);
    expect(feasibleInputs(week4, 'DL')).toHaveLength(35);
  }, 30_000);
  test('Collins 2010: -0.65 (-1.47 to 0.16) of two trials comes out with Schwartzman at g = 0.155', () => {
    // Comprehensive Meta-Analysis: the variance of g is that of d, times the square of the correction.
    const hedges = (study: string, g: number, n1: number, n2: number) => {
      const j = hedgesCorrection(n1 + n2 - 2);
      const d = standardisedEffect('SMDd', study, g / j, n1, n2);
      return { study, yi: g, vi: d.vi * j ** 2 };
    };
    const effects = [hedges('Sigtermans', 1.008, 30, 30), hedges('Schwartzman', 0.155, 9, 10)];
    const [c] = metaAnalysis(effects, { method: 'DL' }).coefficients;
    expect(c?.estimate).toBeCloseTo(0.65, 2);
    expect(Math.abs((c?.ciLower ?? 9) - -0.16)).toBeLessThan(0.015);
    expect(Math.abs((c?.ciUpper ?? 9) - 1.47)).toBeLessThan(0.015);
  });
  test('the implied half-life is 12.8 days', () => {
    expect(impliedHalfLife(1.22, 0.39, 21)).toBeCloseTo(12.8, 1);
    expect(() => impliedHalfLife(0.4, 0.4, 21)).toThrow(/falls/);
  });
  test('without the trial of the integrity flag two remain, and the interval at week 4 holds 0', () => {
    const without = leaveOneOut(effectsOf('week 4'), { method: 'EE' })[2];
    expect(without?.coefficients[0]?.ciLower).toBeLessThan(0);
  });
  test('back-solved inputs are refused as evidence', () => {
    const answer = poolable(set('week 1, A').outcomes, { kind: 'd', sameConstruct: true });
    expect(answer.poolable).toBe(false);
    expect(!answer.poolable && answer.reasons.join(' ')).toMatch(
      /T02-week1A: back-solved from the pooled result itself/,
    );
  });
});
