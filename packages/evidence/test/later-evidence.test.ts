import { expect, test } from 'vitest';
import { knowledgeWords, laterStatements, reviewStatements } from '../src/index.ts';

const all = [...reviewStatements, ...laterStatements];

test('both sides of the question stand side by side (issue 2, section 4)', () => {
  const text = (id: string) => all.find((each) => each.id === id)!.text;
  expect(text('review-short')).toMatch(/while it runs/);
  expect(text('review-long')).toMatch(/weeks/);
  expect(text('review-size')).toContain('1.22');
  expect(text('cochrane-2025')).toContain('-15.8');
  expect(text('nice-2021')).toMatch(/do not start/);
  expect(text('asra-2018')).toMatch(/moderate evidence/);
});

test('every statement says where it is from and how it is known, once', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { source, year, knowledge } of all) {
    expect(source).not.toBe('');
    expect(knowledgeWords[knowledge]).not.toBe('');
    expect(year).toBeGreaterThan(2008);
  }
  for (const { year } of laterStatements) expect(year).toBeGreaterThan(2013);
});
