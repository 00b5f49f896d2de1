import { expect, test } from 'vitest';
import { accessibilityProblems, browserForTests, overflow } from './browser.ts';

const { visit } = browserForTests();

test('a target fills the regimen with a pump’s schedule, and its line is moved by the keyboard (issue 7)', async () => {
  const page = await visit('/studio');
  await page.getByRole('button', { name: 'Aim at a target' }).click();
  const fill = page.getByRole('button', { name: 'Fill the regimen' });
  expect(await fill.isDisabled()).toBe(true);
  await page.getByLabel('Concentration').fill('1');
  await page.getByLabel('Concentration').press('Enter');
  await fill.click();
  const schedule = page.getByRole('region', { name: 'Table: Schedule of the pump' });
  const before = await schedule.textContent();
  const handle = page.getByRole('slider', { name: 'Target of effect site' });
  expect(await handle.getAttribute('aria-valuetext')).toBe('100 ng/mL');
  await handle.press('Shift+ArrowUp');
  await page.getByText('125 ng/mL').waitFor();
  expect(await schedule.textContent()).not.toBe(before);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a search shows its front, explains a proposal and draws it, on a phone in the dark too (issue 7)', async () => {
  const page = await visit('/studio', { width: 360, scheme: 'dark' });
  await page.getByRole('button', { name: 'Search regimens' }).click();
  const search = page.getByRole('button', { name: 'Search', exact: true });
  // What harm weighs is the patient's to say.
  expect(await search.isDisabled()).toBe(true);
  for (const label of ['Day with an infusion', 'Day with a drug high', '100 mg of ketamine']) {
    await page.getByLabel(label).fill('1');
    await page.getByLabel(label).press('Enter');
  }
  await search.click();
  const front = page.getByRole('figure', { name: 'Days of relief over harm' });
  await front.waitFor();
  await page.getByText(/^\d+ of \d+ tried/).waitFor();
  expect(await front.getByRole('button', { name: /^Sigtermans 2009/ }).count()).toBe(1);
  await front
    .getByRole('button', { name: /^S-ketamine .* mg\/h/ })
    .last()
    .press('Enter');
  await page.getByText(/than Sigtermans 2009 \(/).waitFor();
  expect(await page.getByRole('article', { name: 'Regimen D' }).count()).toBe(1);
  expect(await overflow(page)).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);
});
