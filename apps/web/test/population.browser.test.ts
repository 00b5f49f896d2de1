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
  await expect.poll(() => note(page).count()).toBe(0);
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

test('the band of all 1,000 follows a key, once for each, and the curves do not wait for it (issue 3, Speed)', async () => {
  const page = await openWithBand();
  const rate = page.getByRole('slider', { name: 'Rate of step 4', exact: true });
  await rate.focus();
  await page.evaluate(() => {
    const drawn: string[] = [];
    const framesMs: number[] = [];
    Object.assign(window, { drawn, framesMs });
    let beforeMs = performance.now();
    const frame = (atMs: number) => {
      framesMs.push(atMs - beforeMs);
      beforeMs = atMs;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    addEventListener('keydown', ({ timeStamp }) => Object.assign(window, { pressedMs: timeStamp }), true);
    new PerformanceObserver((list) => {
      drawn.push(...list.getEntries().map(({ name }) => name));
    }).observe({ type: 'measure' });
  });
  const afterMs: number[] = [];
  for (let key = 1; key <= 5; key++) {
    await page.keyboard.press('ArrowUp');
    const drawn = await page.waitForFunction(() => {
      const { pressedMs } = window as unknown as { pressedMs: number };
      const [redraw] = performance.getEntriesByName('population-redraw');
      if (redraw === undefined || redraw.startTime < pressedMs) return undefined;
      return { afterMs: redraw.startTime + redraw.duration - pressedMs };
    });
    afterMs.push((await drawn.jsonValue())?.afterMs ?? Number.NaN);
  }
  await whole(page);
  const drawnOf = (name: string) =>
    page.evaluate(
      (wanted) => (window as unknown as { drawn: string[] }).drawn.filter((each) => each === wanted).length,
      name,
    );
  await expect.poll(() => drawnOf('population-redraw')).toBe(5);
  const drawn = await page.evaluate(() => (window as unknown as { drawn: string[] }).drawn);
  // What a key changes is drawn at once, the band after it.
  expect(drawn.indexOf('studio-redraw')).toBeLessThan(drawn.indexOf('population-redraw'));
  expect(await drawnOf('studio-redraw')).toBeGreaterThanOrEqual(5);
  const [, , median] = afterMs.sort((left, right) => left - right);
  const framesMs = await page.evaluate(() => (window as unknown as { framesMs: number[] }).framesMs);
  console.log(
    `population-redraw, 1,000 virtual patients over 12 weeks: median ${median?.toFixed(1)} ms of 5; longest frame meanwhile ${Math.max(...framesMs).toFixed(1)} ms`,
  );
});
