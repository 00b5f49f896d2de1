import { expect, test } from 'vitest';
import { browserForTests } from './browser.ts';
import { dropFile, fhirBundle, recordFile } from './records.ts';

const { visit } = browserForTests();

test('a record dropped on the patients page is shown as understood, saved, and not doubled by a second import', async () => {
  const record = fhirBundle({ number: 'drop-1', family: 'Tamarack (synthetic)' });
  const page = await visit('/patients', { role: 'physician' });
  await dropFile(page, 'tamarack.json', record);
  await page.getByRole('heading', { level: 1, name: 'Test Tamarack (synthetic)' }).waitFor();
  const shown = await page.getByRole('main').textContent();
  for (const words of [
    'Nothing is saved yet',
    'Not yet a patient of this clinic',
    'Complex regional pain syndrome',
    'Oxycodone',
    'Allergy to penicillin',
    '71 kg',
    '61 U/L',
    'Claim',
  ]) {
    expect(shown).toContain(words);
  }
  await page.getByRole('button', { name: 'Save as a new patient' }).click();
  await page.getByText('Patient saved from the record').waitFor();

  await page.getByRole('link', { name: 'Patients' }).click();
  await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
  await dropFile(page, 'tamarack-again.json', record);
  await page.getByText('Already a patient').waitFor();
  await page.getByRole('button', { name: 'Update Test Tamarack (synthetic)' }).click();
  await page.getByText('Patient updated from the record').waitFor();
  expect(await page.getByRole('main').textContent()).toContain('0 new entries, 0 changed');

  await page.getByRole('link', { name: 'Patients' }).click();
  await page.getByLabel('Search patients').fill('tamarack');
  await expect.poll(() => page.getByRole('link', { name: /Tamarack/ }).count()).toBe(1);
});

test('a record whose name differs shows both and asks before it is saved', async () => {
  const page = await visit('/import', { role: 'physician' });
  const choose = (text: string) =>
    page.getByLabel('The patient’s record').setInputFiles(recordFile('record.json.gz', text));
  await choose(fhirBundle({ number: 'differs-1', family: 'Maple (synthetic)' }));
  await page.getByRole('button', { name: 'Save as a new patient' }).click();
  await page.getByText('Patient saved from the record').waitFor();

  await page.goto('/import');
  await choose(fhirBundle({ number: 'differs-1', family: 'Maple-Rowan (synthetic)' }));
  await page.getByText('differs', { exact: true }).waitFor();
  const who = await page.getByRole('region', { name: 'Who' }).textContent();
  expect(who).toContain('Maple-Rowan (synthetic)');
  expect(who).toContain('Maple (synthetic)');
  const save = page.getByRole('button', { name: 'Update Test Maple (synthetic)' });
  expect(await save.isDisabled()).toBe(true);
  await page.getByLabel(/I have checked/).check();
  await save.click();
  await page.getByText('Patient updated from the record').waitFor();
});

test('broken, empty and wrong-version files are refused with a reason, and the next file is taken', async () => {
  const page = await visit('/import', { role: 'physician', expectedStatuses: [400, 422] });
  const input = page.getByLabel('The patient’s record');
  await input.setInputFiles(recordFile('empty.json', ''));
  expect(await page.getByRole('alert').textContent()).toContain('"empty.json" is empty');

  await input.setInputFiles(recordFile('broken.json', '{"resourceType": "Bundle", "entry": ['));
  await page.getByText('“broken.json” was not taken, and nothing was saved').waitFor();

  const stu3 = fhirBundle({ number: 'old-1', family: 'Old' }).replace(
    '"type":"collection"',
    '"type":"collection","fhirVersion":"3.0.2"',
  );
  await input.setInputFiles(recordFile('stu3.json', stu3));
  await page.getByText('“stu3.json” was not taken, and nothing was saved').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('3.0.2');

  await input.setInputFiles(recordFile('not-fhir.json', '{"hello": "world"}'));
  await page.getByText('“not-fhir.json” was not taken, and nothing was saved').waitFor();

  await input.setInputFiles(
    recordFile('good.json', fhirBundle({ number: 'good-1', family: 'Oak (synthetic)' })),
  );
  await page.getByRole('button', { name: 'Save as a new patient' }).waitFor();
});

test('a file over the limit is not sent at all', async () => {
  const page = await visit('/import', { role: 'physician' });
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await dropFile(page, 'huge.json', 50_000_001);
  expect(await page.getByRole('alert').textContent()).toContain('at most 50.0 MB can be sent');
  expect(sent.filter((url) => url.includes('/api/imports'))).toEqual([]);
});

test('a session that ends between preview and save is renewed over the page, and the save goes on', async () => {
  const page = await visit('/import', { role: 'physician', expectedStatuses: [401] });
  await page
    .getByLabel('The patient’s record')
    .setInputFiles(recordFile('r.json', fhirBundle({ number: 'session-1', family: 'Poplar (synthetic)' })));
  const save = page.getByRole('button', { name: 'Save as a new patient' });
  await save.waitFor();
  await page.context().clearCookies();
  await save.click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password', { exact: true }).fill('ketame-physician-demo');
  await dialog.getByRole('button', { name: 'Sign in and go on' }).click();
  await page.getByText('Patient saved from the record').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Test Poplar (synthetic)');
});

test('the keyboard alone imports a record', async () => {
  const page = await visit('/import', { role: 'physician' });
  await page.getByRole('button', { name: 'Choose a file' }).focus();
  const choosing = page.waitForEvent('filechooser');
  // A round trip, so that the browser already hands the chooser to the test when the key is pressed.
  await page.evaluate(() => null);
  await page.keyboard.press('Enter');
  const chooser = await choosing;
  await chooser.setFiles(
    recordFile('k.json', fhirBundle({ number: 'keys-1', family: 'Quince (synthetic)' })),
  );
  const save = page.getByRole('button', { name: 'Save as a new patient' });
  await save.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    if (await save.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByText('Patient saved from the record').waitFor();
});
