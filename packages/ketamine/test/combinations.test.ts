import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { combinations, remifentanilC50Ratio, statusWords } from '../src/index.ts';

const root = new URL('../../../', import.meta.url);
const sources = ['packages', 'apps'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[^/]+\/src\/.*\.tsx?$/.test(path.replaceAll('\\', '/')))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
);

describe('no modelled protection may relax an alert or a criterion (issue 3)', () => {
  test('no rule, alert, prediction or route of the server reads the combinations or what follows from them', () => {
    expect(sources.length).toBeGreaterThan(300);
    const readers = sources.filter((path) =>
      /\b(combinations|remifentanilC50Ratio|remifentanilDoubling)\b/.test(
        readFileSync(new URL(path, root), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
      ),
    );
    const allowed = ['packages/ketamine/src/combinations.ts', 'packages/ketamine/src/index.ts'];
    // Pages may show them; what decides may not know them.
    expect(readers.filter((path) => !path.startsWith('apps/web/') && !allowed.includes(path))).toEqual([]);
  });
});

test('each combination says its source and status, and clonidine that no number exists', () => {
  for (const { source, status, found } of combinations) {
    expect(source.citation).not.toBe('');
    expect(statusWords[status]).toBeDefined();
    expect(found).not.toBe('');
  }
  const clonidine = combinations.find(({ id }) => id === 'clonidine');
  expect(clonidine?.numbers).toEqual([]);
  expect(clonidine?.found).toContain('No number exists');
});

test('127 ng/mL of S-ketamine doubles the C50 of remifentanil (Jonkman 2018)', () => {
  expect(remifentanilC50Ratio(0)).toBe(1);
  expect(remifentanilC50Ratio(127)).toBe(2);
});
