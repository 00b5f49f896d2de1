import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Role } from '@ketame/contract';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type StorageState, signIn } from './clinic.ts';

interface VisitOptions {
  /** Signed in as the demonstration account of this role; signed out when absent. */
  readonly role?: Role;
  readonly scheme?: 'light' | 'dark';
  /** Width of the window, px; 1280 unless told. */
  readonly width?: number;
  /** Statuses that the test provokes: the browser writes them to the console as errors. */
  readonly expectedStatuses?: readonly number[];
  /** The test takes the network away: the browser writes each request that fails to the console. */
  readonly isAway?: boolean;
  /** The test ends its session, which is therefore not the one that others share. */
  readonly ownSession?: boolean;
}

export interface Visitor {
  /** A page of the clinic in a context of its own. */
  visit(path: string, options?: VisitOptions): Promise<Page>;
}

/** Address of the clinic that test/clinic.ts started. */
export function clinicAddress(): string {
  const address = process.env.KETAME_TEST_CLINIC;
  if (address === undefined)
    throw new Error('The browser tests run as a project: npx vitest run --project browser');
  return address;
}

/** The session of a role that all files share, or a new one. */
async function sessionOf(role: Role, own: boolean): Promise<StorageState> {
  if (own) return signIn(clinicAddress(), role);
  const shared: Record<Role, StorageState> = JSON.parse(process.env.KETAME_TEST_SESSIONS ?? '');
  return shared[role];
}

/**
 * Chromium for the tests of one file. After each test every page that it opened is closed, and the test fails if one
 * of them wrote an error to the console, broke the Content-Security-Policy or threw.
 */
export function browserForTests(): Visitor {
  let browser: Browser;
  const opened: { context: BrowserContext; problems: string[] }[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.KETAME_CHROMIUM ?? '',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const visits = opened.splice(0);
    await Promise.all(visits.map(({ context }) => context.close()));
    expect(visits.flatMap(({ problems }) => problems)).toEqual([]);
  });

  return {
    async visit(
      path,
      {
        role,
        scheme = 'light',
        width = 1280,
        expectedStatuses = [],
        isAway = false,
        ownSession = false,
      } = {},
    ) {
      const context = await browser.newContext({
        baseURL: clinicAddress(),
        viewport: { width, height: 800 },
        colorScheme: scheme,
        reducedMotion: 'reduce',
        ...(role === undefined ? {} : { storageState: await sessionOf(role, ownSession) }),
      });
      const problems: string[] = [];
      opened.push({ context, problems });
      const page = await context.newPage();
      page.on('pageerror', (error) => problems.push(`${path}: ${error.message}`));
      page.on('console', (message) => {
        const expected =
          expectedStatuses.some((status) => message.text().includes(`status of ${status} `)) ||
          (isAway && message.text().includes('net::ERR_'));
        if (message.type() === 'error' && !expected) problems.push(`${path}: ${message.text()}`);
      });
      const isQuiet = listenForQuiet(page);
      await page.goto(path);
      await isQuiet();
      return page;
    },
  };
}

/**
 * Counts what a page asks for; a live feed, which stays open, apart.
 * @returns what waits until it has asked for nothing for a fifth of a second
 */
function listenForQuiet(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  let since = Date.now();
  const change = (alter: (request: Request) => void) => (request: Request) => {
    if (request.resourceType() === 'eventsource') return;
    alter(request);
    since = Date.now();
  };
  const end = change((request) => open.delete(request));
  page.on(
    'request',
    change((request) => open.add(request)),
  );
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  const isQuiet = () => expect.poll(() => open.size === 0 && Date.now() - since > 200).toBe(true);
  return async () => {
    await isQuiet();
    // A busy machine is silent too, before it has drawn the page.
    if (page.url() !== 'about:blank') await page.locator('h1').first().waitFor({ timeout: 60_000 });
    await isQuiet();
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds on a page against WCAG 2.2, levels A and AA; empty when nothing. Its source goes in through the
 * protocol, since the page allows no other script.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: engine } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await engine.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

/** How far the page is wider than its window, px. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** In the page: a colour half way between two schemes is in neither. */
async function endTransitions(): Promise<void> {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  for (const animation of document.getAnimations()) {
    if (animation instanceof CSSTransition) animation.finish();
  }
}

/**
 * What is wrong with a page in both schemes, the dark one on the narrowest phone: what axe finds, and how far it is
 * wider than its window. It is looked at as it stands, without being opened anew.
 * @param widths of the window in the light and the dark scheme, px
 */
export async function problemsInBothSchemes(
  page: Page,
  widths: { readonly light: number; readonly dark: number } = { light: 1280, dark: 360 },
): Promise<string[]> {
  const problems: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const width = widths[colorScheme];
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(endTransitions);
    const found = await accessibilityProblems(page);
    const over = await overflow(page);
    if (over > 0) found.push(`${over} px too wide at ${width} px`);
    problems.push(...found.map((problem) => `${new URL(page.url()).pathname}, ${colorScheme}: ${problem}`));
  }
  return problems;
}
