import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Entry, Measured } from './entry.ts';

/** The studio's own measures, taken by its tests in a real Chromium while a hand drags a rate or presses a key. */
export const redraw: Entry = {
  name: 'Redraw of the studio',
  what: 'from the hand to what is drawn, in Chromium over 12 weeks',
  measure: (folder): Measured => {
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(folder, '../node_modules/vitest/vitest.mjs'),
        ...['run', '--project', 'browser', '--no-file-parallelism'],
        ...['apps/web/test/studio.browser.test.ts', 'apps/web/test/population.browser.test.ts'],
        ...['-t', 'dragging a rate|follows a key'],
      ],
      { cwd: join(folder, '..'), encoding: 'utf8' },
    );
    const curves = /studio-redraw, .*: median ([\d.]+) ms/.exec(stdout)?.[1];
    const [, band, frame] =
      /population-redraw, .*: median ([\d.]+) ms .* meanwhile ([\d.]+) ms/.exec(stdout) ?? [];
    if (curves === undefined || band === undefined) {
      return { timings: {}, checks: [], skipped: 'the browser tests did not run; `npm test` says why' };
    }
    return {
      timings: {
        'a drag, until the curves of four regimens are drawn': { wallMs: Number(curves) },
        'a key, until the 90 % band of 1,000 virtual patients is drawn': {
          wallMs: Number(band),
          goalMs: 100,
        },
        'longest frame of the page meanwhile: for so long it answered to nothing': { wallMs: Number(frame) },
      },
      checks: [],
    };
  },
};
