import { trials } from '@ketame/evidence';
import { expect, test } from 'vitest';
import { candidatesFor, measures, poolChosen } from '../../src/evidence/pool/pooling.ts';
import { matching } from '../../src/evidence/studies/StudiesPage.tsx';
import { studiesSearch } from '../../src/evidence/studies/search.ts';
import { studyTables } from '../../src/evidence/studies/tables.ts';

const measure = (id: string) => {
  const found = measures.find((one) => one.id === id);
  if (!found) throw new Error(`No measure ${id}.`);
  return found;
};
const rows = (id: string, ids: readonly string[]) =>
  candidatesFor(measure(id))
    .map(({ row }) => row)
    .filter((row) => ids.includes(row.id));

test('one row gives its own effect: Sigtermans in week 1, Hedges g 1.008', () => {
  const answer = poolChosen(measure('SMD'), rows('SMD', ['T01-week1']), 'REML', 'knha', {});
  expect(answer.kind === 'pooled' && answer.result.estimate).toBeCloseTo(1.008, 3);
});

test('Hardy 2012: risk difference 0.04, from its own counts', () => {
  const answer = poolChosen(measure('RD'), rows('RD', ['T30']), 'EE', 'z', {});
  expect(answer.kind === 'pooled' && answer.result.estimate).toBeCloseTo(29 / 93 - 25 / 92, 12);
});

test('a shared control arm: the common effect lies between both, with less certainty than without covariance', () => {
  const both = rows('RR', ['T35a', 'T35b']);
  expect(poolChosen(measure('RR'), both, 'EE', 'z', {}).kind).toBe('refused');
  const answer = poolChosen(measure('RR'), both, 'EE', 'z', { sharedControlCovariance: true });
  if (answer.kind !== 'pooled') throw new Error('It was not pooled.');
  const { effects } = answer.input;
  const single = effects.map(({ yi }) => yi).sort((a, b) => a - b);
  expect(answer.result.estimate).toBeGreaterThanOrEqual(single[0] ?? 0);
  expect(answer.result.estimate).toBeLessThanOrEqual(single[1] ?? 0);
  const independent = 1 / effects.reduce((sum, { vi }) => sum + 1 / vi, 0);
  expect(((answer.result.upper - answer.result.lower) / 3.92) ** 2).toBeGreaterThan(independent);
});

test('nothing chosen is nothing, not zero', () => {
  expect(poolChosen(measure('RR'), [], 'EE', 'z', {})).toEqual({ kind: 'nothing' });
});

test('a search keeps rows that hold all of its words, of that kind and knowledge', () => {
  const table = studyTables.find(({ id }) => id === 'trials');
  if (!table) throw new Error('No table of trials.');
  expect(matching(table.rows, {})).toHaveLength(trials.length);
  expect(matching(table.rows, { find: 'amr epidural' }).map(({ id }) => id)).toEqual(['T28']);
  expect(matching(table.rows, { kind: 'whiplash' })).toHaveLength(
    trials.filter(({ syndrome }) => syndrome === 'Whiplash').length,
  );
  expect(matching(table.rows, { known: 'recalled' })).toHaveLength(
    trials.filter(({ knowledge }) => knowledge === 'recalled').length,
  );
});

test('an address with what is not known is read without it', () => {
  expect(studiesSearch({ table: 'harms', find: 'liver', other: 1 })).toEqual({
    table: 'harms',
    find: 'liver',
  });
  expect(studiesSearch({ table: 'nonsense', kind: '' })).toEqual({});
});
