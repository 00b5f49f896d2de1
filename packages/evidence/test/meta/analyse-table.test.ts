import { describe, expect, test } from 'vitest';
import { analyseTable } from '../../src/meta/analyse-table.ts';
import { meansEffect } from '../../src/meta/means.ts';
import { readMetaTable } from '../../src/meta/read-table.ts';
import type { TableMethod } from '../../src/meta/table-kinds.ts';
import { expectClose } from './close.ts';
import sizes from './fixtures/effect-sizes.json' with { type: 'json' };
import tables from './fixtures/mantel-haenszel.json' with { type: 'json' };
import regression from './fixtures/meta-regression.json' with { type: 'json' };
import models from './fixtures/models.json' with { type: 'json' };

const csv = (header: string, ...columns: readonly (readonly (number | string)[])[]) =>
  [
    header,
    ...(columns[0] ?? []).map((_, i) => [`s${i + 1}`, ...columns.map((column) => column[i])].join(',')),
  ].join('\n');

const bcg = csv('study,a,n1,c,n2', sizes.bcg.a, sizes.bcg.n1, sizes.bcg.c, sizes.bcg.n2);

describe('tables of studies give what metafor gives (issue 4: ketame meta)', () => {
  test('arm means by SMD: dat.normand1999', () => {
    const { n1, mean1, sd1, n2, mean2, sd2 } = sizes.normand;
    const table = readMetaTable(csv('study,n1,mean1,sd1,n2,mean2,sd2', n1, mean1, sd1, n2, mean2, sd2));
    const expected = models.sets
      .find(({ name }) => name === 'normand1999')
      ?.fits.find(({ method, test }) => method === 'REML' && test === 'knha');
    const result = analyseTable(table, { measure: 'SMD', method: 'REML', test: 'knha' });
    expectClose(result.estimate, expected?.beta[0], 'estimate');
    expectClose(result.predictionUpper, expected?.predictionUpper, 'prediction');
    expectClose(result.tau2CiUpper, expected?.tau2CiUpper, 'tau2');
    expect(result.studies.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 9);
  });

  test('events by RR, with moderators: dat.bcg', () => {
    const [set] = regression.sets;
    const { a, n1, c, n2 } = sizes.bcg;
    const mods = set?.moderators as { ablat: number[]; year: number[] };
    const table = readMetaTable(csv('study,a,n1,c,n2,ablat,year', a, n1, c, n2, mods.ablat, mods.year));
    const result = analyseTable(table, { measure: 'RR', moderators: ['ablat', 'year'] });
    const expected = set?.fits.find(({ method, test }) => method === 'REML' && test === 'z');
    expect(result.coefficients.map(({ name }) => name)).toEqual(['intercept', 'ablat', 'year']);
    expectClose(result.coefficients[1]?.estimate, expected?.beta[1], 'slope');
    expectClose(result.QM, expected?.QM, 'QM');
    expect(result.predictionLower).toBeNull();
  });

  test('Mantel-Haenszel and Peto, silent studies kept and said', () => {
    const set = tables.sets.find(({ name }) => name === 'zeros');
    const table = readMetaTable(
      csv('study,a,n1,c,n2', set?.a ?? [], set?.n1 ?? [], set?.c ?? [], set?.n2 ?? []),
    );
    for (const expected of set?.fits ?? []) {
      const method: TableMethod = expected.measure === 'PETO' ? 'PETO' : 'MH';
      const result = analyseTable(table, { measure: expected.measure, method });
      expectClose(result.estimate, expected.estimate, 'estimate');
      expectClose(result.Q, expected.Q, 'Q');
      expect(result.k).toBe(5);
      expect(result.studies[2]).toMatchObject({ study: 's3', yi: null });
      expect(result.warnings.join(' ')).toMatch(/In 1 of 5 studies/);
    }
  });

  test('effects as they stand, and groups as a moderator', () => {
    const text =
      'study,yi,vi,design\nA,0.2,0.1,open\n"B, C",0.5,0.2,blind\nD,0.9,0.1,open\nE,0.1,0.3,crossover\nF,0.3,0.2,blind\n';
    const result = analyseTable(readMetaTable(text), {
      measure: 'GEN',
      method: 'EE',
      moderators: ['design'],
    });
    expect(result.coefficients.map(({ name }) => name)).toEqual([
      'intercept',
      'design=crossover',
      'design=open',
    ]);
    // With groups alone a common effect gives each group its weighted mean.
    expect(result.estimate).toBeCloseTo(0.4, 12);
    expect((result.coefficients[0]?.estimate ?? 0) + (result.coefficients[2]?.estimate ?? 0)).toBeCloseTo(
      0.55,
      12,
    );
    expect(result.studies[1]?.study).toBe('B, C');
  });
});

