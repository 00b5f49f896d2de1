import { expect, test } from 'vitest';
import { browserForTests } from '../browser.ts';
import { startClinic } from '../clinic.ts';
import { nurse, runningSession } from './driver.ts';

const { visit } = browserForTests();

test('the board shows a new session and its pause without a reload', async () => {
  const board = await visit('/board', { role: 'administrator' });
  await board.getByText('● live').waitFor();
  const page = await visit('about:blank', { role: 'physician' });
  const id = await runningSession(page, 'Boarded (synthetic)', 'Room 12');
  const row = board.getByRole('article', { name: 'Room 12' });
  await row.getByText('infusing').waitFor();
  await page.goto(`/sessions/${id}`);
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await page.keyboard.press('Enter');
  await row.getByText('paused').waitFor();
  await board.getByRole('button', { name: 'Large type' }).press('Enter');
  expect(await row.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize))).toBeGreaterThan(20);
});

// Two starts of a whole server: long on a busy machine.
test('the board goes on within 5 s after the server was ended and started again', async () => {
  const clinic = await startClinic({ KETAME_DEMO: '1' });
  try {
    const board = await visit('about:blank', { isAway: true });
    await board.request.post(`${clinic.address}/api/sign-in`, { data: nurse });
    await board.goto(`${clinic.address}/board`);
    const row = board.getByRole('article', { name: 'Room 2' });
    await row.getByText('infusing').waitFor();
    await clinic.restart();
    await board.getByText('● live').waitFor({ timeout: 5000 });
    await row.getByText('infusing').waitFor();
    expect(await board.getByText('No connection to the server').count()).toBe(0);
  } finally {
    await clinic.stop();
  }
}, 300_000);
