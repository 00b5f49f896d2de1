import { describe, expect, test } from 'vitest';
import { analyseTable, readMetaTable, type TableMethod } from '../../src/meta/meta-table.ts';
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

describe('a wrong table is refused with line, column and what was expected', () => {
  const refuse = (text: string, measure = 'GEN', more = {}) =>
    expect(() => analyseTable(readMetaTable(text), { measure, ...more }));
  test('header, cells, numbers', () => {
    refuse('study,yi\nA,1').toThrow(/columns study,yi; expected study,n1,mean1/);
    refuse('').toThrow(/\(none\)/);
    refuse('study,yi,vi\n').toThrow(/no studies/);
    refuse('study,yi,vi\nA,1').toThrow(/Line 2 has 2 cells; the header has 3/);
    refuse('study,yi,vi\nA,1,0.1\nB,,0.1').toThrow(/Line 3, column yi: expected a number, found nothing/);
    refuse('study,yi,vi\nA,1,1e400').toThrow(/Line 2, column vi: expected a number, found "1e400"/);
    refuse('study,yi,vi\nA,1,-1').toThrow(/Line 2: A: .*variance above 0/);
    refuse('study,a,n1,c,n2\nA,11,10,1,10', 'RR').toThrow(/Line 2: A: the events must be .* 0 to 10, not 11/);
  });
  test('measure, method, moderators', () => {
    refuse(bcg, 'SMD').toThrow(/give the measures RR, OR, RD, PETO, AS, not SMD/);
    refuse(bcg, 'AS', { method: 'MH' }).toThrow(/MH gives RR, OR or RD, not AS/);
    refuse(bcg, 'RR', { method: 'PETO' }).toThrow(/gives an odds ratio/);
    refuse(bcg, 'RR', { method: 'MH', test: 'knha' }).toThrow(/neither Hartung-Knapp nor moderators/);
    refuse('study,yi,vi\nA,1,1\nB,2,1', 'GEN', { method: 'MH' }).toThrow(/MH needs study,a,n1,c,n2/);
    refuse(bcg, 'RR', { moderators: ['dose'] }).toThrow(/no column dose/);
  });
});