describe('one table for whatever a paper tells (issue 4)', () => {
  const one = (text: string, measure: string) =>
    analyseTable(readMetaTable(text), { measure, method: 'EE' }).studies[0];
  const d = meansEffect(
    'SMD',
    's',
    { n: 30, mean: 5.45, sd: 0.48 * Math.sqrt(30) },
    { n: 30, mean: 2.68, sd: 0.51 * Math.sqrt(30) },
  );
  // Sigtermans 2009, week 1: t = (5.45 - 2.68) / hypot(0.48, 0.51), as both arms have 30 people.
  const t = 2.77 / Math.hypot(0.48, 0.51);

  test.each([
    ['standard errors', 'study,n1,mean1,se1,n2,mean2,se2\nA,30,5.45,0.48,30,2.68,0.51'],
    ['t', `study,n1,n2,t\nA,30,30,${t}`],
    ['F', `study,n1,n2,f,sign\nA,30,30,${t * t},1`],
  ])('%s give the g of the means', (_, text) => {
    expectClose(one(text, 'SMD')?.yi, d.yi, 'yi');
    expectClose(one(text, 'SMD')?.vi, d.vi, 'vi');
  });

  test('rows of one table may differ in what they tell: P = 0.25 of 20 and 20 people is d = 0.369 (Amr 2010)', () => {
    const text =
      'study,n1,mean1,sd1,n2,mean2,sd2,p,sign\nA,30,5.45,2.63,30,2.68,2.79,,\nB,20,,,20,,,0.25,1\n';
    const { studies } = analyseTable(readMetaTable(text), { measure: 'SMDd' });
    expect(studies[0]?.yi).toBeCloseTo(1.02, 2);
    expect(studies[1]?.yi).toBeCloseTo(0.3694, 4);
  });

  test('intervals of means, effects and ratios, and P of an effect, give their standard errors back', () => {
    expect(one('study,yi,lower,upper\nA,1,0.02,1.98', 'GEN')?.se).toBeCloseTo(0.5, 4);
    expect(one('study,yi,sei\nA,1,0.5', 'GEN')?.vi).toBe(0.25);
    expect(one('study,yi,p\nA,1,0.0455', 'GEN')?.se).toBeCloseTo(0.5, 4);
    const ratio = one('study,ratio,lower,upper\nA,2,1,4', 'RR');
    expectClose(ratio?.yi, Math.log(2), 'yi');
    expectClose(ratio?.se, Math.log(4) / (2 * 1.959963985), 'se');
    const means = 'study,n1,mean1,lower1,upper1,n2,mean2,lower2,upper2\n';
    const half = 2.262157163;
    const text = `${means}A,10,5,${5 - half},${5 + half},10,3,${3 - half},${3 + half}`;
    expectClose(one(text, 'MD')?.vi, 2, 'vi');
  });

  test.each(sizes.proportionEffects)('proportions by $measure: dat.pritz1997', ({ measure, yi, vi }) => {
    const { x, n } = sizes.proportions;
    const { studies } = analyseTable(readMetaTable(csv('study,x,n', x, n)), { measure });
    studies.forEach((study, i) => {
      expectClose(study.yi, yi[i], 'yi');
      expectClose(study.vi, vi[i], 'vi');
    });
  });

  test('pooled logits and Freeman-Tukey values are turned back into a proportion', () => {
    const text = 'study,x,n\nA,5,20\nB,10,40\n';
    for (const measure of ['PLO', 'PFT']) {
      const { backTransformed } = analyseTable(readMetaTable(text), { measure, method: 'EE' });
      expect(backTransformed?.estimate, measure).toBeCloseTo(0.25, 2);
      expect(backTransformed?.ciLower, measure).toBeGreaterThan(0.13);
      expect(backTransformed?.ciUpper, measure).toBeLessThan(0.4);
    }
    expect(analyseTable(readMetaTable(text), { measure: 'PR' }).backTransformed).toBeNull();
  });

  test('single means and crossover trials: metafor’s MN, MNLN, MC and SMCR', () => {
    const { n1, mean1, sd1 } = sizes.normand;
    for (const { measure, vi } of sizes.single) {
      const result = analyseTable(readMetaTable(csv('study,n,mean,sd', n1, mean1, sd1)), { measure });
      expectClose(result.studies[3]?.vi, vi[3], measure);
    }
    const { n, m1, sd1: spread1, m2, sd2, r } = sizes.paired;
    const table = readMetaTable(csv('study,n,mean1,sd1,mean2,sd2,r', n, m1, spread1, m2, sd2, r));
    sizes.pairedEffects.forEach(({ yi }, i) => {
      const result = analyseTable(table, { measure: ['MC', 'SMCR'][i] ?? '' });
      expectClose(result.studies[2]?.yi, yi[2], 'yi');
    });
  });

  test('a study that stands in two rows is pointed at', () => {
    const { warnings } = analyseTable(readMetaTable('study,yi,vi\nA,1,1\nA,2,1\n'), { measure: 'GEN' });
    expect(warnings.join(' ')).toMatch(/A stands in more than one row/);
  });
});

