import type { FollowUpRow } from '@ketame/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserForTests, problemsInBothSchemes } from './browser.ts';

const { visit } = browserForTests();

/** The page of the next course of somebody in the demonstration clinic who has been treated. */
async function nextCourseOf(page: Page, familyName: string): Promise<string> {
  const { rows }: { rows: FollowUpRow[] } = await (await page.request.get('/api/follow-up')).json();
  const row = rows.find((one) => one.familyName.startsWith(familyName));
  if (row === undefined) throw new Error(`The demonstration clinic follows no ${familyName}.`);
  return `/patients/${row.patientId}/next-course`;
}

test('the liver rule stands first, and the index says that it comes after it (issue 5)', async () => {
  const page = await visit('/patients', { role: 'physician' });
  await page.goto(await nextCourseOf(page, 'Ginkgo'));
  const first = page.getByRole('status').first();
  await expect.poll(() => first.textContent()).toContain('Not now. The physician decides.');
  expect(await first.textContent()).toContain('The rule of the liver outranks the window');
  const now = page.getByRole('region', { name: 'Benefit and risk now' });
  expect(await now.textContent()).toContain('A rule of care comes before it');
});

test('the history is replayed entry by entry, and a decision signed, by the keyboard (issues 4 and 5)', async () => {
  const page = await visit('/patients', { role: 'physician' });
  await page.goto(await nextCourseOf(page, 'Birch'));
  const history = page.getByRole('region', { name: 'How it came about' });
  await history.getByRole('button', { name: 'Entry before' }).press('Enter');
  const shown = await history.getByRole('status').first().textContent();
  expect(shown).toMatch(/^Entry (\d+) of \d+, /);
  const known = await history.getByRole('listitem').count();
  await history.getByRole('button', { name: 'Next entry' }).press('Enter');
  await expect.poll(() => history.getByRole('listitem').count()).toBeGreaterThan(known);
  expect(await history.textContent()).toContain('Computed again from what is stored: the same.');

  const decision = page.getByRole('region', { name: 'Decision' });
  await decision.getByRole('radio', { name: 'Change' }).press('Space');
  await decision
    .getByRole('textbox', { name: 'Reasons' })
    .fill('A longer course is agreed with the patient.');
  await decision.getByRole('button', { name: 'Sign' }).press('Enter');
  const dialog = page.getByRole('dialog');
  const password = dialog.getByRole('textbox', { name: 'Password' });
  await password.fill('ketame-physician-demo');
  await password.press('Enter');
  const decided = decision.getByRole('listitem').first();
  await expect.poll(() => decided.textContent()).toContain('A longer course is agreed with the patient.');
  expect(await decided.textContent()).toContain('Demonstration physician');
});

test('the points of the swing weighting are kept with the patient; the address names nobody (issue 4)', async () => {
  const page = await visit('/patients', { role: 'nurse' });
  await page.goto(await nextCourseOf(page, 'Cedar'));
  await page.getByRole('link', { name: 'Weigh options with this patient' }).press('Enter');
  await page.waitForURL('**/evidence/benefit-risk');
  await page.getByRole('radio').first().check();
  const nothing = page.getByRole('button', { name: 'worth nothing' });
  while ((await nothing.count()) > 0) await nothing.first().click();
  await page.getByRole('button', { name: 'Save the points to the patient' }).press('Enter');
  await page.getByText('The points are kept with the goals of').waitFor();
  await page.getByRole('link', { name: 'Back to' }).press('Enter');
  await page.getByText('Swing weighting, points:').waitFor();
});

test('a number of the clinic opens the rows that it counts (issue 5)', async () => {
  const page = await visit('/outcomes', { role: 'nurse' });
  const overdue = page.getByRole('link', { name: 'Overdue checks' });
  await overdue.press('Enter');
  await page.getByRole('heading', { name: 'Overdue checks', level: 1 }).waitFor();
  const lead = (await page.getByText(/\d+ rows?, /).textContent()) ?? '';
  const rows = Number(/(\d+) rows?, /.exec(lead)?.[1]);
  expect(await page.locator('tbody tr').count()).toBe(rows);
});

test('next course and outcomes are accessible by WCAG 2.2 AA in both schemes and fit 360 px', async () => {
  const page = await visit('/outcomes', { role: 'physician' });
  for (const address of ['/outcomes', '/outcomes/overdue', await nextCourseOf(page, 'Ginkgo')]) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(/^(Fetching|Counting)/).waitFor({ state: 'detached' });
    expect(await problemsInBothSchemes(page, { light: 360, dark: 360 })).toEqual([]);
  }
});
