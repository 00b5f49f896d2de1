import type { PatientSummary } from '@ketame/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserForTests } from './browser.ts';
import { fhirBundle, recordFile } from './records.ts';

const { visit } = browserForTests();

/** Imports a synthetic patient of its own for one test. @returns the address of the patient's page */
async function importPatient(page: Page, number: string, family: string): Promise<string> {
  await page
    .getByLabel('The patient’s record')
    .setInputFiles(recordFile('record.json', fhirBundle({ number, family })));
  await page.getByRole('button', { name: 'Save as a new patient' }).click();
  await page.getByText('Patient saved from the record').waitFor();
  return new URL(page.url()).pathname;
}

test('what bears on ketamine names its weight and source, and leads to the entry that it came from', async () => {
  const page = await visit('/import', { role: 'physician' });
  await importPatient(page, 'bears-1', 'Alder (synthetic)');
  const opioid = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Opioid' }) });
  expect(await opioid.textContent()).toContain('Interaction');
  expect(await opioid.textContent()).toMatch(/Source: (guideline|drug label|trial or study|judgement)/);
  await opioid.getByRole('button', { name: /Oxycodone/ }).click();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Oxycodone');

  const alt = page.getByRole('row').filter({ hasText: 'ALT' });
  expect(await alt.textContent()).toContain('high');
  expect(await alt.textContent()).toContain('from the result');
});

test('a patient is added by form, with errors at their fields and nothing lost', async () => {
  const page = await visit('/patients/new', { role: 'physician' });
  await page.getByLabel('Family name').fill('Beech (synthetic)');
  await page.getByLabel('Weight').fill('5 stone');
  await page.getByRole('button', { name: 'Save the patient' }).click();
  expect(await page.getByRole('main').textContent()).toContain('A date of birth');
  expect(await page.getByRole('main').textContent()).toContain('A number, for example 82.5');
  expect(await page.getByLabel('Family name').inputValue()).toBe('Beech (synthetic)');

  await page.getByLabel('Given name').fill('Test');
  await page.getByLabel('Date of birth').fill('1970-02-28');
  await page.getByLabel('male', { exact: true }).check();
  await page.getByLabel('Weight').fill('82,5');
  await page.getByLabel('Diagnoses').fill('Fibromyalgia\nHypertension');
  await page.getByRole('button', { name: 'Save the patient' }).click();
  await page.getByText('Patient saved', { exact: true }).waitFor();
  const shown = await page.getByRole('main').textContent();
  for (const words of ['Test Beech (synthetic)', '82.5', 'Fibromyalgia', 'Hypertension']) {
    expect(shown).toContain(words);
  }
});

test('a change by somebody else in between is shown beside one’s own, and the person chooses', async () => {
  const page = await visit('/import', { role: 'physician', expectedStatuses: [412] });
  const path = await importPatient(page, 'conflict-1', 'Chestnut (synthetic)');
  await page.goto(`${path}/edit`);
  await page.getByLabel('Weight').fill('90');

  const other = await visit(`${path}/edit`, { role: 'physician' });
  await other.getByLabel('Given name').fill('Changed');
  await other.getByRole('button', { name: 'Save the changes' }).click();
  await other.getByText('Changes saved').waitFor();

  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByText('Somebody has changed this patient since you opened the form').waitFor();
  expect(await page.getByRole('row').filter({ hasText: 'Given name' }).textContent()).toContain('Changed');
  expect(await page.getByRole('row').filter({ hasText: 'Weight' }).textContent()).toContain('90');
  // What was compared no longer holds once something else is typed: it is compared again.
  await page.getByLabel('Height').fill('165');
  await page
    .getByText('Somebody has changed this patient since you opened the form')
    .waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByRole('row').filter({ hasText: 'Height' }).filter({ hasText: '165' }).waitFor();
  await page.getByRole('button', { name: 'Start again from the stored version' }).click();
  expect(await page.getByLabel('Given name').inputValue()).toBe('Changed');
  expect(await page.getByLabel('Weight').inputValue()).toBe('71');
});

test('an expired session under an unsaved form is renewed and the form saved as typed', async () => {
  const page = await visit('/patients/new', { role: 'physician', expectedStatuses: [401] });
  await page.getByLabel('Family name').fill('Dogrose (synthetic)');
  await page.getByLabel('Given name').fill('Test');
  await page.getByLabel('Date of birth').fill('1985-06-01');
  await page.getByLabel('female').check();
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save the patient' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password', { exact: true }).fill('ketame-physician-demo');
  await dialog.getByRole('button', { name: 'Sign in and go on' }).click();
  await page.getByText('Patient saved', { exact: true }).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Test Dogrose (synthetic)');
});

test('an administrator erases a patient after typing the name, and the audit still verifies', async () => {
  const physician = await visit('/import', { role: 'physician' });
  const path = await importPatient(physician, 'erase-1', 'Elder (synthetic)');
  const page = await visit(path, { role: 'administrator' });
  await page.getByRole('button', { name: 'Erase' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true);
  await dialog.getByLabel(/Type the family name/).fill('Elder (synthetic)');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await page.waitForURL('**/patients');
  const left: PatientSummary[] = await (await page.request.get('/api/patients')).json();
  expect(left.map(({ identity }) => identity.familyName)).not.toContain('Elder (synthetic)');

  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await page.getByText(/The chain is whole/).waitFor();
});