describe('a wrong table is refused with line, column and what was expected', () => {
  const refuse = (text: string, measure = 'GEN', more = {}) =>
    expect(() => analyseTable(readMetaTable(text), { measure, ...more }));
  test('header, cells, numbers', () => {
    refuse('study,yi\nA,1').toThrow(/columns study,yi give no measure; GEN needs study,yi,vi; or /);
    refuse('name,yi,vi\nA,1,1').toThrow(/columns name,yi,vi; a column study is needed/);
    refuse('').toThrow(/\(none\)/);
    refuse('study,yi,vi\n').toThrow(/no studies/);
    refuse('study,yi,vi\nA,1').toThrow(/Line 2 has 2 cells; the header has 3/);
    refuse('study,yi,vi\nA,1,0.1\nB,,0.1').toThrow(/Line 3, column yi: expected a number, found nothing/);
    refuse('study,yi,vi\nA,1,1e400').toThrow(/Line 2, column vi: expected a number above 0, found "1e400"/);
    refuse('study,yi,vi\nA,1,-1').toThrow(/Line 2, column vi: expected a number above 0, found "-1"/);
    refuse('study,a,n1,c,n2\nA,11,10,1,10', 'RR').toThrow(
      /Line 2, column a: expected at most the 10 of column n1, found 11/,
    );
    refuse('study,x,n\nA,1.5,10', 'PLO').toThrow(/Line 2, column x: expected a whole number from 0/);
    refuse('study,n,mean1,sd1,mean2,sd2,r\nA,9,1,1,2,1,1', 'MC').toThrow(/column r: expected a correlation/);
    refuse('study,n1,n2,p,sign\nA,20,20,0.25,0', 'SMD').toThrow(
      /column sign: expected 1 .* or -1, found "0"/,
    );
    refuse('study,yi,lower,upper\nA,3,1,2').toThrow(
      /Line 2, column yi: expected at most the 2 of column upper/,
    );
  });
  test('measure, method, moderators', () => {
    refuse(bcg, 'SMD').toThrow(
      /columns study,a,n1,c,n2 give RR, OR, RD, PETO, AS; SMD needs study,n1,mean1,sd1/,
    );
    refuse(bcg, 'rr').toThrow(/There is no measure rr; the measures are MD, SMD/);
    refuse(bcg, 'AS', { method: 'MH' }).toThrow(/MH gives RR, OR or RD, not AS/);
    refuse(bcg, 'RR', { method: 'PETO' }).toThrow(/gives an odds ratio/);
    refuse(bcg, 'RR', { method: 'MH', test: 'knha' }).toThrow(/neither Hartung-Knapp nor moderators/);
    refuse('study,yi,vi\nA,1,1\nB,2,1', 'GEN', { method: 'MH' }).toThrow(/MH gives RR, OR or RD, not GEN/);
    refuse('study,ratio,lower,upper\nA,2,1,4', 'OR', { method: 'MH' }).toThrow(/MH needs study,a,n1,c,n2/);
    refuse(bcg, 'RR', { moderators: ['dose'] }).toThrow(/no column dose/);
  });
});
