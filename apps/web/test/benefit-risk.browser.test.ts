import { expect, test } from 'vitest';
import { browserForTests, problemsInBothSchemes } from './browser.ts';

const { visit } = browserForTests();
const address = '/evidence/benefit-risk';

test('the benefit-risk page is accessible by WCAG 2.2 AA in both schemes, before and after asking', async () => {
  const page = await visit(address);
  await page.getByRole('status').first().waitFor();
  expect(await problemsInBothSchemes(page)).toEqual([]);
  await page.getByRole('radio', { name: 'Nausea' }).check();
  expect(await problemsInBothSchemes(page)).toEqual([]);
});

test('by keyboard alone the patient’s weights turn the answer (issue 4: swing weighting)', async () => {
  const page = await visit(address);
  const answer = page.getByRole('status').first();
  await answer.getByText('over all weights that a patient could have').waitFor();
  await page.getByRole('radio', { name: 'Days of relief' }).focus();
  await page.keyboard.press('Space');
  const nothing = page.getByRole('button', { name: 'worth nothing' });
  while ((await nothing.count()) > 0) {
    await nothing.first().focus();
    await page.keyboard.press('Enter');
  }
  await answer.getByText('100 h titrated S-ketamine').waitFor();
  await answer.getByText('with the patient’s weights').waitFor();
  // What was worth nothing becomes worth as much as all days of relief: the harms then decide.
  const slider = page.getByRole('slider', { name: 'Psychotomimetic effects' });
  await slider.focus();
  await page.keyboard.press('End');
  await answer.getByText('No ketamine').waitFor();
});

test('a third option of one’s own joins when it is measured, and a wrong number says what is expected', async () => {
  const page = await visit(address);
  await page.getByRole('button', { name: 'Add an option of your own' }).click();
  await page.getByText('There is nothing to compare yet').waitFor();
  const cell = page.getByRole('textbox', { name: 'Nausea, Own option 1' });
  await cell.fill('7/5');
  await page.getByText(/no more people with it than there are/).waitFor();
  await cell.fill('1/20');
  await page.getByRole('columnheader', { name: 'Third' }).waitFor();
});
