import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { goldenBits } from '../../../packages/pharmacometrics/test/random/golden.ts';
import { browserForTests } from './browser.ts';

const { visit } = browserForTests();

test('a seed gives the same bits in Chromium as in Node (issue 3, Populations)', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../../../packages/pharmacometrics/test/random/golden.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'golden',
  });
  const page = await visit('/');
  // Through the protocol, since the page allows no other script.
  expect(await page.evaluate(`${outputFiles[0]?.text} golden.sampleBits()`)).toEqual(goldenBits);
});
