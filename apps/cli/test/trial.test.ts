import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trialDesignSchema } from '@ketame/contract';
import { publishedDesigns } from '@ketame/evidence';
import { describe, expect, test } from 'vitest';
import { run } from './run.ts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const example = join(root, 'docs/examples/virtual-trial.json');
const design = JSON.parse(readFileSync(example, 'utf8'));
const small = { ...design, trials: 10, virtualPatients: 5 };
const trial = (value: unknown, ...options: readonly string[]) =>
  run(['trial', '-', ...options], { input: JSON.stringify(value) });

describe('ketame trial (issue 4)', () => {
  test('the example of docs/benefit-risk.md gives what stands below it there', async () => {
    const page = readFileSync(join(root, 'docs/benefit-risk.md'), 'utf8');
    const [, documented = ''] = /```console\n\$ npx ketame trial docs\S+\n([\s\S]*?)```/.exec(page) ?? [];
    const { code, out, notes } = await run(['trial', example]);
    expect(out).toBe(documented);
    expect(code).toBe(0);
    expect(notes).toBe('');
  });

  test('JSON carries the design, the random numbers and every comparison; the seed gives it again', async () => {
    const { out } = await trial(small, '--format', 'json');
    const result = JSON.parse(out);
    expect(trialDesignSchema.parse(result.design)).toEqual(small);
    expect(result.random).toEqual({ generator: 'Philox4x32-10', version: '1', seed: 1 });
    expect(result.comparisons.map(({ day }: { day: number }) => day)).toEqual([7, 28, 84]);
    expect((await trial(small, '--format', 'json')).out).toBe(out);
    expect((await trial({ ...small, seed: 2 }, '--format', 'json')).out).not.toBe(out);
  });

  test.each(publishedDesigns)('$id comes ready as a design that the schema accepts', async ({ id, ours }) => {
    const { code, out, notes } = await run(['trial', '--published', id, '--format', 'design']);
    expect(code).toBe(0);
    expect(trialDesignSchema.parse(JSON.parse(out)).arms).toHaveLength(2);
    expect(notes).toContain(ours[0]);
  });

  test('an extrapolated relief is said to be so', async () => {
    const arms = [{ ...small.arms[0], regimen: 'amr-2010' }, small.arms[1]];
    const { notes } = await trial({ ...small, arms });
    expect(notes).toMatch(/note: ketamine: .*of the racemate only the S half is counted/);
  });

  test.each([
    [{ ...small, control: 'saline' }, [], /control: one of the arms is needed \(ketamine, placebo\)/],
    [{ ...small, alpha: 0.05 }, [], /alpha: there is no such field here/],
    [{ ...small, arms: [small.arms[0]] }, [], /arms: expected a list of at least 2/],
    [small, ['--format', 'svg'], /--format: expected one of table, json, design, found "svg"/],
    [small, ['--threads', '0'], /--threads: expected a whole number from 1 to 256, found "0"/],
    [small, ['--published', 'amr-2010'], /one design, or --published NAME/],
  ])('%# is refused with what to do, exit code 2', async (value, options, message) => {
    const { code, out, notes } = await trial(value, ...options);
    expect(notes).toMatch(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('a name that is nearly one is helped', async () => {
    const { code, notes } = await run(['trial', '--published', 'sigtermans-2008']);
    expect(code).toBe(2);
    expect(notes).toMatch(/Did you mean "sigtermans-2009"\?/);
  });
});
