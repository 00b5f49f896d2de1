import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files share their modules: half of the time would go into reading them anew for each. */
const node = {
  environment: 'node' as const,
  pool: 'forks' as const,
  maxWorkers: 2,
  isolate: false,
  // A busy machine is slow, not wrong: what a test waits for may take its time.
  expect: { poll: { timeout: 60_000 } },
};

/** Those that take longest, the longest first: a name says nothing of it, nor does the size of a file. */
const longest = [
  'server/test/hard-kill.db',
  'server/test/start.db',
  'register/many-clients.db',
  'server/test/demonstration.db',
  'register/register.db',
  'cli/test/clinic.db',
  'server/test/application.db',
  'records/import.db',
  'server/test/upgrade.db',
  'web/test/studio.browser',
  'web/test/evidence.browser',
  'web/test/access.browser',
  'web/test/programme.browser',
  'infusion/day.browser',
  'web/test/selection.browser',
  'web/test/pages.browser',
  'infusion/away.browser',
  'home/phone.browser',
  'infusion/board.browser',
];

/** Begins with the longest files, so that no worker idles at the end while another has just begun one of them. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

/**
 * Kinds of test, each runnable alone: `npx vitest run --project unit`. The long ones are for `npm run test:long`, which
 * `npm test` does not run: it has each of them at a reduced size.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/*.browser.test.ts', '**/*.long.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: 'database',
          globalSetup: ['test/postgresql.ts'],
          include: ['apps/server/test/**/*.db.test.ts', 'apps/cli/test/**/*.db.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...node,
          name: 'browser',
          // A page is waited for about a fifth of the time: a third worker fills it.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          globalSetup: ['apps/web/test/clinic.ts'],
          include: ['apps/web/test/**/*.browser.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          ...node,
          name: 'long',
          globalSetup: ['test/postgresql.ts'],
          include: ['packages/*/test/**/*.long.test.ts', 'apps/*/test/**/*.long.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
