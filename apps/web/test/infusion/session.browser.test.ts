import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { browserForTests } from '../browser.ts';
import {
  addPatient,
  calmRow,
  chartRow,
  checkIn,
  checkSyringe,
  discharge,
  nurse,
  physician,
  planSession,
  pressStep,
  readDischarged,
  readSyringe,
  rightReading,
  runningSession,
} from './driver.ts';

const { visit } = browserForTests();

test('a full session by the keyboard alone, from planning to discharge, with two people signing', async () => {
  const page = await visit('about:blank', { role: 'physician' });
  const patientId = await addPatient(page, 'Keyboard (synthetic)');
  const id = await planSession(page, patientId, 'Room 7');
  await checkIn(page, 480);

  await readSyringe(page, { ...rightReading, 'Pump shows, mL/h': '40', 'Pump shows, mg/h': '80' });
  await page.getByRole('button', { name: 'Sign my check' }).press('Enter');
  await page.getByText('about ten times too much').waitFor();
  await page.reload();

  await checkSyringe(page, 470, physician, 'own');
  await page.getByText('Syringe 1 checked by Demonstration physician').waitFor();
  await checkSyringe(page, 469, nurse, 'second');
  await pressStep(page, 'Arm the session', 460);
  await pressStep(page, 'The infusion runs', 450);
  await chartRow(page, calmRow, 440);
  await page.getByRole('button', { name: 'Enter another rate' }).press('Enter');
  await page.getByLabel('The pump now shows, mg/h').fill('16');
  await page.getByRole('textbox', { name: 'Reason', exact: true }).first().fill('pain 6');
  const next = page.getByRole('region', { name: 'What comes next' });
  await next.getByRole('button', { name: 'It happened earlier' }).first().press('Enter');
  await next
    .getByLabel('When it happened')
    .fill(new Date(Date.now() - 400 * 60_000).toISOString().slice(0, 16));
  await next.getByRole('button', { name: 'Enter the rate' }).press('Enter');
  await page.getByRole('table').getByText('16 mg/h (8 mL/h): pain 6').waitFor();
  await pressStep(page, 'End the infusion', 200);
  await page.getByRole('heading', { name: 'Observe, then discharge' }).waitFor();
  await page.getByLabel('Scale of sedation').selectOption('MOAA/S');
  await chartRow(page, ['126', '77', '70', '98', '14', '5', '3', '0', '0', '0', '0'], 20);
  await discharge(page);

  const { events } = await readDischarged(page, id);
  expect(events.map(({ content }) => content.kind)).toEqual([
    'plan',
    'check-in',
    'syringe-check',
    'syringe-check',
    'arm',
    'start',
    'chart',
    'rate',
    'end',
    'chart',
    'discharge',
  ]);
  expect(events.filter(({ signature }) => signature !== null).map(({ by }) => by.name)).toEqual([
    'Demonstration physician',
    'Demonstration nurse',
  ]);
  await page.getByRole('link', { name: 'Record of the session' }).press('Enter');
  await page.getByRole('heading', { name: /^Record of the session/ }).waitFor();
  await page.getByRole('definition').getByText('126/77 mmHg').waitFor();
  const pdf = await page.getByRole('link', { name: 'PDF' }).getAttribute('href');
  expect((await page.request.get(pdf ?? '')).headers()['content-type']).toBe('application/pdf');
  await page.goto(`/patients/${patientId}`);
  await page.getByText('discharged, Room 7').waitFor();
});

test('a correction keeps and shows the value before; an entry of a colleague appears without a reload', async () => {
  const page = await visit('about:blank', { role: 'physician' });
  const id = await runningSession(page, 'Corrected (synthetic)', 'Room 8');
  await page.goto(`/sessions/${id}`);
  await chartRow(page, calmRow, null);
  await page.getByRole('button', { name: /^Correct Charted/ }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Pain').fill('4');
  await dialog.getByLabel('Reason for the correction').fill('misheard');
  await dialog.getByRole('button', { name: 'Correct', exact: true }).press('Enter');
  await page.getByText('Corrected by Demonstration physician: misheard.').waitFor();
  await page.locator('s', { hasText: 'Pain 6' }).waitFor();

  const other = await visit(`/sessions/${id}`, { role: 'nurse' });
  await chartRow(other, ['140', '84', '80', '96', '13', '0', '3', '2', '1', '1', '1'], null);
  await page.getByText('Charted: 140/84 mmHg').waitFor();

  // 1 is restless in one scale of sedation and deeply sedated in the other: the row goes on in that of the row before.
  const score = page.getByLabel('Sedation', { exact: true });
  const scale = page.getByLabel('Scale of sedation');
  const chartAwake = { kind: 'chart', sedation: { scale: 'MOAA/S', score: 5 } };
  const awake = { id: randomUUID(), occurredAt: new Date().toISOString(), content: chartAwake, proof: null };
  await score.fill('1');
  await other.request.post(`/api/infusions/${id}/entries`, { data: { entries: [awake] } });
  await page.getByText('Charted: MOAA/S 5').waitFor();
  expect([await scale.inputValue(), await score.getAttribute('placeholder')]).toEqual(['RASS', '']);
  await score.press('Enter');
  await page.getByText('Charted: RASS 1').waitFor();
  await other.request.post(`/api/infusions/${id}/entries`, {
    data: { entries: [{ ...awake, id: randomUUID(), occurredAt: new Date().toISOString() }] },
  });
  await page.getByText('Charted: MOAA/S 5').nth(1).waitFor();
  expect([await scale.inputValue(), await score.getAttribute('placeholder')]).toEqual(['MOAA/S', '5']);
});
