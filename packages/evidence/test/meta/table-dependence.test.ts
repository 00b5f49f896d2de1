import { describe, expect, test } from 'vitest';
import { analyseTable } from '../../src/meta/analyse-table.ts';
import { readMetaTable } from '../../src/meta/read-table.ts';
import type { TableMethod } from '../../src/meta/table-kinds.ts';
import { expectAllClose, expectClose } from './close.ts';
import multilevel from './fixtures/multilevel.json' with { type: 'json' };
import shared from './fixtures/shared-controls.json' with { type: 'json' };

const rows = (...columns: readonly (readonly (number | string)[])[]) =>
  (columns[0] ?? []).map((_, i) => columns.map((column) => column[i]).join(',')).join('\n');

const { events, means } = shared;
const names = events.a.map((_, i) => `s${i + 1}`);
const eventTable = `study,a,n1,c,n2,arm\n${rows(names, events.a, events.n1, events.c, events.n2, events.control)}`;
const meanTable = `study,n1,mean1,sd1,n2,mean2,sd2,arm\n${rows(names, means.n1, means.mean1, means.sd1, means.n2, means.mean2, means.sd2, means.control)}`;

describe('shared control arms with their covariance agree with metafor 3.8 (rma.mv) to 1e-6 (issue 4)', () => {
  const cases = [
    ...shared.eventFits.map((fit) => ({ ...fit, text: eventTable })),
    ...shared.meanFits.map((fit) => ({ ...fit, text: meanTable })),
  ];
  test.each(cases)('$measure', ({ measure, text, EE, REML }) => {
    for (const [method, expected] of [
      ['EE', EE],
      ['REML', REML],
    ] as const) {
      const result = analyseTable(readMetaTable(text), { measure, method, sharedControl: 'arm' });
      expectClose(result.estimate, expected.beta[0], 'estimate');
      expectClose(result.se, expected.se[0], 'se');
      expectClose(result.Q, expected.Q, 'Q');
      expectAllClose(
        result.studies.map(({ weight }) => weight),
        expected.weights as number[],
        'weights',
      );
      if (method === 'REML') expectClose(result.tau2, expected.sigma2[0], 'tau2');
    }
  });

  test('arms that are said to be one and differ are refused with line and column', () => {
    const analyse = (text: string, measure: string, method: TableMethod = 'REML', knha = false) =>
      analyseTable(readMetaTable(text), {
        measure,
        method,
        sharedControl: 'arm',
        test: knha ? 'knha' : 'z',
      });
    const different = 'study,a,n1,c,n2,arm\nA,3,10,2,11,x\nB,4,10,2,12,x\n';
    expect(() => analyse(different, 'RR')).toThrow(/Line 3, column n2: expected the control arm of line 2/);
    expect(() => analyse(eventTable, 'PETO')).toThrow(/another measure than PETO/);
    expect(() => analyse(eventTable, 'RR', 'DL')).toThrow(/take the methods EE, ML and REML, not DL/);
    expect(() => analyse(eventTable, 'RR', 'REML', true)).toThrow(/leave out Hartung-Knapp/);
    expect(() => analyse('study,yi,vi,arm\nA,1,1,x\nB,1,1,x\n', 'GEN')).toThrow(/arms as means or events/);
  });
});

describe('levels of dependent effects (issue 4)', () => {
  const { konstantopoulos: kon } = multilevel;
  const table = readMetaTable(
    `study,yi,vi,district,school,year\n${rows(kon.school, kon.yi, kon.vi, kon.district, kon.school, kon.year)}`,
  );

  test('dat.konstantopoulos2011: schools within districts', () => {
    const result = analyseTable(table, { measure: 'GEN', levels: ['district', 'school'] });
    expectClose(result.estimate, kon.reml.beta[0], 'estimate');
    expectAllClose(
      result.levels.map(({ sigma2 }) => sigma2),
      kon.reml.sigma2,
      'sigma2',
    );
    expect(result.levels.map(({ groups }) => groups)).toEqual([11, 56]);
    expectClose(result.I2, kon.I2, 'I2');
    expectClose(result.predictionLower, kon.prediction.lower, 'prediction');
    expectAllClose(
      result.studies.map(({ weight }) => weight),
      kon.reml.weights as number[],
      'weights',
    );
  });

  test('the rows are the innermost level where no column tells them apart', () => {
    const named = analyseTable(table, { measure: 'GEN', levels: ['district'], method: 'ML' });
    expectAllClose(
      named.levels.map(({ sigma2 }) => sigma2),
      kon.ml.sigma2,
      'sigma2',
    );
    expect(named.levels.map(({ name }) => name)).toEqual(['district', 'district/row']);
  });

  test('with a moderator, tested as by metafor', () => {
    const result = analyseTable(table, {
      measure: 'GEN',
      levels: ['district', 'school'],
      moderators: ['year'],
    });
    expectClose(result.coefficients[1]?.estimate, kon.year1.beta[1], 'slope');
    expectClose(result.pQM, kon.year1.p[1], 'pQM');
  });

  test('a level that is missing, or a method without random effects, is refused', () => {
    const refuse = (text: string, options = {}) =>
      expect(() => analyseTable(readMetaTable(text), { measure: 'GEN', levels: ['trial'], ...options }));
    refuse('study,yi,vi,trial\nA,1,1,x\nB,1,1,\n').toThrow(/Line 3, column trial: the level is missing/);
    refuse('study,yi,vi\nA,1,1\nB,1,1\n').toThrow(/no column trial for a level/);
    refuse('study,yi,vi,trial\nA,1,1,x\nB,1,1,y\n', { method: 'EE' }).toThrow(/use the method ML or REML/);
  });
});
