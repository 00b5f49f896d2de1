import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Entry, Measured } from './entry.ts';

/** The studio's own measure, taken by its test in a real Chromium while a hand drags a rate. */
export const redraw: Entry = {
  name: 'Redraw of the studio',
  what: 'from a move of a drag to every curve drawn anew: four regimens over 12 weeks, in Chromium',
  measure: (folder): Measured => {
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(folder, '../node_modules/vitest/vitest.mjs'),
        ...['run', '--project', 'browser', 'apps/web/test/studio.browser.test.ts', '-t', 'dragging a rate'],
      ],
      { cwd: join(folder, '..'), encoding: 'utf8' },
    );
    const found = /studio-redraw, .*: median ([\d.]+) ms/.exec(stdout)?.[1];
    if (found === undefined) {
      return { timings: {}, checks: [], skipped: 'the browser test did not run; `npm test` says why' };
    }
    return { timings: { 'one page': { wallMs: Number(found) } }, checks: [] };
  },
};
