import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { metaResultSchema } from '@ketame/contract';
import { describe, expect, test } from 'vitest';
import { run } from './run.ts';

const fixture = (name: string) =>
  JSON.parse(
    readFileSync(
      fileURLToPath(new URL(`../../../packages/evidence/test/meta/fixtures/${name}.json`, import.meta.url)),
      'utf8',
    ),
  );
const meta = (input: string, ...options: readonly string[]) => run(['meta', '-', ...options], { input });

const { n1, mean1, sd1, n2, mean2, sd2 } = fixture('effect-sizes').normand as Record<string, number[]>;
const stroke = [
  'study,n1,mean1,sd1,n2,mean2,sd2',
  ...(n1 ?? []).map((n, i) =>
    [`Trial ${i + 1}`, n, mean1?.[i], sd1?.[i], n2?.[i], mean2?.[i], sd2?.[i]].join(','),
  ),
].join('\n');

describe('ketame meta (issue 4)', () => {
  test('JSON has the keys of the contract and the numbers of metafor', async () => {
    const { code, out } = await meta(
      stroke,
      '--measure',
      'SMD',
      '--method',
      'REML',
      '--knha',
      '--format',
      'json',
    );
    expect(code).toBe(0);
    const result = metaResultSchema.parse(JSON.parse(out));
    const expected = fixture('models')
      .sets.find(({ name }: { name: string }) => name === 'normand1999')
      .fits.find(
        ({ method, test }: { method: string; test: string }) => method === 'REML' && test === 'knha',
      );
    expect(result.k).toBe(expected.k);
    expect(result.estimate).toBeCloseTo(expected.beta[0], 6);
    expect(result.ciLower).toBeCloseTo(expected.ciLower[0], 6);
    expect(result.tau2CiUpper).toBeCloseTo(expected.tau2CiUpper, 6);
    expect(result.predictionLower).toBeCloseTo(expected.predictionLower, 6);
    expect(result.coefficients[0]).toMatchObject({ name: 'intercept', estimate: result.estimate });
  });

  test('the table shows every study, the estimate and its heterogeneity', async () => {
    const { out } = await meta(stroke, '--measure', 'MD', '--method', 'DL');
    expect(out).toMatch(/^MD by DL, 9 studies/);
    for (const text of ['Trial 1', 'Trial 9', 'intercept', 'tau2', 'I2', 'prediction'])
      expect(out).toContain(text);
  });

  test('the forest plot is a figure with every study and the pooled effect', async () => {
    const events = 'study,a,n1,c,n2\nA,8,12,3,12\nB,29,93,25,92\n';
    const { out, notes } = await meta(events, '--measure', 'RR', '--method', 'MH', '--format', 'svg');
    expect(out).toMatch(/^<svg .*Common effect \(MH\)/s);
    expect(out).not.toContain('NaN');
    expect(notes).toBe('');
    const moderated = await meta(
      'study,yi,vi,dose\nA,1,1,1\nB,2,1,2\nC,4,1,3\n',
      '--measure',
      'GEN',
      '--mods',
      'dose',
      '--format',
      'svg',
    );
    expect(moderated.out).toMatch(/Coefficients: .*dose 1\.500/);
    expect(moderated.notes).toMatch(/fewer than 10 for each/);
  });

  test('proportions, a shared control arm and levels, each told in the table (issue 4)', async () => {
    const proportions = await meta('study,x,n\nA,5,20\nB,10,40\n', '--measure', 'PLO', '--method', 'EE');
    expect(proportions.out).toMatch(/proportion +0\.25\d\d \(0\.1\d+ to 0\.3\d+\)/);
    const doses = 'study,a,n1,c,n2,control\nlow,12,30,1,32,x\nhigh,14,35,1,32,x\nother,9,25,3,27,\n';
    const shared = await meta(doses, '--measure', 'RR', '--shared-control', 'control', '--format', 'json');
    const { levels } = metaResultSchema.parse(JSON.parse(shared.out));
    expect(levels.map(({ name }) => name)).toEqual(['row']);
    const nested = 'study,yi,vi\nA,0.2,0.1\nA,0.5,0.2\nB,0.9,0.1\nC,0.1,0.3\n';
    const { out } = await meta(nested, '--measure', 'GEN', '--levels', 'study');
    expect(out).toMatch(/sigma2 study .*, 3 groups\nsigma2 study\/row .*, 4 groups/);
  });

  test.each([
    [['--measure', 'SMD', '--method', 'REMl'], /--method: expected one of .*Did you mean "REML"\?/],
    [['--measure', 'RR'], /give MD, SMD, SMDd, ROM; RR needs study,a,n1,c,n2/],
    [['--measure', 'smd'], /--measure: expected one of MD, SMD.*found "smd"/],
    [[], /--measure is missing/],
    [['--measure', 'SMD', '--knha', '--adhoc'], /exclude each other/],
    [['--measure', 'SMD', '--format', 'pdf'], /--format: expected one of table, json, svg/],
    [['--measure', 'SMD', '--mods', 'dose'], /The standard input: There is no column dose/],
  ])('%j is refused with what to do, exit code 2', async (options, message) => {
    const { code, out, notes } = await meta(stroke, ...options);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(notes).toMatch(message);
  });
});
