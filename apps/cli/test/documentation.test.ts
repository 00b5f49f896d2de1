import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Run, run } from './run.ts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const page = readFileSync(join(root, 'docs/command-line.md'), 'utf8');

/** Every documented command with the output that stands below it. */
const documented = [...page.matchAll(/```console\n\$ (.*)\n([\s\S]*?)```/g)].map(
  ([, command = '', output = '']) => [command, output] as const,
);

/** Runs a documented line as a shell would: input by `echo`, files from the root of the project, the first lines by `head`. */
async function shell(line: string): Promise<string> {
  const [, input, words = '', redirected, head] =
    /^(?:echo '(.*)' \| )?npx ketame (.*?)( 2>&1 >\/dev\/null)?(?: \| head -(\d+))?$/.exec(line) ?? [];
  expect(words, `a form of command that this test does not know: ${line}`).not.toBe('');
  const args = words.split(' ').map((word) => word.replace(/^docs\//, `${root}/docs/`));
  const answer: Run = await run(args, input === undefined ? {} : { input });
  const text = redirected || answer.code !== 0 ? answer.notes : answer.out;
  const shown = text.replaceAll(`${root}/`, '');
  return head === undefined ? shown : `${shown.split('\n').slice(0, Number(head)).join('\n')}\n`;
}

/** Numbers may differ in their last digits between machines. */
function expectSameText(found: string, expected: string): void {
  const numbers = /-?\d+\.\d{6,}/g;
  expect(found.replace(numbers, '#')).toBe(expected.replace(numbers, '#'));
  const expectedNumbers = (expected.match(numbers) ?? []).map(Number);
  (found.match(numbers) ?? []).map(Number).forEach((value, index) => {
    expect(Math.abs(value / (expectedNumbers[index] ?? Number.NaN) - 1)).toBeLessThan(1e-9);
  });
}

test('the page documents three simulations and more', () => {
  expect(documented.length).toBeGreaterThanOrEqual(6);
});

test.each(documented)('issue 2, section 5: documented, and does so: %s', async (command, output) => {
  expectSameText(await shell(command), output);
});

test('the specification printed in the page is the one in the examples', () => {
  const [, printed = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(printed).toBe(readFileSync(join(root, 'docs/examples/infusion.json'), 'utf8'));
});

test('the data set printed in the page is the one in the examples', () => {
  const [, printed = ''] = /```csv\n([\s\S]*?)```/.exec(page) ?? [];
  expect(printed).toBe(readFileSync(join(root, 'docs/examples/data-set.csv'), 'utf8'));
});
