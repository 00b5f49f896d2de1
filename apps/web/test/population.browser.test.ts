import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
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

/** The studio with the band of virtual patients, once all of them are drawn. */
async function openWithBand(): Promise<Page> {
  const page = await visit('/studio');
  await page.getByRole('button', { name: 'Population band', exact: true }).click();
  await whole(page);
  return page;
}

const note = (page: Page) => page.getByRole('paragraph').filter({ hasText: /^Dotted band of/ });
const whole = (page: Page) => page.getByText(/90 % of 1.000 virtual patients, seed 2011/).waitFor();

test('the band of 1,000 virtual patients says its seed and what is not in it, and goes again (issue 3)', async () => {
  const page = await openWithBand();
  expect(await note(page).textContent()).toContain('Philox4x32-10, version 1');
  expect(await note(page).textContent()).toContain(
    'spread between people of the slow relief itself is not published',
  );
  await page.getByRole('button', { name: 'Population band', exact: true }).click();
  expect(await note(page).count()).toBe(0);
});

test('the engine is allowed WebAssembly in its worker, and the page is not', async () => {
  const page = await visit('/studio');
  const answer = page.waitForResponse(/population-worker/);
  await page.getByRole('button', { name: 'Population band', exact: true }).click();
  expect((await (await answer).allHeaders())['content-security-policy']).toContain(
    "script-src 'self' 'wasm-unsafe-eval';",
  );
  await whole(page);
  const compiled = await page.evaluate(() => {
    try {
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
      return true;
    } catch {
      return false;
    }
  });
  expect(compiled).toBe(false);
});

test('the band follows a key: first of few virtual patients, then of all (issue 3, Speed)', async () => {
  const page = await openWithBand();
  const rate = page.getByRole('slider', { name: 'Rate of step 4', exact: true });
  await rate.focus();
  await note(page).evaluate((element) => {
    const seen: { subjects: string; afterMs: number }[] = [];
    let pressed = 0;
    addEventListener('keydown', (event) => {
      pressed = event.timeStamp;
    });
    new MutationObserver(() => {
      const subjects = /% of (.+?) virtual patients/.exec(element.textContent ?? '')?.[1] ?? '';
      seen.push({ subjects, afterMs: performance.now() - pressed });
    }).observe(element, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { seen });
  });
  const seen = () =>
    page.evaluate(() => (window as unknown as { seen: { subjects: string; afterMs: number }[] }).seen);
  for (let key = 1; key <= 5; key++) {
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(
      (count) => (window as unknown as { seen: unknown[] }).seen.length === 2 * count,
      key,
    );
  }
  const steps = await seen();
  expect(steps.map(({ subjects }) => subjects.replace(/\D/g, ''))).toEqual(
    Array.from({ length: 5 }, () => ['100', '1000']).flat(),
  );
  console.log(
    `band after a key, ms: ${steps.map(({ subjects, afterMs }) => `${subjects}: ${afterMs.toFixed(0)}`).join(', ')}`,
  );
});
